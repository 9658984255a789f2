// build.ninja: the plan as Ninja reads it, in the order in which steps are to start.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "store/step.hpp"

namespace pylon {

struct NinjaFile {
  std::filesystem::path pylonctl;
  std::filesystem::path project;
  std::filesystem::path folder;  // where build.ninja and steps/*.json lie
};

// The text of build.ninja. Inputs of steps are order-only: a step runs exactly when its stamp is missing,
// whatever the times of files, since the stamp's path holds the key of everything that the step depends on.
std::string ninja_text(const std::vector<Step>& steps, const std::vector<Publication>& publications,
                       const NinjaFile& file);

// Error when nothing can be built in a folder of this path: Ninja or the descriptions of steps cannot say it.
void check_buildable(const std::filesystem::path& folder);

// `$`, space and colon of a path that is buildable, as Ninja wants them.
std::string ninja_escape(const std::string& path);

// Sorts steps (each after what it waits for) by how long the work that follows them takes, the longest first:
// Ninja starts what is ready in the order of its file. Equally urgent steps keep their order.
//
// Sets Step::can_wait on steps that could start ten seconds later without delaying the end. They run with a
// lower priority: lean's sizes give way to fat's wasm-opt, build-python to configure, which uses one core.
std::vector<Step> by_urgency(std::vector<Step> steps);

}  // namespace pylon

// build.ninja: the plan as Ninja reads it.
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

}  // namespace pylon

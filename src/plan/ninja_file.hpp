// build.ninja: the plan as Ninja reads it.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "plan/step.hpp"

namespace pylon {

// A product that is put into the project's artifacts folder: the only edges whose outputs lie outside the
// store. A release has two: the file with what it needs to run, and the manifest, which has to wait for the
// compressed sizes.
struct Publication {
  std::string variant;
  std::string level;                           // empty: release
  std::string cpython;                         // version
  bool manifest = false;                       // that of the file published before
  std::string key;                             // of what is published; part of the command line
  std::vector<std::filesystem::path> outputs;  // below artifacts/<variant>/
  std::vector<std::filesystem::path> inputs;   // there too: made again when these are
  std::vector<std::filesystem::path> after;    // stamps

  // What Ninja is asked for.
  std::string title() const { return level.empty() ? variant : variant + "-" + level; }
  std::string name() const { return (manifest ? "manifest-" : "publish-") + title(); }
};

struct NinjaFile {
  std::filesystem::path pylonctl;
  std::filesystem::path project;
  std::filesystem::path folder;  // where build.ninja and steps/*.json lie
};

// The text of build.ninja. The inputs of steps are order-only: a step is to be run exactly when its stamp is
// missing, since the stamp's path holds the key of everything it depends on; time stamps decide nothing.
std::string ninja_text(const std::vector<Step>& steps, const std::vector<Publication>& publications,
                       const NinjaFile& file);

// `$`, space, colon and newline as Ninja wants them in a path. A newline cannot be written: Error.
std::string ninja_escape(const std::string& path);

}  // namespace pylon

// Runs one step on behalf of Ninja: whole or not at all, with a fixed environment and a kept log.
#pragma once

#include <filesystem>
#include <string>

#include "plan/launcher.hpp"
#include "plan/step.hpp"

namespace pylon {

struct RunnerSettings {
  std::filesystem::path pylonctl;  // replaces {pylonctl}
  std::string path;                // PATH of the commands
  int jobs = 1;                    // JOBS of the commands
  Launcher launcher = {};          // what the recipes' LAUNCHER stands for
};

// Makes `step.out` when it is not complete yet. A step that another process is making is waited for. A step
// that was interrupted leaves no stamp; its folder is emptied and it starts again. Throws Error with the
// command, the last lines of its output and the log's path when a command fails.
void run_step(const Step& step, const RunnerSettings& settings);

}  // namespace pylon

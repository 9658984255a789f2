// Runs one step on behalf of Ninja: whole or not at all, with a fixed environment and a kept log.
#pragma once

#include <chrono>
#include <filesystem>
#include <string>

#include "store/launcher.hpp"
#include "store/step.hpp"

namespace pylon {

struct RunnerSettings {
  std::filesystem::path pylonctl;  // replaces {pylonctl}
  std::string path;                // PATH of the commands
  int jobs = 1;                    // JOBS of the commands
  Launcher launcher = {};          // what the recipes' LAUNCHER stands for
  // A command that takes longer than this hangs: the slowest one takes minutes.
  std::chrono::seconds time_limit = std::chrono::hours(2);
};

// Makes `step.out` when it is not complete yet. A step that another process is making is waited for. A step
// that was interrupted leaves no stamp; its folder is emptied and it starts again. Throws Error with the
// command, the last lines of its output and the log's path when a command fails, and when a command that says
// it succeeded did not make what it should.
void run_step(const Step& step, const RunnerSettings& settings);

}  // namespace pylon

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

// Makes `step.out` unless its stamp is there; waits for another process that is making it. An interrupted
// step has no stamp: its folder is emptied, and it starts again. Error with the command, its last lines and
// the log's path when a command fails, and when one ends well without having made what it should.
void run_step(const Step& step, const RunnerSettings& settings);

}  // namespace pylon

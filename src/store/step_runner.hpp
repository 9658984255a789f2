// Runs one step on behalf of Ninja: whole or not at all, with a fixed environment and a kept log.
// And what a step that Ninja started says of itself when it has ended: a line in a file of the build's own.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "store/launcher.hpp"
#include "store/step.hpp"
#include "system/process.hpp"

namespace pylon {

// Microseconds of a clock that all processes of the machine share and that never jumps.
std::int64_t clock_now();

struct CommandRecord {
  std::string title;  // the program, and which of pylonctl's actions
  std::int64_t start = 0, end = 0;
};

struct StepRecord {
  std::string name, key;
  std::int64_t start = 0, end = 0;  // by clock_now()
  std::int64_t waited = 0;          // microseconds of it that another build was making the same
  Usage usage;
  bool ran = true;  // false: another build made it while this one waited
  bool ok = true;
  std::vector<CommandRecord> commands;
};

// Adds the record to the file that the build has named in PYLON_RECORD; nothing without one. A record that
// cannot be written is no reason to fail a step.
void leave_record(const StepRecord& record);

// The records of the file, in the order in which they were left; none when there is no file. A line that a
// killed step left half is skipped.
std::vector<StepRecord> read_records(const std::filesystem::path& file);

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

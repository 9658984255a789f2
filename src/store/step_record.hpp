// What a step that Ninja started says of itself when it has ended: a line in a file of the build's own.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

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

}  // namespace pylon

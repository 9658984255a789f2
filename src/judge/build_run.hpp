// One build as it went: which steps ran, when, with how much processor time, and what they waited for. Times
// are microseconds since the build began.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pylon {

enum class StepFate {
  kReused,     // was finished before the build began
  kRun,        // ran in this build
  kElsewhere,  // another build made it meanwhile; this one waited
  kFailed,
  kNotReached,  // had to run, and something before it failed
};

std::string_view name_of(StepFate fate);

struct CommandSpan {
  std::string title;
  std::int64_t start = 0, end = 0;
};

struct StepSpan {
  std::string name;  // "cpython", "publish-lean"
  std::string key;
  StepFate fate = StepFate::kReused;
  std::int64_t start = 0, end = 0;  // a step that did not run has none
  std::int64_t waited = 0;          // of it, for another build that was making the same
  std::int64_t cpu = 0;             // of it and all programs that it started
  std::uint64_t peak_bytes = 0;     // of its largest program
  std::vector<CommandSpan> commands;
  std::vector<std::size_t> after;    // the steps it needs, by their places in BuildRun::steps
  std::vector<std::string> reasons;  // why it had to run
  std::int64_t saved = 0;            // of a reused step: how long it took when it was made; 0: not known

  std::int64_t duration() const { return end - start; }
  // Whether it took time in this build.
  bool ran() const {
    return fate == StepFate::kRun || fate == StepFate::kElsewhere || fate == StepFate::kFailed;
  }
};

struct BuildRun {
  std::vector<StepSpan> steps;
  std::int64_t planned = 0;  // when the plan was made and Ninja was started
  std::int64_t wall = 0;     // when all was done
  std::int64_t cpu = 0;      // of everything
  int cores = 1;

  // Processor time by the time that all cores had.
  double busy_per_cent() const;
};

// The steps that the build's end waited for: from the one that ended last back along what each waited for
// longest. Places in BuildRun::steps, first to last.
std::vector<std::size_t> critical_path(const BuildRun& run);

// For each step that ran, the first lane (0, 1, …) that is free when it starts; -1 for the others.
std::vector<int> lanes(const BuildRun& run);

// The places of the steps that ran, by their start.
std::vector<std::size_t> in_order(const BuildRun& run);

}  // namespace pylon

// Where a build's time went, for people.
#pragma once

#include <string>

#include "judge/build_run.hpp"

namespace pylon {

// The whole, the steps that ran (slowest first; `*`: on the critical path) with why, the critical path, and
// what was reused.
std::string build_summary(const BuildRun& run);

}  // namespace pylon

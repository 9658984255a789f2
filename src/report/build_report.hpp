// A build as it went: where its time went, for people, and as a trace.
#pragma once

#include <string>

#include "judge/build_run.hpp"

namespace pylon {

// The whole, the steps that ran (slowest first; `*`: on the critical path) with why, the critical path, and
// what was reused.
std::string build_summary(const BuildRun& run);

// A trace that Perfetto (ui.perfetto.dev) and chrome://tracing show: JSON object form of the "Trace Event
// Format" (Google, 2016). Steps that ran at the same time have a lane each; the critical path has arrows and
// a lane of its own. `otherData` has the numbers of the whole build. The same run gives the same bytes.
std::string build_trace(const BuildRun& run);

}  // namespace pylon

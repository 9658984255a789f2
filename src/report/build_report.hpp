// A build as it went: where its time went, for people, and as a trace.
#pragma once

#include <string>

#include "judge/build_run.hpp"

namespace pylon {

// The whole, the steps that ran (slowest first; `*`: on the critical path) with why, the critical path, and
// what was reused.
std::string build_summary(const BuildRun& run);

// A trace that Perfetto (ui.perfetto.dev) and chrome://tracing show: Trace Event Format, JSON object form
// (its document: "Trace Event Format", Google, 2016). Steps that ran at the same time have a lane each, the
// critical path has one of its own and arrows. Numbers of the whole are in `otherData`. The same run, the
// same bytes.
std::string build_trace(const BuildRun& run);

}  // namespace pylon

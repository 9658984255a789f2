// A build as a trace that Perfetto (ui.perfetto.dev) and chrome://tracing show.
#pragma once

#include <string>

#include "judge/build_run.hpp"

namespace pylon {

// Trace Event Format, JSON object form (its document: "Trace Event Format", Google, 2016): a lane per step
// that ran at once, the critical path as a lane of its own and as arrows, reused steps as marks, the cores in
// use as a counter. Numbers of the whole build are in `otherData`. The same run gives the same bytes.
std::string build_trace(const BuildRun& run);

}  // namespace pylon

// Runs of the smokes in the formats that people and CI services read. Each text is whole and ends with a line
// end.
#pragma once

#include <string>
#include <vector>

#include "judge/smoke_summary.hpp"

namespace pylon {

using SmokeRuns = std::vector<SmokeRun>;  // in the order asked for

// A table for each run, then what fell short, with the last of each backtrace and the transcript's place.
std::string smoke_text(const SmokeRuns& runs, bool colours);

// One line of progress: "lean recursion: pass, 24 checks, 1.3 s".
std::string smoke_progress(const std::string& variant, const SmokeRow& row);

// {"smoke_version": 1, "result": "pass" | "fail", "runs": […]}: each run as smoke.json has it. No times: the
// same answers give the same bytes.
std::string smoke_json(const SmokeRuns& runs);

// JUnit XML: a suite for each run, a case for each smoke.
std::string smoke_junit(const SmokeRuns& runs);

}  // namespace pylon

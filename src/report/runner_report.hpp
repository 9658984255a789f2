// What `pylonctl doctor --runners` found, for people and for programs.
#pragma once

#include <string>
#include <vector>

#include "judge/probe_result.hpp"

namespace pylon {

// Each runner with its probes, its known limits, and what to do.
std::string runners_text(const std::vector<ProbedRunner>& probed);

// {"runners_are_good": …, "runners": […]}
std::string runners_json(const std::vector<ProbedRunner>& probed, bool good);

}  // namespace pylon

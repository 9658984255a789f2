#include "judge/probe_result.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace pylon {

bool loses_output(const std::vector<ProbeResult>& results) {
  return std::ranges::any_of(results, &ProbeResult::lost_output);
}

std::string lost_output_advice(const Runner& runner) {
  if (runner.name == "pylon-launch")
    return "pylon-launch built against composectl older than 80f82012: build it again with that or a newer "
           "one";
  return fmt::format(
      "{} ends before it has written all that it was given: use another version of it or "
      "another runner (a pylon-launch built against composectl older than 80f82012 does the same)",
      runner.name);
}

bool runners_are_good(const std::vector<ProbedRunner>& probed, const std::string& needed) {
  return std::ranges::all_of(probed, [&](const ProbedRunner& one) {
    if (!one.problem.empty()) return false;
    if (one.program.empty()) return one.runner.name != needed;
    return std::ranges::none_of(one.results,
                                [](const ProbeResult& result) { return result.state == ProbeState::kBad; });
  });
}

}  // namespace pylon

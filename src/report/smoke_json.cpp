#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/json.hpp"
#include "report/smoke_report.hpp"

namespace pylon {

std::string smoke_json(const SmokeRuns& runs) {
  nlohmann::json json{{"smoke_version", 1},
                      {"result", std::ranges::all_of(runs, &SmokeRun::passed) ? "pass" : "fail"},
                      {"runs", nlohmann::json::array()}};
  for (const SmokeRun& run : runs) {
    nlohmann::json one = nlohmann::json::parse(smoke_summary_text(run));
    if (!run.filter.empty()) one["filter"] = run.filter;
    json["runs"].push_back(std::move(one));
  }
  return json_text(json);
}

}  // namespace pylon

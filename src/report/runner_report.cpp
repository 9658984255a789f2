#include "report/runner_report.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/json.hpp"

namespace pylon {
namespace {

const char* word_of(ProbeState state) {
  if (state == ProbeState::kGood) return "good";
  return state == ProbeState::kKnown ? "known" : "bad";
}

std::string state_of(const ProbedRunner& one) {
  if (!one.problem.empty()) return "BAD";
  if (one.program.empty()) return "not here";
  if (loses_output(one.results)) return "LOSES OUTPUT";
  for (const ProbeResult& result : one.results) {
    if (result.state == ProbeState::kBad) return "BAD";
  }
  return "good";
}

}  // namespace

std::string runners_text(const std::vector<ProbedRunner>& probed) {
  std::string text;
  for (const ProbedRunner& one : probed) {
    text += fmt::format("{}{}{}: {} ({})\n", text.empty() ? "" : "\n", one.runner.name,
                        one.version.empty() ? "" : " " + one.version, state_of(one), one.runner.meaning);
    if (!one.problem.empty()) {
      text += fmt::format("  {}\n", one.problem);
      continue;
    }
    if (one.program.empty()) {
      text += fmt::format("  to get it: {}\n", one.runner.get);
      continue;
    }
    text += fmt::format("  {}\n", one.program);
    for (const ProbeResult& result : one.results) {
      text += fmt::format("  {:<6}{:<12} {}\n", word_of(result.state), result.probe, result.meaning);
      if (!result.problem.empty()) text += fmt::format("        {}\n", result.problem);
    }
    for (const RunnerLimit& limit : one.runner.limits) text += fmt::format("  limit: {}\n", limit.text);
    if (loses_output(one.results)) text += fmt::format("  to do: {}\n", lost_output_advice(one.runner));
  }
  return text;
}

std::string runners_json(const std::vector<ProbedRunner>& probed, bool good) {
  nlohmann::json list = nlohmann::json::array();
  for (const ProbedRunner& one : probed) {
    nlohmann::json entry{{"name", one.runner.name},
                         {"found", !one.program.empty()},
                         {"state", state_of(one)},
                         {"limits", nlohmann::json::array()},
                         {"probes", nlohmann::json::array()}};
    for (const RunnerLimit& limit : one.runner.limits) entry["limits"].push_back(limit.text);
    if (!one.problem.empty()) entry["problem"] = one.problem;
    if (one.program.empty()) {
      entry["get"] = one.runner.get;
    } else {
      entry["program"] = one.program;
      entry["version"] = one.version;
    }
    for (const ProbeResult& result : one.results) {
      nlohmann::json probe{
          {"name", result.probe}, {"state", word_of(result.state)}, {"meaning", result.meaning}};
      if (!result.problem.empty()) probe["problem"] = result.problem;
      entry["probes"].push_back(std::move(probe));
    }
    if (loses_output(one.results)) entry["advice"] = lost_output_advice(one.runner);
    list.push_back(std::move(entry));
  }
  return json_text({{"runners_are_good", good}, {"runners", list}});
}

}  // namespace pylon

#include <nlohmann/json.hpp>

#include "base/json.hpp"
#include "lint/rules.hpp"
#include "report/lint_report.hpp"

namespace pylon {
namespace {

using Json = nlohmann::json;

const char* level_word(const lint::Rule& rule) {
  return rule.level == lint::Level::kError ? "error" : "warning";
}

Json finding_json(const lint::Finding& finding) {
  const lint::Rule& rule = *lint::rule_of(finding.rule);
  Json entry{{"rule", finding.rule},
             {"level", level_word(rule)},
             {"path", finding.path},
             {"line", finding.line},
             {"column", finding.column},
             {"end_line", finding.end_line},
             {"end_column", finding.end_column},
             {"message", finding.message},
             {"why", rule.why},
             {"fix", finding.fix},
             {"edits", Json::array()}};
  for (const lint::Edit& edit : finding.edits)
    entry["edits"].push_back({{"offset_bytes", edit.offset}, {"size_bytes", edit.size}, {"text", edit.text}});
  if (finding.reason) entry["allowed"] = *finding.reason;
  return entry;
}

}  // namespace

std::string lint_json(const lint::Report& report) {
  static constexpr const char* kResults[] = {"clean", "findings", "undecided"};
  Json document{{"lint_version", 1},
                {"result", kResults[report.exit_code()]},
                {"files", report.files},
                {"bytes", report.bytes},
                {"counting", report.counting()},
                {"findings", Json::array()},
                {"problems", Json::array()},
                {"skipped", Json::array()}};
  for (const lint::Finding& finding : report.findings) document["findings"].push_back(finding_json(finding));
  for (const lint::Problem& problem : report.problems)
    document["problems"].push_back(
        {{"path", problem.path}, {"line", problem.line}, {"message", problem.message}});
  for (const lint::Skipped& each : report.skipped)
    document["skipped"].push_back({{"path", each.path}, {"why", each.why}});
  // Sources need not be UTF-8, and names in messages come from them.
  return json_text(document);
}

}  // namespace pylon

#include <algorithm>
#include <map>

#include "base/digest.hpp"
#include "lint/rules.hpp"
#include "report/lint_report.hpp"
#include "report/sarif.hpp"

namespace pylon {
namespace {

using Json = nlohmann::json;

const char* level_word(const lint::Rule& rule) {
  return rule.level == lint::Level::kError ? "error" : "warning";
}

Json rules_json() {
  Json rules = Json::array();
  for (const lint::Rule& rule : lint::rules())
    rules.push_back(sarif_rule(rule.id, rule.title, rule.why, rule.help, level_word(rule), {"webassembly"}));
  return rules;
}

Json region_json(const lint::Finding& finding) {
  return {{"startLine", finding.line},
          {"startColumn", finding.column},
          {"endLine", finding.end_line},
          {"endColumn", finding.end_column}};
}

Json fix_json(const lint::Finding& finding) {
  Json replacements = Json::array();
  for (const lint::Edit& edit : finding.edits) {
    replacements.push_back({{"deletedRegion", {{"byteOffset", edit.offset}, {"byteLength", edit.size}}},
                            {"insertedContent", sarif_message(edit.text)}});
  }
  return {{"description", sarif_message(finding.fix)},
          {"artifactChanges",
           {{{"artifactLocation", sarif_artifact(finding.path)}, {"replacements", replacements}}}}};
}

// `count`: how many findings of the same rule and words stand before it in its file, so that the fingerprint
// stays when lines move.
Json result_json(const lint::Finding& finding, std::size_t count) {
  const auto rules = lint::rules();
  const auto rule =
      std::ranges::find(rules, finding.rule, [](const lint::Rule& each) { return std::string(each.id); });
  const std::string print =
      sha256_hex(finding.rule + "\n" + finding.path + "\n" + finding.message).substr(0, 16) + ":" +
      std::to_string(count);
  Json result{{"ruleId", finding.rule},
              {"ruleIndex", rule - rules.begin()},
              {"level", level_word(*rule)},
              {"message", sarif_message(finding.message + " " + finding.fix)},
              {"locations",
               {{{"physicalLocation",
                  {{"artifactLocation", sarif_artifact(finding.path)}, {"region", region_json(finding)}}}}}},
              {"partialFingerprints", {{"primaryLocationLineHash", print}, {"pylonLint/v1", print}}}};
  if (!finding.edits.empty()) result["fixes"] = {fix_json(finding)};
  if (finding.reason) {
    result["suppressions"] = {
        {{"kind", "inSource"}, {"status", "accepted"}, {"justification", *finding.reason}}};
  }
  return result;
}

}  // namespace

std::string lint_sarif(const lint::Report& report, const std::string& version) {
  SarifRun run{.id = "pylonctl-lint/",
               .column_kind = "unicodeCodePoints",
               .rules = rules_json(),
               .exit_code = report.exit_code()};
  std::map<std::string, std::size_t> seen;
  for (const lint::Finding& finding : report.findings)
    run.results.push_back(
        result_json(finding, ++seen[finding.rule + "\n" + finding.path + "\n" + finding.message]));
  for (const lint::Problem& problem : report.problems) {
    const std::string line = problem.line > 0 ? ":" + std::to_string(problem.line) : "";
    run.notifications.push_back(sarif_notification("error", problem.path + line + ": " + problem.message));
  }
  for (const lint::Skipped& each : report.skipped)
    run.notifications.push_back(sarif_notification("note", each.path + " is skipped: " + each.why));
  return sarif_document(run, version);
}

}  // namespace pylon

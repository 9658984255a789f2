#include "report/lint_report.hpp"

#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "base/json.hpp"
#include "base/shown.hpp"
#include "lint/rules.hpp"
#include "report/words.hpp"

namespace pylon {
namespace {

using Json = nlohmann::json;

std::string count_of(std::size_t count, const char* one) {
  return fmt::format("{} {}{}", count, one, count == 1 ? "" : "s");
}

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

FindingLevel level_of(const lint::Rule& rule) {
  return rule.level == lint::Level::kError ? FindingLevel::kError : FindingLevel::kWarning;
}

Finding finding_of(const lint::Finding& found) {
  const lint::Rule& rule = *lint::rule_of(found.rule);
  Finding finding{.rule = found.rule,
                  .level = level_of(rule),
                  .place = {found.path, found.line, found.column, found.end_line, found.end_column},
                  .message = found.message + " " + found.fix,
                  .details = found.message + "\n" + found.fix + "\nWhy: " + rule.why,
                  .identity = found.rule + "\n" + found.path + "\n" + found.message,
                  .fix = found.fix,
                  .edits = found.edits};
  if (found.reason) finding.suppressed = Suppression{.in_source = true, .reason = *found.reason};
  return finding;
}

}  // namespace

std::string lint_text(const lint::Report& report, bool colours) {
  std::string text;
  std::set<std::string> fired;
  for (const lint::Finding& finding : report.findings) {
    if (finding.reason) continue;
    const lint::Rule* rule = lint::rule_of(finding.rule);
    const bool error = rule->level == lint::Level::kError;
    fired.insert(finding.rule);
    text += fmt::format("{}:{}:{}: {}: {}\n  to do: {}{}\n", shown(finding.path), finding.line,
                        finding.column, paint(colours, error ? "1;31" : "1;33", finding.rule),
                        shown(finding.message), finding.fix, finding.edits.empty() ? "" : " (--fix)");
  }
  for (const lint::Problem& problem : report.problems) {
    const std::string line = problem.line > 0 ? fmt::format(":{}", problem.line) : "";
    text += fmt::format("{}{}: {}: {}\n", shown(problem.path), line, paint(colours, "1;31", "cannot lint"),
                        shown_lines(problem.message));
  }
  for (const std::string& id : fired) {
    const lint::Rule* rule = lint::rule_of(id);
    text += fmt::format("\n{}: {}.\n  why: {}\n  to do: {}\n", paint(colours, "1", id), rule->title,
                        rule->why, rule->help);
  }
  return text;
}

std::string lint_summary(const lint::Report& report) {
  const std::size_t counting = report.counting();
  std::string text = counting == 0 ? "nothing found" : count_of(counting, "finding");
  text += " in " + count_of(report.files, "file");
  if (const std::size_t allowed = report.findings.size() - counting; allowed > 0)
    text += fmt::format("; {} allowed, each with a reason", allowed);
  if (!report.problems.empty()) text += "; " + count_of(report.problems.size(), "problem");
  std::map<std::string, std::size_t> skipped;
  for (const lint::Skipped& each : report.skipped) ++skipped[each.why];
  for (const auto& [why, count] : skipped)
    text += fmt::format("; {} skipped ({})", count_of(count, "file"), why);
  return text;
}

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

Findings to_findings(const lint::Report& report) {
  Findings all{.verb = "lint",
               .fingerprint = "pylonLint/v1",
               .cannot = "could not look",
               .has_columns = true,
               .exit_code = report.exit_code()};
  for (const lint::Rule& rule : lint::rules())
    all.rules.push_back({rule.id, rule.title, rule.why, rule.help, level_of(rule), {"webassembly"}});
  FindingGroup group;
  std::map<std::string, std::size_t> seen;
  for (const lint::Finding& found : report.findings) {
    Finding& finding = group.findings.emplace_back(finding_of(found));
    finding.occurrence = ++seen[finding.identity];
  }
  for (const lint::Problem& problem : report.problems)
    group.remarks.push_back({FindingLevel::kError, problem.message, {problem.path, problem.line}});
  for (const lint::Skipped& each : report.skipped)
    group.remarks.push_back({FindingLevel::kNote, each.path + " is skipped: " + each.why});
  all.groups.push_back(std::move(group));
  return all;
}

}  // namespace pylon

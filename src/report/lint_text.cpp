#include <fmt/format.h>

#include <map>
#include <set>

#include "base/shown.hpp"
#include "lint/rules.hpp"
#include "report/lint_report.hpp"

namespace pylon {
namespace {

std::string paint(bool colours, const char* code, const std::string& text) {
  return colours ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : text;
}

std::string count_of(std::size_t count, const char* one) {
  return fmt::format("{} {}{}", count, one, count == 1 ? "" : "s");
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

}  // namespace pylon

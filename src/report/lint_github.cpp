#include "lint/rules.hpp"
#include "report/github_command.hpp"
#include "report/lint_report.hpp"

namespace pylon {

std::string lint_github(const lint::Report& report) {
  std::string text;
  for (const lint::Finding& finding : report.findings) {
    if (finding.reason) continue;
    const lint::Rule& rule = *lint::rule_of(finding.rule);
    text +=
        github_command(rule.level == lint::Level::kError ? "error" : "warning",
                       {finding.path, finding.line, finding.column, finding.end_line, finding.end_column},
                       "lint " + finding.rule, finding.message + "\n" + finding.fix + "\nWhy: " + rule.why);
  }
  for (const lint::Problem& problem : report.problems)
    text += github_command("error", {problem.path, problem.line, 0, 0, 0}, "lint",
                           "could not look: " + problem.message);
  return text;
}

}  // namespace pylon

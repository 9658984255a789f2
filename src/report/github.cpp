// Findings as workflow commands of GitHub Actions: annotations in a run and in its pull request.
// Source: GitHub's "Workflow commands for GitHub Actions", and the escaping of actions/toolkit, command.ts.
#include <fmt/format.h>

#include "base/shown.hpp"
#include "base/text.hpp"
#include "report/finding.hpp"

namespace pylon {
namespace {

std::string data(const std::string& text) {
  return replaced(shown_lines(text), {{'%', "%25"}, {'\r', "%0D"}, {'\n', "%0A"}});
}

// In a property `:` and `,` would end it as well.
std::string property(const std::string& text) { return replaced(data(text), {{':', "%3A"}, {',', "%2C"}}); }

const char* command_of(FindingLevel level) {
  if (level == FindingLevel::kError) return "error";
  return level == FindingLevel::kWarning ? "warning" : "notice";
}

std::string findings_text(const FindingGroup& group, const std::string& name) {
  std::string text;
  for (const Finding& finding : group.findings) {
    if (finding.suppressed && finding.suppressed->in_source) continue;
    const std::string title = group.of.empty()
                                  ? name + " " + finding.rule
                                  : fmt::format("{}: {}: {}", name, finding.rule, finding.subject);
    text += github_command(command_of(finding.level), finding.place, title,
                           finding.details.empty() ? finding.message : finding.details);
  }
  return text;
}

}  // namespace

std::string github_command(const char* level, const FindingPlace& place, const std::string& title,
                           const std::string& message) {
  std::string where;
  if (!place.file.empty()) where = fmt::format("file={},line={},", property(place.file), place.line);
  if (place.column > 0)
    where += fmt::format("col={},endLine={},endColumn={},", place.column, place.end_line, place.end_column);
  return fmt::format("::{} {}title={}::{}\n", level, where, property(title), data(message));
}

std::string findings_github(const Findings& all) {
  std::string text;
  for (const FindingGroup& group : all.groups) {
    const std::string name = group.of.empty() ? all.verb : all.verb + " " + group.of;
    if (!group.undecided.empty())
      text += github_command("error", {}, name, all.cannot + ": " + group.undecided);
    text += findings_text(group, name);
    for (const Remark& remark : group.remarks) {
      if (remark.level == FindingLevel::kNote) continue;
      const std::string begin = remark.level == FindingLevel::kError ? all.cannot + ": " : "";
      text += github_command(command_of(remark.level), remark.place, name, begin + remark.text);
    }
    if (group.passed) text += name + ": pass\n";
  }
  return text;
}

}  // namespace pylon

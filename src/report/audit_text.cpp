#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/shown.hpp"
#include "base/text.hpp"
#include "report/audit_report.hpp"

namespace pylon {
namespace {

std::string paint(bool colours, const char* code, const std::string& text) {
  return colours ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : text;
}

std::size_t number_of(const Audit& audit, const char* rule) {
  const auto found = audit.checked.find(rule);
  return found == audit.checked.end() ? 0 : found->second;
}

// "7,009 functions in tables, 569 objects, 42 imports, 12,345 linked functions"
std::string looked_at(const Audit& audit) {
  std::size_t entries = 0;
  for (const auto& [rule, number] : audit.checked) entries += rule.starts_with("signature-") ? number : 0;
  std::string text = fmt::format("{} functions in tables, {} objects", with_thousands(entries),
                                 with_thousands(number_of(audit, "twin")));
  if (audit.checked.contains("import-outside")) {
    text +=
        fmt::format(", {} imports, {} linked functions", with_thousands(number_of(audit, "import-outside")),
                    with_thousands(number_of(audit, "trapping-stub")));
  }
  return text;
}

std::string findings_text(const Audit& audit, bool colours) {
  std::string text;
  std::set<std::string> rules;
  for (const AuditFinding& finding : audit.findings) {
    rules.insert(finding.rule);
    text += fmt::format("\n  {}{}\n    {}\n    in: {}\n", paint(colours, "1;31", finding.rule),
                        finding.module.empty() ? "" : " in " + shown(finding.module), shown(finding.message),
                        shown(audit_origin(finding)));
  }
  for (const AuditRule& rule : audit_rules()) {
    if (rules.contains(rule.id)) text += fmt::format("\n  to do, {}:\n    {}\n", rule.id, rule.help);
  }
  return text;
}

}  // namespace

std::string audit_place(const Audit& audit) { return "variants/" + audit.variant + ".json"; }

const AuditRule& audit_rule(const std::string& id) {
  return *std::ranges::find(audit_rules(), id, [](const AuditRule& rule) { return std::string(rule.id); });
}

std::string audit_origin(const AuditFinding& finding) {
  if (finding.object.empty()) return "the linked file";
  return finding.object + (finding.source.empty() ? "" : ", source " + finding.source);
}

std::string audit_text(const Audits& audits, bool colours) {
  std::string text;
  for (const Audit& audit : audits) {
    if (!text.empty()) text += "\n";
    if (!audit.undecided.empty()) {
      text += fmt::format("{}: {}\n", audit.variant, paint(colours, "1;31", "could not look"));
      for (const std::string& line : split_lines(audit.undecided)) text += "  " + line + "\n";
      continue;
    }
    const std::string head = audit.findings.empty() ? paint(colours, "32", "nothing found")
                             : audit.findings.size() == 1
                                 ? paint(colours, "1;31", "1 finding")
                                 : paint(colours, "1;31", fmt::format("{} findings", audit.findings.size()));
    text += fmt::format("{}: {} in {}\n", audit.variant, head, looked_at(audit));
    text += findings_text(audit, colours);
    for (const std::string& note : audit.notes) text += "  note: " + note + "\n";
  }
  return text;
}

}  // namespace pylon

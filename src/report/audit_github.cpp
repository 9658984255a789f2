#include <fmt/format.h>

#include "report/audit_report.hpp"
#include "report/github_command.hpp"

namespace pylon {

std::string audit_github(const Audits& audits) {
  std::string text;
  for (const Audit& audit : audits) {
    const std::string name = "audit " + audit.variant;
    if (!audit.undecided.empty())
      text += github_command("error", {}, name, "could not look: " + audit.undecided);
    for (const AuditFinding& finding : audit.findings) {
      text += github_command("error", {audit_place(audit), 1},
                             fmt::format("{}: {}: {}", name, finding.rule, finding.subject),
                             fmt::format("{}\nIn {}\nTo do: {}", finding.message, audit_origin(finding),
                                         audit_rule(finding.rule).help));
    }
    for (const std::string& note : audit.notes) text += github_command("warning", {}, name, note);
    if (audit.exit_code() == 0) text += name + ": pass\n";
  }
  return text;
}

}  // namespace pylon

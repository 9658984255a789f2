#include <fmt/format.h>

#include "base/digest.hpp"
#include "base/text.hpp"
#include "report/audit_report.hpp"
#include "report/sarif.hpp"

namespace pylon {
namespace {

using Json = nlohmann::json;

Json rules_json() {
  Json rules = Json::array();
  for (const AuditRule& rule : audit_rules())
    rules.push_back(
        sarif_rule(rule.id, rule.title, rule.title, rule.help, "error", {"webassembly", "correctness"}));
  return rules;
}

// The same finding has the same fingerprint in every run.
std::string fingerprint(const Audit& audit, const AuditFinding& finding) {
  const std::string parts[]{audit.variant, finding.rule,  finding.module,
                            finding.table, finding.entry, finding.subject};
  return sha256_hex(join(parts, "\n")).substr(0, 16);
}

Json location_json(const Audit& audit) {
  return {{"physicalLocation",
           {{"artifactLocation", sarif_artifact(audit_place(audit))}, {"region", {{"startLine", 1}}}}}};
}

Json result_json(const Audit& audit, const AuditFinding& finding) {
  const std::string print = fingerprint(audit, finding);
  return {{"ruleId", finding.rule},
          {"ruleIndex", &audit_rule(finding.rule) - audit_rules().data()},
          {"level", "error"},
          {"message", sarif_message(fmt::format("{}: {} (in {})", audit.variant, finding.message,
                                                audit_origin(finding)))},
          {"locations", Json::array({location_json(audit)})},
          {"partialFingerprints", {{"primaryLocationLineHash", print + ":1"}, {"pylonAudit/v1", print}}},
          {"properties",
           {{"variant", audit.variant},
            {"module", finding.module},
            {"object", finding.object},
            {"source", finding.source},
            {"subject", finding.subject},
            {"found", finding.found},
            {"expected", finding.expected}}}};
}

}  // namespace

std::string audit_sarif(const Audits& audits, const std::string& version) {
  SarifRun run{.id = "pylonctl-audit/", .rules = rules_json(), .exit_code = audit_exit_code(audits)};
  const auto notify = [&](const char* level, const Audit& audit, const std::string& text) {
    run.notifications.push_back(sarif_notification(level, audit.variant + ": " + text));
  };
  for (const Audit& audit : audits) {
    if (!audit.undecided.empty()) notify("error", audit, audit.undecided);
    for (const std::string& note : audit.notes) notify("warning", audit, note);
    for (const AuditFinding& finding : audit.findings) run.results.push_back(result_json(audit, finding));
  }
  return sarif_document(run, version);
}

}  // namespace pylon

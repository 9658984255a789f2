#include <nlohmann/json.hpp>

#include "base/json.hpp"
#include "report/audit_report.hpp"

namespace pylon {
namespace {

using Json = nlohmann::ordered_json;

const char* result_word(int exit_code) {
  return exit_code == 0 ? "pass" : exit_code == 1 ? "fail" : "undecided";
}

Json finding_json(const AuditFinding& finding) {
  Json entry{{"rule", finding.rule}};
  const auto add = [&](const char* key, const std::string& value) {
    if (!value.empty()) entry[key] = value;
  };
  add("module", finding.module);
  add("object", finding.object);
  add("source", finding.source);
  add("table", finding.table);
  add("entry", finding.entry);
  add("subject", finding.subject);
  add("found", finding.found);
  add("expected", finding.expected);
  add("message", finding.message);
  return entry;
}

}  // namespace

std::string audit_json(const Audits& audits) {
  Json list = Json::array();
  for (const Audit& audit : audits) {
    Json entry{{"variant", audit.variant}, {"result", result_word(audit.exit_code())}};
    if (!audit.undecided.empty()) {
      entry["undecided"] = audit.undecided;
    } else {
      entry["checked"] = audit.checked;
      entry["findings"] = Json::array();
      for (const AuditFinding& finding : audit.findings) entry["findings"].push_back(finding_json(finding));
      entry["notes"] = audit.notes;
    }
    list.push_back(std::move(entry));
  }
  const Json document{
      {"audit_version", 1}, {"result", result_word(audit_exit_code(audits))}, {"variants", list}};
  // Names of symbols are foreign bytes.
  return json_text(document);
}

}  // namespace pylon

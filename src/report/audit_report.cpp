#include "report/audit_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "base/json.hpp"
#include "base/shown.hpp"
#include "base/text.hpp"
#include "report/words.hpp"

namespace pylon {
namespace {

using Json = nlohmann::json;

// The one place in the checkout that a finding of the variant can be shown at.
std::string place_of(const Audit& audit) { return "variants/" + audit.variant + ".json"; }

const AuditRule& audit_rule(const std::string& id) {
  return *std::ranges::find(audit_rules(), id, [](const AuditRule& rule) { return std::string(rule.id); });
}

// "numpy-…/lib/x.a(getset.c.o), source getset.c"; "the linked file".
std::string origin_of(const AuditFinding& finding) {
  if (finding.object.empty()) return "the linked file";
  return finding.object + (finding.source.empty() ? "" : ", source " + finding.source);
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
                        shown(origin_of(finding)));
  }
  for (const AuditRule& rule : audit_rules()) {
    if (rules.contains(rule.id)) text += fmt::format("\n  to do, {}:\n    {}\n", rule.id, rule.help);
  }
  return text;
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

Finding finding_of(const Audit& audit, const AuditFinding& finding) {
  const std::string origin = origin_of(finding);
  const std::string identity[]{audit.variant, finding.rule,  finding.module,
                               finding.table, finding.entry, finding.subject};
  return {
      .rule = finding.rule,
      .place = {.file = place_of(audit), .line = 1},
      .subject = finding.subject,
      .message = fmt::format("{} (in {})", finding.message, origin),
      .details = fmt::format("{}\nIn {}\nTo do: {}", finding.message, origin, audit_rule(finding.rule).help),
      .identity = join(identity, "\n"),
      .properties = {{"variant", audit.variant},
                     {"module", finding.module},
                     {"object", finding.object},
                     {"source", finding.source},
                     {"subject", finding.subject},
                     {"found", finding.found},
                     {"expected", finding.expected}}};
}

}  // namespace

std::string audit_text(const Audits& audits, bool colours) {
  std::string text;
  for (const Audit& audit : audits) {
    if (!text.empty()) text += "\n";
    if (!audit.undecided.empty()) {
      text += fmt::format("{}: {}\n", audit.variant, paint(colours, "1;31", "could not look"));
      continue;  // standard error says why
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

std::string audit_json(const Audits& audits) {
  Json list = Json::array();
  for (const Audit& audit : audits) {
    Json entry{{"variant", audit.variant}, {"result", result_word(audit.exit_code())}};
    if (!audit.undecided.empty()) {
      entry["undecided"] = audit.undecided;
    } else {
      entry["checked"] = audit.checked;
      entry["findings"] = json_list(audit.findings, finding_json);
      entry["notes"] = audit.notes;
    }
    list.push_back(std::move(entry));
  }
  const Json document{
      {"audit_version", 1}, {"result", result_word(audit_exit_code(audits))}, {"variants", list}};
  // Names of symbols are foreign bytes.
  return json_text(document);
}

Findings to_findings(const Audits& audits) {
  Findings all{.verb = "audit",
               .fingerprint = "pylonAudit/v1",
               .cannot = "could not look",
               .exit_code = audit_exit_code(audits)};
  for (const AuditRule& rule : audit_rules())
    all.rules.push_back(
        {rule.id, rule.title, rule.title, rule.help, FindingLevel::kError, {"webassembly", "correctness"}});
  for (const Audit& audit : audits) {
    FindingGroup group{.of = audit.variant, .undecided = audit.undecided, .passed = audit.exit_code() == 0};
    for (const AuditFinding& finding : audit.findings) group.findings.push_back(finding_of(audit, finding));
    for (const std::string& note : audit.notes) group.remarks.push_back({FindingLevel::kWarning, note});
    all.groups.push_back(std::move(group));
  }
  return all;
}

}  // namespace pylon

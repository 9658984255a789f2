#include <fmt/format.h>

#include "base/digest.hpp"
#include "report/gate_report.hpp"
#include "report/sarif.hpp"

namespace pylon {
namespace {

using Json = nlohmann::json;

Json rules_json() {
  Json rules = Json::array();
  for (const GateRule& rule : gate_rules())
    rules.push_back(sarif_rule(rule.id, rule.title, rule.title, rule.help, "error", {"size", "webassembly"}));
  return rules;
}

std::size_t rule_index(const std::string& id) {
  std::size_t index = 0;
  while (index < gate_rules().size() && id != gate_rules()[index].id) ++index;
  return index;
}

Json location_json(const GateCheck& check) {
  return {{"physicalLocation",
           {{"artifactLocation", sarif_artifact(check.file)}, {"region", {{"startLine", check.line}}}}}};
}

// The same failure has the same fingerprint in every run, however its numbers change and lines move.
std::string fingerprint(const std::string& variant, const std::string& rule, const std::string& subject) {
  return sha256_hex(variant + "\n" + rule + "\n" + subject).substr(0, 16);
}

Json result_json(const Verdict& verdict, const GateCheck& check, const GateFailure& failure) {
  const std::string print = fingerprint(verdict.variant, check.rule, failure.subject);
  const bool counts = failure.overridden.empty();
  Json result{{"ruleId", check.rule},
              {"ruleIndex", rule_index(check.rule)},
              {"level", counts ? "error" : "note"},
              {"message",
               sarif_message(fmt::format("{}: {} More: {}", verdict.variant, failure.message, failure.more))},
              {"locations", {location_json(check)}},
              {"partialFingerprints", {{"primaryLocationLineHash", print + ":1"}, {"pylonGate/v1", print}}},
              {"properties",
               {{"variant", verdict.variant},
                {"subject", failure.subject},
                {"found", failure.found},
                {"allowed", failure.allowed}}}};
  if (!counts) {
    result["suppressions"] = {
        {{"kind", "external"}, {"status", "accepted"}, {"justification", failure.overridden}}};
  }
  return result;
}

}  // namespace

std::string gate_sarif(const Verdicts& verdicts, const std::string& version) {
  SarifRun run{.id = "pylonctl-gate/", .rules = rules_json(), .exit_code = gate_exit_code(verdicts)};
  for (const Verdict& verdict : verdicts) {
    if (!verdict.undecided.empty())
      run.notifications.push_back(sarif_notification("error", verdict.variant + ": " + verdict.undecided));
    for (const std::string& note : verdict.notes)
      run.notifications.push_back(sarif_notification("warning", verdict.variant + ": " + note));
    for (const GateCheck& check : verdict.checks) {
      for (const GateFailure& failure : check.failures)
        run.results.push_back(result_json(verdict, check, failure));
    }
  }
  return sarif_document(run, version);
}

}  // namespace pylon

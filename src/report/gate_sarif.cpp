// Source: Static Analysis Results Interchange Format (SARIF) Version 2.1.0, OASIS Standard; and which parts
// of it code scanning shows, GitHub's "SARIF support for code scanning".
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/digest.hpp"
#include "report/gate_report.hpp"

namespace pylon {
namespace {

using Json = nlohmann::json;

Json text_json(const std::string& text) { return {{"text", text}}; }

Json rules_json() {
  Json rules = Json::array();
  for (const GateRule& rule : gate_rules()) {
    rules.push_back({{"id", rule.id},
                     {"name", rule.id},
                     {"shortDescription", text_json(rule.title)},
                     {"fullDescription", text_json(rule.title)},
                     {"help", text_json(rule.help)},
                     {"defaultConfiguration", {{"level", "error"}}},
                     {"properties", {{"tags", {"size", "webassembly"}}}}});
  }
  return rules;
}

std::size_t rule_index(const std::string& id) {
  std::size_t index = 0;
  while (index < gate_rules().size() && id != gate_rules()[index].id) ++index;
  return index;
}

Json location_json(const GateCheck& check) {
  return {{"physicalLocation",
           {{"artifactLocation", {{"uri", check.file}, {"uriBaseId", "%SRCROOT%"}}},
            {"region", {{"startLine", check.line}}}}}};
}

// The same failure has the same fingerprint in every run, however its numbers change and lines move.
std::string fingerprint(const std::string& variant, const std::string& rule, const std::string& subject) {
  return sha256_hex(variant + "\n" + rule + "\n" + subject).substr(0, 16);
}

Json result_json(const Verdict& verdict, const GateCheck& check, const GateFailure& failure) {
  const std::string print = fingerprint(verdict.variant, check.rule, failure.subject);
  const bool counts = failure.overridden.empty();
  Json result{
      {"ruleId", check.rule},
      {"ruleIndex", rule_index(check.rule)},
      {"level", counts ? "error" : "note"},
      {"message", text_json(fmt::format("{}: {} More: {}", verdict.variant, failure.message, failure.more))},
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

Json notification_json(const char* level, const std::string& variant, const std::string& text) {
  return {{"level", level}, {"message", text_json(variant + ": " + text)}};
}

}  // namespace

std::string gate_sarif(const Verdicts& verdicts, const std::string& version) {
  Json results = Json::array();
  Json notifications = Json::array();
  for (const Verdict& verdict : verdicts) {
    if (!verdict.undecided.empty())
      notifications.push_back(notification_json("error", verdict.variant, verdict.undecided));
    for (const std::string& note : verdict.notes)
      notifications.push_back(notification_json("warning", verdict.variant, note));
    for (const GateCheck& check : verdict.checks) {
      for (const GateFailure& failure : check.failures)
        results.push_back(result_json(verdict, check, failure));
    }
  }
  const Json driver{{"name", "pylonctl"}, {"semanticVersion", version}, {"rules", rules_json()}};
  const Json invocation{{"executionSuccessful", gate_exit_code(verdicts) != 2},
                        {"exitCode", gate_exit_code(verdicts)},
                        {"toolExecutionNotifications", notifications}};
  const Json run{{"tool", {{"driver", driver}}},
                 {"automationDetails", {{"id", "pylonctl-gate/"}}},
                 {"columnKind", "utf16CodeUnits"},
                 {"invocations", {invocation}},
                 {"results", results}};
  const Json document{
      {"$schema", "https://json.schemastore.org/sarif-2.1.0.json"}, {"version", "2.1.0"}, {"runs", {run}}};
  return document.dump(2) + "\n";
}

}  // namespace pylon

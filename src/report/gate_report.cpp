#include "report/gate_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/json.hpp"
#include "report/test_report.hpp"
#include "report/words.hpp"

namespace pylon {
namespace {

using Json = nlohmann::json;

void add_bytes(Json& entry, const std::optional<std::uint64_t>& found,
               const std::optional<std::uint64_t>& allowed) {
  if (found) entry["found_bytes"] = *found;
  if (allowed) entry["allowed_bytes"] = *allowed;
}

Json failure_json(const GateFailure& failure) {
  Json entry{{"subject", failure.subject},
             {"found", failure.found},
             {"allowed", failure.allowed},
             {"message", failure.message},
             {"shows_more", failure.more}};
  add_bytes(entry, failure.found_bytes, failure.allowed_bytes);
  if (!failure.overridden.empty()) entry["overridden"] = failure.overridden;
  return entry;
}

Json check_json(const GateCheck& check) {
  Json entry{
      {"rule", check.rule}, {"state", word_of(check.state)}, {"file", check.file}, {"line", check.line}};
  if (!check.path.empty()) entry["path"] = check.path;
  if (check.state == GateState::kSkipped) {
    entry["why"] = check.skipped;
    return entry;
  }
  entry["found"] = check.found;
  entry["allowed"] = check.allowed;
  add_bytes(entry, check.found_bytes, check.allowed_bytes);
  entry["failures"] = json_list(check.failures, failure_json);
  return entry;
}

Finding finding_of(const Verdict& verdict, const GateCheck& check, const GateFailure& failure) {
  const bool counts = failure.overridden.empty();
  Finding finding{.rule = check.rule,
                  .level = counts ? FindingLevel::kError : FindingLevel::kNote,
                  .place = {.file = check.file, .line = check.line},
                  .subject = failure.subject,
                  .message = failure.message + " More: " + failure.more,
                  .details = failure.message + (counts ? "" : "\nOverridden " + failure.overridden) +
                             "\nMore: " + failure.more,
                  .identity = verdict.variant + "\n" + check.rule + "\n" + failure.subject,
                  .properties = {{"variant", verdict.variant},
                                 {"subject", failure.subject},
                                 {"found", failure.found},
                                 {"allowed", failure.allowed}}};
  if (!counts) finding.suppressed = Suppression{.in_source = false, .reason = failure.overridden};
  return finding;
}

std::string failure_text(const GateCheck& check) {
  std::string text;
  for (const GateFailure& failure : check.failures) {
    text += fmt::format("{}\n  found: {}\n  allowed: {}\n  asked for by: {}\n  shows more: {}\n",
                        failure.message, failure.found, failure.allowed, gate_place(check), failure.more);
    if (!failure.overridden.empty()) text += fmt::format("  overridden {}\n", failure.overridden);
  }
  return text;
}

TestCase case_of(const Verdict& verdict, const GateCheck& check) {
  TestCase each{
      .group = "gate." + verdict.variant, .name = check.rule, .kind = check.rule, .file = check.file};
  if (check.state == GateState::kSkipped) {
    each.outcome = TestOutcome::kSkipped;
    each.message = check.skipped;
  } else if (check.state == GateState::kFail) {
    const auto count = check.failures.size();
    each.outcome = TestOutcome::kFailed;
    each.message = count == 1 ? check.failures.front().message : fmt::format("{} failures", count);
  }
  if (check.state != GateState::kPass) each.text = failure_text(check);
  return each;
}

}  // namespace

std::string gate_json(const Verdicts& verdicts) {
  Json list = Json::array();
  for (const Verdict& verdict : verdicts) {
    Json entry{{"variant", verdict.variant}, {"result", result_word(verdict.exit_code())}};
    if (!verdict.undecided.empty()) {
      entry["undecided"] = verdict.undecided;
    } else {
      entry["rules"] = json_list(verdict.checks, check_json);
      entry["notes"] = verdict.notes;
    }
    list.push_back(std::move(entry));
  }
  return json_text(
      {{"gate_version", 1}, {"result", result_word(gate_exit_code(verdicts))}, {"variants", list}});
}

Findings to_findings(const Verdicts& verdicts) {
  Findings all{.verb = "gate",
               .fingerprint = "pylonGate/v1",
               .cannot = "could not decide",
               .exit_code = gate_exit_code(verdicts)};
  for (const GateRule& rule : gate_rules())
    all.rules.push_back(
        {rule.id, rule.title, rule.title, rule.help, FindingLevel::kError, {"size", "webassembly"}});
  for (const Verdict& verdict : verdicts) {
    FindingGroup group{.of = verdict.variant, .undecided = verdict.undecided, .passed = verdict.passed()};
    for (const GateCheck& check : verdict.checks) {
      for (const GateFailure& failure : check.failures)
        group.findings.push_back(finding_of(verdict, check, failure));
    }
    for (const std::string& note : verdict.notes) group.remarks.push_back({FindingLevel::kWarning, note});
    all.groups.push_back(std::move(group));
  }
  return all;
}

TestReport to_tests(const Verdicts& verdicts) {
  TestReport report{.name = "pylonctl gate", .totals = true};
  for (const Verdict& verdict : verdicts) {
    TestSuite suite{.name = "pylonctl gate " + verdict.variant, .notes = verdict.notes};
    if (!verdict.undecided.empty())
      suite.cases.push_back(
          {"gate." + verdict.variant, "gate", TestOutcome::kUndecided, "undecided", verdict.undecided});
    for (const GateCheck& check : verdict.checks) suite.cases.push_back(case_of(verdict, check));
    report.suites.push_back(std::move(suite));
  }
  return report;
}

int gate_exit_code(const Verdicts& verdicts) {
  int worst = 0;
  for (const Verdict& verdict : verdicts) worst = std::max(worst, verdict.exit_code());
  return worst;
}

}  // namespace pylon

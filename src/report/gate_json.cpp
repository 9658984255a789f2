#include <nlohmann/json.hpp>

#include "base/json.hpp"
#include "report/gate_report.hpp"

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
  entry["failures"] = Json::array();
  for (const GateFailure& failure : check.failures) entry["failures"].push_back(failure_json(failure));
  return entry;
}

const char* result_word(int exit_code) {
  return exit_code == 0 ? "pass" : exit_code == 1 ? "fail" : "undecided";
}

}  // namespace

std::string gate_json(const Verdicts& verdicts) {
  Json list = Json::array();
  for (const Verdict& verdict : verdicts) {
    Json entry{{"variant", verdict.variant}, {"result", result_word(verdict.exit_code())}};
    if (!verdict.undecided.empty()) {
      entry["undecided"] = verdict.undecided;
    } else {
      entry["rules"] = Json::array();
      for (const GateCheck& check : verdict.checks) entry["rules"].push_back(check_json(check));
      entry["notes"] = verdict.notes;
    }
    list.push_back(std::move(entry));
  }
  const Json document{
      {"gate_version", 1}, {"result", result_word(gate_exit_code(verdicts))}, {"variants", list}};
  return json_text(document);
}

}  // namespace pylon

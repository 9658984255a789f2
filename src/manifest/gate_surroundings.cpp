// Rules about what lies beside the file, and about how it behaved.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "manifest/gate_rules.hpp"

namespace pylon {
namespace {

// Days before its end from which on the gate speaks of it.
constexpr long kOldNameNotice = 90;

GateCheck check_old_name(const GateInput& input) {
  const std::string& name = input.variant->old_name;
  if (name.empty()) return skipped_check(input, "old-name", "", "there is none");
  GateCheck check = start_check(input, "old-name", "/old_name");
  const std::string& problem = input.facts.old_name_problem;
  check.found = problem.empty() ? name : problem;
  check.allowed = name + " -> pylon.wasm";
  if (!problem.empty()) {
    fail(check, name, problem, "a link to pylon.wasm",
         fmt::format("artifacts/{}/{}: {}.", input.variant->name, name, problem),
         "pylonctl build " + input.variant->name);
  }
  return check;
}

// The old name is promised up to a day. Beyond it nobody may rely on it, so it must not be shipped any more.
GateCheck check_old_name_end(const GateInput& input, Verdict& verdict) {
  const std::string& name = input.variant->old_name;
  const std::string& until = input.variant->old_name_until;
  if (name.empty()) return skipped_check(input, "old-name-end", "", "there is none");
  if (until.empty()) return skipped_check(input, "old-name-end", "", "no end is set");
  GateCheck check = start_check(input, "old-name-end", "/old_name_until");
  const long days = days_between(input.facts.today, until);
  check.found = input.facts.today;
  check.allowed = "up to " + until;
  check.room = days < 0 ? "" : fmt::format("{} days", days);
  if (days < 0) {
    fail(check, name, input.facts.today, "up to " + until,
         fmt::format("The last day of {} was {}.", name, until),
         "pylonctl gate " + input.variant->name + " --today " + until);
  } else if (days < kOldNameNotice) {
    verdict.notes.push_back(fmt::format("{}: /old_name_until: the old name {} ends in {} days, on {}",
                                        check.file, name, days, until));
  }
  return check;
}

GateCheck check_setup(const GateInput& input) {
  GateCheck check = start_check(input, "setup-current", "");
  const std::string& problem = input.facts.setup_problem;
  check.found = problem.empty() ? "current" : "stale";
  check.allowed = "current";
  if (!problem.empty()) {
    fail(check, fmt::format("Modules/{}/Setup.local", input.variant->name), "stale", "current", problem,
         fmt::format("pylonctl setup --check {}", input.variant->name));
  }
  return check;
}

// Which fact of the manifest is of another time than the project.
GateCheck check_artifact(const GateInput& input) {
  GateCheck check = start_check(input, "artifact-current", "");
  const std::string build = "pylonctl build " + input.variant->name;
  check.found = input.facts.stale.empty() ? "current" : "stale";
  check.allowed = "current";
  for (const StaleFact& fact : input.facts.stale) {
    fail(check, fact.path, fact.built, fact.wanted,
         !fact.untrue.empty()
             ? fact.untrue
             : fmt::format("It was built with {}; the project's files now say {}.", fact.built, fact.wanted),
         build);
  }
  return check;
}

GateCheck check_library(const GateInput& input) {
  GateCheck check = start_check(input, "library-current", "");
  check.found =
      input.facts.library.empty() ? "as built" : fmt::format("{} differ", input.facts.library.size());
  check.allowed = "as built";
  for (const std::string& difference : input.facts.library) {
    fail(check, difference.substr(0, difference.find(' ')), "changed", "as built",
         fmt::format("artifacts/{}/{}.", input.variant->name, difference),
         "pylonctl build " + input.variant->name);
  }
  return check;
}

GateCheck check_host_state(const GateInput& input) {
  GateCheck check = start_check(input, "no-host-state", "");
  check.found = input.facts.host_state.empty() ? "nothing" : join(input.facts.host_state, ", ");
  check.allowed = "nothing";
  for (const std::string& word : input.facts.host_state) {
    fail(check, word, "named", "nothing", fmt::format("pylon.wasm names {}.", word),
         "pylonctl report " + input.variant->name);
  }
  return check;
}

GateCheck check_smoke(const GateInput& input) {
  const auto& [verdict, found] = input.facts.smoke;
  if (verdict.empty()) {
    return skipped_check(input, "smoke", "",
                         found.empty() ? "no smokes have run: pylonctl smoke " + input.variant->name : found);
  }
  GateCheck check = start_check(input, "smoke", "");
  check.found = found;
  check.allowed = "pass";
  if (verdict != "pass") {
    fail(check, "smoke", check.found, "pass", fmt::format("The smokes did not pass ({}).", check.found),
         "pylonctl smoke " + input.variant->name);
  }
  return check;
}

// The id or alias that an override names, so that it is found; else the advisory's own id.
std::string subject_of(const AdvisoryFact& fact, const GateSetting& setting) {
  for (const GateOverride& each : setting.overrides) {
    if (each.rule != "advisories") continue;
    for (const std::string& id : fact.ids) {
      if (glob_matches(each.subject, id)) return id;
    }
  }
  return fact.ids.front();
}

GateCheck check_advisories(const GateInput& input) {
  const AdvisoryFacts& facts = input.facts.advisories;
  if (!facts.checked) return skipped_check(input, "advisories", "", facts.found);
  GateCheck check = start_check(input, "advisories", "/gate/advisories");
  check.found = facts.found;
  check.allowed = "none";
  for (const AdvisoryFact& fact : facts.list) {
    const std::string mended = fact.fixed.empty() ? "" : fmt::format(" Fixed in {}.", fact.fixed);
    const std::string message =
        fact.undecided.empty() ? fmt::format("{} has {}{}.{}", fact.component, fact.ids.front(),
                                             fact.summary.empty() ? "" : " (" + fact.summary + ")", mended)
                               : fmt::format("Whether {} has {} cannot be said: {}.", fact.component,
                                             fact.ids.front(), fact.undecided);
    fail(check, subject_of(fact, input.variant->gate), fact.component,
         fact.fixed.empty() ? "a version without it" : fact.fixed, message,
         "pylonctl advisories EXPORT --variant " + input.variant->name);
  }
  return check;
}

}  // namespace

void check_surroundings(const GateInput& input, Verdict& verdict) {
  GateChecks& checks = verdict.checks;
  checks.push_back(check_old_name(input));
  checks.push_back(check_old_name_end(input, verdict));
  checks.push_back(check_setup(input));
  checks.push_back(check_artifact(input));
  checks.push_back(check_library(input));
  checks.push_back(check_host_state(input));
  checks.push_back(check_smoke(input));
  checks.push_back(check_advisories(input));
}

}  // namespace pylon

// Source: the JUnit XML of Apache Ant's junit task, as GitLab, Jenkins and others read it.
#include <fmt/format.h>

#include <algorithm>

#include "report/gate_report.hpp"
#include "report/xml.hpp"

namespace pylon {
namespace {

std::string failure_text(const GateCheck& check) {
  std::string text;
  for (const GateFailure& failure : check.failures) {
    text += fmt::format("{}\n  found: {}\n  allowed: {}\n  asked for by: {}\n  shows more: {}\n",
                        failure.message, failure.found, failure.allowed, gate_place(check), failure.more);
    if (!failure.overridden.empty()) text += fmt::format("  overridden {}\n", failure.overridden);
  }
  return text;
}

std::string case_xml(const Verdict& verdict, const GateCheck& check) {
  std::string inner;
  if (check.state == GateState::kSkipped) {
    inner = fmt::format("      <skipped message=\"{}\"/>\n", xml_attribute(check.skipped));
  } else if (check.state == GateState::kFail) {
    const auto count = check.failures.size();
    const std::string message =
        count == 1 ? check.failures.front().message : fmt::format("{} failures", count);
    inner = fmt::format("      <failure type=\"{}\" message=\"{}\">{}</failure>\n", check.rule,
                        xml_attribute(message), xml_text(failure_text(check)));
  } else if (check.state == GateState::kOverridden) {
    inner = fmt::format("      <system-out>{}</system-out>\n", xml_text(failure_text(check)));
  }
  return fmt::format("    <testcase classname=\"gate.{}\" name=\"{}\" file=\"{}\"{}\n",
                     xml_attribute(verdict.variant), check.rule, xml_attribute(check.file),
                     inner.empty() ? "/>" : ">\n" + inner + "    </testcase>");
}

struct Counts {
  std::size_t tests = 0, failures = 0, errors = 0, skipped = 0;

  std::string attributes() const {
    return fmt::format("tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\"", tests, failures, errors,
                       skipped);
  }
};

Counts counts_of(const Verdict& verdict) {
  if (!verdict.undecided.empty()) return {1, 0, 1, 0};
  const auto count = [&](GateState state) {
    return static_cast<std::size_t>(std::ranges::count(verdict.checks, state, &GateCheck::state));
  };
  return {verdict.checks.size(), count(GateState::kFail), 0, count(GateState::kSkipped)};
}

std::string suite_xml(const Verdict& verdict) {
  std::string text = fmt::format("  <testsuite name=\"pylonctl gate {}\" {}>\n",
                                 xml_attribute(verdict.variant), counts_of(verdict).attributes());
  if (!verdict.undecided.empty()) {
    text += fmt::format(
        "    <testcase classname=\"gate.{}\" name=\"gate\">\n      <error type=\"undecided\" "
        "message=\"{}\"/>\n    </testcase>\n",
        xml_attribute(verdict.variant), xml_attribute(verdict.undecided));
  }
  for (const GateCheck& check : verdict.checks) text += case_xml(verdict, check);
  for (const std::string& note : verdict.notes)
    text += fmt::format("    <system-out>{}</system-out>\n", xml_text(note));
  return text + "  </testsuite>\n";
}

}  // namespace

std::string gate_junit(const Verdicts& verdicts) {
  Counts all;
  std::string suites;
  for (const Verdict& verdict : verdicts) {
    const Counts one = counts_of(verdict);
    all.tests += one.tests;
    all.failures += one.failures;
    all.errors += one.errors;
    all.skipped += one.skipped;
    suites += suite_xml(verdict);
  }
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"pylonctl gate\" {}>\n{}"
      "</testsuites>\n",
      all.attributes(), suites);
}

}  // namespace pylon

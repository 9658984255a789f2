// A report of tests as JUnit XML.
// Source: the XML of Apache Ant's junit task, as GitLab, Jenkins and others read it.
#include <fmt/format.h>

#include <algorithm>

#include "report/test_report.hpp"
#include "report/words.hpp"

namespace pylon {
namespace {

struct SuiteCounts {
  std::size_t tests = 0, failures = 0, errors = 0, skipped = 0;

  std::string attributes() const {
    return fmt::format("tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\"", tests, failures, errors,
                       skipped);
  }
};

SuiteCounts counts_of(const TestSuite& suite) {
  const auto count = [&](TestOutcome outcome) {
    return static_cast<std::size_t>(std::ranges::count(suite.cases, outcome, &TestCase::outcome));
  };
  return {suite.cases.size(), count(TestOutcome::kFailed), count(TestOutcome::kUndecided),
          count(TestOutcome::kSkipped)};
}

// Seconds, as an attribute that is left out where no time is known.
std::string time_of(const std::optional<std::chrono::milliseconds>& time) {
  return time ? fmt::format(" time=\"{:.3f}\"", static_cast<double>(time->count()) / 1000) : "";
}

std::string outcome_xml(const TestCase& each) {
  const std::string message = xml_attribute(each.message);
  switch (each.outcome) {
    case TestOutcome::kSkipped:
      return fmt::format("<skipped message=\"{}\"/>", message);
    case TestOutcome::kFailed:
      return fmt::format("<failure type=\"{}\" message=\"{}\">{}</failure>", each.kind, message,
                         xml_text(each.text));
    case TestOutcome::kUndecided:
      return fmt::format("<error type=\"{}\" message=\"{}\"/>", each.kind, message);
    case TestOutcome::kPassed:
      break;
  }
  return each.text.empty() ? "" : fmt::format("<system-out>{}</system-out>", xml_text(each.text));
}

std::string case_xml(const TestCase& each, bool compact) {
  const std::string outcome = outcome_xml(each);
  const std::string file = each.file.empty() ? "" : fmt::format(" file=\"{}\"", xml_attribute(each.file));
  const std::string end = outcome.empty() ? "/>"
                          : compact       ? ">" + outcome + "</testcase>"
                                          : ">\n      " + outcome + "\n    </testcase>";
  return fmt::format("    <testcase classname=\"{}\" name=\"{}\"{}{}{}\n", xml_attribute(each.group),
                     xml_attribute(each.name), file, time_of(each.time), end);
}

}  // namespace

std::string tests_junit(const TestReport& report) {
  SuiteCounts all;
  std::string suites;
  for (const TestSuite& suite : report.suites) {
    const SuiteCounts one = counts_of(suite);
    all.tests += one.tests;
    all.failures += one.failures;
    all.errors += one.errors;
    all.skipped += one.skipped;
    suites += fmt::format("  <testsuite name=\"{}\" {}{}>\n", xml_attribute(suite.name), one.attributes(),
                          time_of(suite.time));
    for (const TestCase& each : suite.cases) suites += case_xml(each, report.compact);
    for (const std::string& note : suite.notes)
      suites += fmt::format("    <system-out>{}</system-out>\n", xml_text(note));
    suites += "  </testsuite>\n";
  }
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"{}\"{}>\n{}</testsuites>\n",
      xml_attribute(report.name), report.totals ? " " + all.attributes() : "", suites);
}

}  // namespace pylon

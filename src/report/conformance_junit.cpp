// Source: the JUnit XML of Apache Ant's junit task, as GitLab, Jenkins and others read it.
#include <fmt/format.h>

#include <map>

#include "report/conformance_report.hpp"
#include "report/xml.hpp"

namespace pylon {
namespace {

// File and case -> the reason of a known shortfall.
using Known = std::map<std::pair<std::string, std::string>, std::string>;

std::string failure_text(const CaseResult& result) {
  std::string text = result.why + "\n";
  for (const Frame& frame : result.frames)
    text += "  in " +
            (frame.name.empty() ? fmt::format("function {}", frame.index.value_or(0)) : frame.name) + "\n";
  return text;
}

std::string case_xml(const ConformanceRun& run, const FileResult& file, const CaseResult& result,
                     const Known& known) {
  std::string inner;
  const auto excused = known.find({file.name, result.name});
  if (excused != known.end()) {
    inner = fmt::format("<skipped message=\"known: {}\"/>", xml_attribute(excused->second));
  } else if (result.outcome == CaseOutcome::kSkipped) {
    inner = fmt::format("<skipped message=\"{}\"/>", xml_attribute(last_words(result.why)));
  } else if (falls_short(result.outcome)) {
    inner = fmt::format("<failure type=\"{}\" message=\"{}\">{}</failure>", word_of(result.outcome),
                        xml_attribute(last_words(result.why)), xml_text(failure_text(result)));
  }
  return fmt::format("    <testcase classname=\"{}.{}.{}\" name=\"{}\"{}\n", xml_attribute(run.suite),
                     xml_attribute(run.variant), xml_attribute(file.name),
                     xml_attribute(result.name.empty() ? "the file as a whole" : result.name),
                     inner.empty() ? "/>" : ">" + inner + "</testcase>");
}

}  // namespace

std::string conformance_junit(const ConformanceReport& report) {
  const ConformanceRun& run = report.run;
  Known known;
  for (const Shortfall& each : report.judgement.known)
    known[{each.file, each.result.name}] = report.expectations.reasons.at(each.reason);
  std::map<std::string, std::size_t> fresh;
  for (const Shortfall& each : report.judgement.fresh) ++fresh[each.file];
  std::string text = fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"pylonctl conformance {} ({})\">\n",
      xml_attribute(run.variant), xml_attribute(run.runner));
  for (const FileResult& file : run.files) {
    std::string cases;
    std::uint64_t number = file.cases.size(), good = 0;
    for (const CaseResult& result : file.cases) {
      cases += case_xml(run, file, result, known);
      if (result.outcome == CaseOutcome::kPassed) ++good;
    }
    if (file.whole.outcome != CaseOutcome::kPassed) {
      cases += case_xml(run, file, file.whole, known);
      ++number;
    }
    text += fmt::format(
        "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"{}\" "
        "time=\"{:.3f}\">\n{}"
        "  </testsuite>\n",
        xml_attribute(file.name), number, fresh[file.name], number - good - fresh[file.name],
        static_cast<double>(file.time.count()) / 1000, cases);
  }
  return text + "</testsuites>\n";
}

}  // namespace pylon

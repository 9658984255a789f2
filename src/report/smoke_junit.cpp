// Source: the JUnit XML of Apache Ant's junit task, as GitLab, Jenkins and others read it.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "report/smoke_report.hpp"
#include "report/xml.hpp"

namespace pylon {
namespace {

std::string seconds(std::chrono::milliseconds time) {
  return fmt::format("{:.3f}", static_cast<double>(time.count()) / 1000);
}

std::string failure_text(const SmokeRow& row) {
  std::string text = row.transcript.reason + "\n";
  for (const std::string& failure : row.transcript.failures) text += "FAIL " + failure + "\n";
  for (const Frame& frame : row.transcript.frames)
    text += "  in " +
            (frame.name.empty() ? fmt::format("function {}", frame.index.value_or(0)) : frame.name) + "\n";
  return text + "transcript: " + row.log + "\n";
}

std::string case_xml(const SmokeRun& run, const SmokeRow& row) {
  const Transcript& transcript = row.transcript;
  std::string inner;
  if (transcript.verdict == SmokeVerdict::kSkip) {
    inner = "      <skipped message=\"every check was skipped\"/>\n";
  } else if (transcript.verdict != SmokeVerdict::kPass) {
    inner =
        fmt::format("      <failure type=\"{}\" message=\"{}\">{}</failure>\n", word_of(transcript.verdict),
                    xml_attribute(transcript.reason), xml_text(failure_text(row)));
  }
  return fmt::format("    <testcase classname=\"smoke.{}.{}\" name=\"{}\" time=\"{}\"{}\n",
                     xml_attribute(run.variant), xml_attribute(run.runner), xml_attribute(row.name),
                     seconds(row.time), inner.empty() ? "/>" : ">\n" + inner + "    </testcase>");
}

std::string suite_xml(const SmokeRun& run) {
  const auto skipped = std::ranges::count(run.rows, SmokeVerdict::kSkip,
                                          [](const SmokeRow& row) { return row.transcript.verdict; });
  const auto failed =
      std::ranges::count_if(run.rows, [](const SmokeRow& row) { return !is_good(row.transcript.verdict); });
  std::string text = fmt::format(
      "  <testsuite name=\"pylonctl smoke {} ({})\" tests=\"{}\" failures=\"{}\" errors=\"0\" "
      "skipped=\"{}\">\n",
      xml_attribute(run.variant), xml_attribute(run.runner), run.rows.size(), failed, skipped);
  for (const SmokeRow& row : run.rows) text += case_xml(run, row);
  return text + "  </testsuite>\n";
}

}  // namespace

std::string smoke_junit(const SmokeRuns& runs) {
  std::string text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"pylonctl smoke\">\n";
  for (const SmokeRun& run : runs) text += suite_xml(run);
  return text + "</testsuites>\n";
}

}  // namespace pylon

// What the formats of conformance_report.hpp share.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "report/conformance_report.hpp"

namespace pylon {

std::string file_verdict(const ConformanceReport& report, const FileResult& file) {
  const auto of_file = [&](const Shortfall& each) { return each.file == file.name; };
  if (std::ranges::any_of(report.judgement.fresh, of_file))
    return file.counts().trapped > 0 ? "trap" : "fail";
  if (std::ranges::any_of(report.judgement.known, of_file)) return "known";
  return file.whole.outcome == CaseOutcome::kSkipped ? "skip" : "pass";
}

std::string conformance_answer(const ConformanceReport& report) {
  const std::size_t fresh = report.judgement.fresh.size();
  if (fresh > 0)
    return fmt::format("{} {} short that {} not known to", fresh, fresh == 1 ? "case falls" : "cases fall",
                       fresh == 1 ? "is" : "are");
  if (report.run.interrupted())
    return fmt::format("interrupted after {} of {} files; nothing new falls short until there",
                       report.run.files.size(), report.run.planned);
  return report.judgement.nothing_ran ? "no case passed, which proves nothing" : "nothing new falls short";
}

std::string passed_share(const CaseCounts& counts) {
  if (counts.ran() == 0) return "none";
  const std::uint64_t hundredths = counts.passed * 10'000 / counts.ran();
  return fmt::format("{}.{:02} %", hundredths / 100, hundredths % 100);
}

std::string last_words(const std::string& why) {
  // unittest puts what the case printed after it.
  const std::size_t end = std::min(why.find("\nStdout:\n"), why.find("\nStderr:\n"));
  const std::vector<std::string> lines = split_lines(std::string_view(why).substr(0, end));
  const auto last = std::find_if(lines.rbegin(), lines.rend(), [](const std::string& line) {
    return line.find_first_not_of(" \t") != std::string::npos;
  });
  if (last == lines.rend()) return "";
  return last->substr(last->find_first_not_of(" \t"));
}

std::string suite_title(const ConformanceRun& run) {
  if (run.suite == "arrow")
    return fmt::format("streams of Arrow's clients, by nanoarrow {},", run.suite_version);
  return fmt::format("{} {}'s own tests", run.suite == "cpython" ? "CPython" : "NumPy", run.suite_version);
}

std::map<std::string, std::vector<const Shortfall*>> known_by_reason(const Judgement& judgement) {
  std::map<std::string, std::vector<const Shortfall*>> reasons;
  for (const Shortfall& each : judgement.known) reasons[each.reason].push_back(&each);
  return reasons;
}

}  // namespace pylon

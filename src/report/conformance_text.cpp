// Runs of a test suite for people: at a terminal, and in a comment on a pull request.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/shown.hpp"
#include "base/text.hpp"
#include "report/test_report.hpp"
#include "report/words.hpp"

namespace pylon {
namespace {

constexpr std::size_t kShownFresh = 200;
constexpr std::size_t kShownFrames = 8;

// The result in a sentence: "nothing new falls short".
std::string answer(const ConformanceReport& report) {
  const std::size_t fresh = report.judgement.fresh.size();
  if (fresh > 0)
    return fmt::format("{} {} short that {} not known to", fresh, fresh == 1 ? "case falls" : "cases fall",
                       fresh == 1 ? "is" : "are");
  if (report.run.interrupted())
    return fmt::format("interrupted after {} of {} files; nothing new falls short until there",
                       report.run.files.size(), report.run.planned);
  return report.judgement.nothing_ran ? "no case passed, which proves nothing" : "nothing new falls short";
}

// "CPython 3.13.5's own tests", "streams of Arrow's clients, by nanoarrow 0.8.0,".
std::string suite_title(const ConformanceRun& run) {
  if (run.suite == "arrow")
    return fmt::format("streams of Arrow's clients, by nanoarrow {},", run.suite_version);
  if (run.suite == "programs") return "programs, compared with native CPython " + run.suite_version;
  return fmt::format("{} {}'s own tests", run.suite == "cpython" ? "CPython" : "NumPy", run.suite_version);
}

// Reason -> its known shortfalls.
std::map<std::string, std::vector<const Shortfall*>> known_by_reason(const Judgement& judgement) {
  std::map<std::string, std::vector<const Shortfall*>> reasons;
  for (const Shortfall& each : judgement.known) reasons[each.reason].push_back(&each);
  return reasons;
}

const char* colour_of(const std::string& verdict) {
  if (verdict == "pass") return "32";
  return verdict == "skip" || verdict == "known" ? "2" : "1;31";
}

std::string seconds(std::chrono::milliseconds time) {
  return fmt::format("{:.1f}", static_cast<double>(time.count()) / 1000);
}

std::string cases_table(const ConformanceReport& report, bool colours) {
  std::size_t width = 4;
  for (const FileResult& file : report.run.files) width = std::max(width, file.name.size());
  std::string text =
      fmt::format("\n         {:<{}}  passed  failed  skipped  trapped  seconds\n", "file", width);
  for (const FileResult& file : report.run.files) {
    const CaseCounts counts = file.counts();
    const std::string verdict = file_verdict(report, file);
    text += fmt::format("  {} {:<{}}  {:>6}  {:>6}  {:>7}  {:>7}  {:>7}\n",
                        paint(colours, colour_of(verdict), fmt::format("{:<6}", verdict)), file.name, width,
                        counts.passed, counts.failed, counts.skipped, counts.trapped, seconds(file.time));
  }
  return text;
}

std::string place(const std::string& file, const std::string& name) {
  return name.empty() ? file : file + " " + name;
}

std::string fresh(const ConformanceReport& report, bool colours) {
  std::string text;
  std::size_t listed = 0;
  for (const Shortfall& each : report.judgement.fresh) {
    if (listed++ == kShownFresh) {
      text += fmt::format("  and {} more\n", report.judgement.fresh.size() - kShownFresh);
      break;
    }
    text += fmt::format("  {} {}: {}\n", paint(colours, "1;31", word_of(each.result.outcome)),
                        shown(place(each.file, each.result.name)), shown(last_words(each.result.why)));
    for (std::size_t i = 0; i < std::min(kShownFrames, each.result.frames.size()); ++i)
      text += "      in " + shown(frame_word(each.result.frames[i])) + "\n";
  }
  return text.empty() ? "" : "\nnew:\n" + text;
}

std::string vain(const char* title, const std::vector<VainEntry>& entries) {
  std::string text;
  for (const VainEntry& each : entries)
    text += fmt::format("  {}: {}\n", place(each.file, each.cases), each.what);
  return text.empty() ? "" : fmt::format("\n{}:\n{}", title, text);
}

std::string known(const ConformanceReport& report) {
  std::string text;
  for (const auto& [reason, list] : known_by_reason(report.judgement)) {
    text += fmt::format("  {:>5}  {}: {}\n", list.size(), reason, report.expectations.reasons.at(reason));
  }
  return text.empty() ? "" : "\nknown, by reason:\n" + text;
}

std::string markdown_row(const ConformanceReport& report, const FileResult& file) {
  const CaseCounts counts = file.counts();
  return fmt::format("| {} | {} | {} | {} | {} | {} | {:.1f} |\n", file_verdict(report, file),
                     markdown_code(file.name), counts.passed, counts.failed, counts.skipped, counts.trapped,
                     static_cast<double>(file.time.count()) / 1000);
}

constexpr const char* kHead =
    "| | file | passed | failed | skipped | trapped | seconds |\n|---|---|---:|---:|---:|---:|---:|\n";

// Shows the files that fell short, and folds the hundreds that passed.
std::string markdown_tables(const ConformanceReport& report) {
  std::string open, folded;
  for (const FileResult& file : report.run.files) {
    const std::string verdict = file_verdict(report, file);
    (verdict == "pass" || verdict == "skip" ? folded : open) += markdown_row(report, file);
  }
  std::string text;
  if (!open.empty()) text += fmt::format("\n{}{}", kHead, open);
  if (!folded.empty()) text += markdown_folded("Files that pass or skip themselves", kHead + folded);
  return text;
}

std::string markdown_place(const std::string& file, const std::string& name) {
  return name.empty() ? markdown_code(file) : markdown_code(file) + " " + markdown_code(name);
}

std::string markdown_shortfalls(const ConformanceReport& report) {
  std::string text;
  for (const Shortfall& each : report.judgement.fresh) {
    text +=
        fmt::format("- ❌ **{}** {}: {}\n", word_of(each.result.outcome),
                    markdown_place(each.file, each.result.name), markdown_cell(last_words(each.result.why)));
  }
  for (const VainEntry& each : report.judgement.mended)
    text += fmt::format("- ✅ mended, remove the entry: {}: {}\n", markdown_place(each.file, each.cases),
                        markdown_cell(each.what));
  for (const VainEntry& each : report.judgement.unmatched)
    text += fmt::format("- ⚠️ the entry matches nothing: {}: {}\n", markdown_place(each.file, each.cases),
                        markdown_cell(each.what));
  return text.empty() ? "" : "\n" + text;
}

std::string markdown_known(const ConformanceReport& report) {
  std::string text;
  for (const auto& [reason, list] : known_by_reason(report.judgement))
    text += fmt::format("| {} | {} |\n", list.size(), markdown_cell(report.expectations.reasons.at(reason)));
  return text.empty() ? "" : "\n| known | because |\n|---:|---|\n" + text;
}

}  // namespace

std::string conformance_text(const ConformanceReport& report, bool with_table, bool colours) {
  const ConformanceRun& run = report.run;
  const CaseCounts counts = run.counts();
  const bool good = conformance_exit_code(run, report.judgement) == 0;
  std::string text = fmt::format(
      "{} in {} with {}{}{}{}: {}\n", suite_title(run), run.variant, run.runner,
      run.runner_version.empty() ? "" : " " + run.runner_version, run.sample ? ", the sample" : "",
      run.filter.empty() ? "" : ", only " + run.filter, paint(colours, good ? "32" : "1;31", answer(report)));
  text += fmt::format("  {} files; cases: {} passed, {} failed, {} trapped, {} skipped; {} of what ran\n",
                      run.files.size(), with_thousands(counts.passed), with_thousands(counts.failed),
                      with_thousands(counts.trapped), with_thousands(counts.skipped), passed_share(counts));
  if (with_table) text += cases_table(report, colours);
  text += known(report) + fresh(report, colours);
  text += vain("mended: remove the entry", report.judgement.mended);
  text += vain("entries that match nothing: correct or remove them", report.judgement.unmatched);
  return text;
}

std::string conformance_progress(const std::string& variant, const FileResult& file, std::size_t ended,
                                 std::size_t planned) {
  const CaseCounts counts = file.counts();
  std::string text = fmt::format("{} {}/{} {}: {} passed", variant, ended, planned, file.name, counts.passed);
  if (counts.skipped > 0) text += fmt::format(", {} skipped", counts.skipped);
  if (counts.failed > 0) text += fmt::format(", {} failed", counts.failed);
  if (counts.trapped > 0) text += fmt::format(", {} trapped", counts.trapped);
  if (file.whole.outcome == CaseOutcome::kSkipped) text += ", skips itself";
  return text + fmt::format(", {} s\n", seconds(file.time));
}

std::string conformance_markdown(const ConformanceReport& report) {
  const ConformanceRun& run = report.run;
  const CaseCounts counts = run.counts();
  const bool good = conformance_exit_code(run, report.judgement) == 0;
  std::string text = fmt::format("### {} {} in `{}` ({} {}): {}\n\n", good ? "✅" : "❌", suite_title(run),
                                 run.variant, run.runner, run.runner_version, answer(report));
  text += fmt::format("{} files; {} cases passed, {} failed, {} trapped, {} skipped: {} of what ran.\n",
                      run.files.size(), with_thousands(counts.passed), with_thousands(counts.failed),
                      with_thousands(counts.trapped), with_thousands(counts.skipped), passed_share(counts));
  return text + markdown_shortfalls(report) + markdown_known(report) + markdown_tables(report);
}

}  // namespace pylon

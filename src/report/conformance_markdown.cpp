#include <fmt/format.h>

#include "base/text.hpp"
#include "report/conformance_report.hpp"
#include "report/diff_markdown.hpp"

namespace pylon {
namespace {

std::string row(const ConformanceReport& report, const FileResult& file) {
  const CaseCounts counts = file.counts();
  return fmt::format("| {} | {} | {} | {} | {} | {} | {:.1f} |\n", file_verdict(report, file),
                     markdown_code(file.name), counts.passed, counts.failed, counts.skipped, counts.trapped,
                     static_cast<double>(file.time.count()) / 1000);
}

constexpr const char* kHead =
    "| | file | passed | failed | skipped | trapped | seconds |\n|---|---|---:|---:|---:|---:|---:|\n";

// Those that are looked for stand open, the many that pass are folded up.
std::string tables(const ConformanceReport& report) {
  std::string open, folded;
  for (const FileResult& file : report.run.files) {
    const std::string verdict = file_verdict(report, file);
    (verdict == "pass" || verdict == "skip" ? folded : open) += row(report, file);
  }
  std::string text;
  if (!open.empty()) text += fmt::format("\n{}{}", kHead, open);
  if (!folded.empty()) {
    text +=
        fmt::format("\n<details><summary>Files that pass or skip themselves</summary>\n\n{}{}\n</details>\n",
                    kHead, folded);
  }
  return text;
}

std::string place(const std::string& file, const std::string& name) {
  return name.empty() ? markdown_code(file) : markdown_code(file) + " " + markdown_code(name);
}

std::string shortfalls(const ConformanceReport& report) {
  std::string text;
  for (const Shortfall& each : report.judgement.fresh) {
    text += fmt::format("- ❌ **{}** {}: {}\n", word_of(each.result.outcome),
                        place(each.file, each.result.name), markdown_cell(last_words(each.result.why)));
  }
  for (const VainEntry& each : report.judgement.mended)
    text += fmt::format("- ✅ mended, remove the entry: {}: {}\n", place(each.file, each.cases),
                        markdown_cell(each.what));
  for (const VainEntry& each : report.judgement.unmatched)
    text += fmt::format("- ⚠️ the entry matches nothing: {}: {}\n", place(each.file, each.cases),
                        markdown_cell(each.what));
  return text.empty() ? "" : "\n" + text;
}

std::string known(const ConformanceReport& report) {
  std::string text;
  for (const auto& [reason, list] : known_by_reason(report.judgement))
    text += fmt::format("| {} | {} |\n", list.size(), markdown_cell(report.expectations.reasons.at(reason)));
  return text.empty() ? "" : "\n| known | because |\n|---:|---|\n" + text;
}

}  // namespace

std::string conformance_markdown(const ConformanceReport& report) {
  const ConformanceRun& run = report.run;
  const CaseCounts counts = run.counts();
  const bool good = conformance_exit_code(run, report.judgement) == 0;
  std::string text = fmt::format("### {} {} in `{}` ({} {}): {}\n\n", good ? "✅" : "❌", suite_title(run),
                                 run.variant, run.runner, run.runner_version, conformance_answer(report));
  text += fmt::format("{} files; {} cases passed, {} failed, {} trapped, {} skipped: {} of what ran.\n",
                      run.files.size(), with_thousands(counts.passed), with_thousands(counts.failed),
                      with_thousands(counts.trapped), with_thousands(counts.skipped), passed_share(counts));
  return text + shortfalls(report) + known(report) + tables(report);
}

}  // namespace pylon

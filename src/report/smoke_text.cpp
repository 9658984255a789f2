#include <fmt/format.h>

#include <algorithm>

#include "base/shown.hpp"
#include "base/text.hpp"
#include "report/smoke_report.hpp"

namespace pylon {
namespace {

constexpr std::size_t kShownFrames = 8;
constexpr std::size_t kShownFailures = 10;

struct Style {
  bool colours = false;

  std::string paint(const char* code, const std::string& text) const {
    return colours ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : text;
  }
  std::string verdict(SmokeVerdict verdict) const {
    const std::string word = fmt::format("{:<11}", word_of(verdict));
    if (verdict == SmokeVerdict::kSkip) return paint("2", word);
    return paint(is_good(verdict) ? "32" : "1;31", word);
  }
};

std::string seconds(std::chrono::milliseconds time) {
  return fmt::format("{:.1f} s", static_cast<double>(time.count()) / 1000);
}

// "24 checks, 3 skipped, 1 failed".
std::string counts(std::uint64_t total, std::uint64_t skipped, std::uint64_t failed) {
  std::string text = fmt::format("{} {}", total, total == 1 ? "check" : "checks");
  if (skipped > 0) text += fmt::format(", {} skipped", skipped);
  if (failed > 0) text += fmt::format(", {} failed", failed);
  return text;
}

std::string counts_of(const Transcript& transcript) {
  if (transcript.verdict == SmokeVerdict::kSkip && transcript.total == 0) return shown(transcript.reason);
  return transcript.total == 0 ? "no summary"
                               : counts(transcript.total, transcript.skipped, transcript.failed());
}

std::string table(const SmokeRun& run, const Style& style) {
  std::size_t width = 0;
  for (const SmokeRow& row : run.rows) width = std::max(width, row.name.size());
  std::string text;
  for (const SmokeRow& row : run.rows) {
    text += fmt::format("  {} {:<{}}  {:>7}  {}\n", style.verdict(row.transcript.verdict), row.name, width,
                        seconds(row.time), counts_of(row.transcript));
  }
  return text;
}

std::string trouble(const SmokeRow& row, const Style& style) {
  const Transcript& transcript = row.transcript;
  std::string text = "\n  " +
                     style.paint("1;31", fmt::format("{} {}", word_of(transcript.verdict), row.name)) + ": " +
                     shown(transcript.reason) + "\n";
  if (!transcript.interrupted.empty()) text += "    during: " + shown(transcript.interrupted) + "\n";
  for (std::size_t i = 0; i < std::min(kShownFailures, transcript.failures.size()); ++i)
    text += "    FAIL " + shown(transcript.failures[i]) + "\n";
  if (transcript.failures.size() > kShownFailures)
    text += fmt::format("    and {} more\n", transcript.failures.size() - kShownFailures);
  for (std::size_t i = 0; i < std::min(kShownFrames, transcript.frames.size()); ++i) {
    const Frame& frame = transcript.frames[i];
    text += "    in " +
            (frame.name.empty() ? fmt::format("function {}", frame.index.value_or(0)) : shown(frame.name)) +
            "\n";
  }
  if (transcript.frames.size() > kShownFrames)
    text += fmt::format("    and {} more\n", transcript.frames.size() - kShownFrames);
  return text + "    transcript: " + row.log + "\n";
}

std::string run_text(const SmokeRun& run, const Style& style) {
  const CheckCounts sum = check_counts(run);
  const auto failed =
      std::ranges::count_if(run.rows, [](const SmokeRow& row) { return !is_good(row.transcript.verdict); });
  const std::string answer =
      run.passed()
          ? style.paint("32", run.rows.size() == 1 ? "its one smoke passes"
                                                   : fmt::format("all {} smokes pass", run.rows.size()))
          : style.paint("1;31", fmt::format("{} of {} smokes fell short", failed, run.rows.size()));
  std::string text = fmt::format(
      "{} with {}{}{}{}: {} ({})\n", run.variant, run.runner, run.version.empty() ? "" : " " + run.version,
      run.require_fat ? ", nothing may be skipped" : "", run.filter.empty() ? "" : ", only " + run.filter,
      answer, counts(sum.passed + sum.skipped + sum.failed, sum.skipped, sum.failed));
  text += table(run, style);
  for (const SmokeRow& row : run.rows) {
    if (!is_good(row.transcript.verdict)) text += trouble(row, style);
  }
  return text;
}

}  // namespace

std::string smoke_text(const SmokeRuns& runs, bool colours) {
  std::string text;
  for (const SmokeRun& run : runs) text += (text.empty() ? "" : "\n") + run_text(run, Style{colours});
  return text;
}

std::string smoke_progress(const std::string& variant, const SmokeRow& row) {
  return fmt::format("{} {}: {}, {}, {}\n", variant, row.name, word_of(row.transcript.verdict),
                     counts_of(row.transcript), seconds(row.time));
}

}  // namespace pylon

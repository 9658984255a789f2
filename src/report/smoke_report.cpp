// Runs of the smokes, and the runtimes that run them.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/json.hpp"
#include "base/shown.hpp"
#include "report/test_report.hpp"
#include "report/words.hpp"

namespace pylon {
namespace {

constexpr std::size_t kShownFrames = 8;
constexpr std::size_t kShownFailures = 10;

std::string verdict_text(SmokeVerdict verdict, bool colours) {
  const std::string word = fmt::format("{:<11}", word_of(verdict));
  if (verdict == SmokeVerdict::kSkip) return paint(colours, "2", word);
  return paint(colours, is_good(verdict) ? "32" : "1;31", word);
}

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

std::string smokes_table(const SmokeRun& run, bool colours) {
  std::size_t width = 0;
  for (const SmokeRow& row : run.rows) width = std::max(width, row.name.size());
  std::string text;
  for (const SmokeRow& row : run.rows) {
    text += fmt::format("  {} {:<{}}  {:>7}  {}\n", verdict_text(row.transcript.verdict, colours), row.name,
                        width, seconds(row.time), counts_of(row.transcript));
  }
  return text;
}

std::string trouble(const SmokeRow& row, bool colours) {
  const Transcript& transcript = row.transcript;
  std::string text = "\n  " +
                     paint(colours, "1;31", fmt::format("{} {}", word_of(transcript.verdict), row.name)) +
                     ": " + shown(transcript.reason) + "\n";
  if (!transcript.interrupted.empty()) text += "    during: " + shown(transcript.interrupted) + "\n";
  for (std::size_t i = 0; i < std::min(kShownFailures, transcript.failures.size()); ++i)
    text += "    FAIL " + shown(transcript.failures[i]) + "\n";
  if (transcript.failures.size() > kShownFailures)
    text += fmt::format("    and {} more\n", transcript.failures.size() - kShownFailures);
  for (std::size_t i = 0; i < std::min(kShownFrames, transcript.frames.size()); ++i)
    text += "    in " + shown(frame_word(transcript.frames[i])) + "\n";
  if (transcript.frames.size() > kShownFrames)
    text += fmt::format("    and {} more\n", transcript.frames.size() - kShownFrames);
  return text + "    transcript: " + row.log + "\n";
}

std::string run_text(const SmokeRun& run, bool colours) {
  const CheckCounts sum = check_counts(run);
  const auto failed =
      std::ranges::count_if(run.rows, [](const SmokeRow& row) { return !is_good(row.transcript.verdict); });
  const std::string answer =
      run.passed()
          ? paint(colours, "32",
                  run.rows.size() == 1 ? "its one smoke passes"
                                       : fmt::format("all {} smokes pass", run.rows.size()))
          : paint(colours, "1;31", fmt::format("{} of {} smokes fell short", failed, run.rows.size()));
  std::string text = fmt::format(
      "{} with {}{}{}{}: {} ({})\n", run.variant, run.runner, run.version.empty() ? "" : " " + run.version,
      run.require_fat ? ", nothing may be skipped" : "", run.filter.empty() ? "" : ", only " + run.filter,
      answer, counts(sum.passed + sum.skipped + sum.failed, sum.skipped, sum.failed));
  text += smokes_table(run, colours);
  for (const SmokeRow& row : run.rows) {
    if (!is_good(row.transcript.verdict)) text += trouble(row, colours);
  }
  return text;
}

std::string failure_text(const SmokeRow& row) {
  std::string text = row.transcript.reason + "\n";
  for (const std::string& failure : row.transcript.failures) text += "FAIL " + failure + "\n";
  for (const Frame& frame : row.transcript.frames) text += "  in " + frame_word(frame) + "\n";
  return text + "transcript: " + row.log + "\n";
}

TestCase case_of(const SmokeRun& run, const SmokeRow& row) {
  const Transcript& transcript = row.transcript;
  TestCase each{
      .group = fmt::format("smoke.{}.{}", run.variant, run.runner), .name = row.name, .time = row.time};
  if (transcript.verdict == SmokeVerdict::kSkip) {
    each.outcome = TestOutcome::kSkipped;
    each.message = "every check was skipped";
  } else if (transcript.verdict != SmokeVerdict::kPass) {
    each.outcome = TestOutcome::kFailed;
    each.kind = word_of(transcript.verdict);
    each.message = transcript.reason;
    each.text = failure_text(row);
  }
  return each;
}

const char* probe_word(ProbeState state) {
  if (state == ProbeState::kGood) return "good";
  return state == ProbeState::kKnown ? "known" : "bad";
}

std::string state_of(const ProbedRunner& one) {
  if (!one.problem.empty()) return "BAD";
  if (one.program.empty()) return "not here";
  if (!one.unfit.empty()) return "not probed";
  if (loses_output(one.results)) return "LOSES OUTPUT";
  for (const ProbeResult& result : one.results) {
    if (result.state == ProbeState::kBad) return "BAD";
  }
  return "good";
}

}  // namespace

std::string smoke_text(const SmokeRuns& runs, bool colours) {
  std::string text;
  for (const SmokeRun& run : runs) text += (text.empty() ? "" : "\n") + run_text(run, colours);
  return text;
}

std::string smoke_progress(const std::string& variant, const SmokeRow& row) {
  return fmt::format("{} {}: {}, {}, {}\n", variant, row.name, word_of(row.transcript.verdict),
                     counts_of(row.transcript), seconds(row.time));
}

std::string smoke_json(const SmokeRuns& runs) {
  nlohmann::json json{{"smoke_version", 1},
                      {"result", std::ranges::all_of(runs, &SmokeRun::passed) ? "pass" : "fail"},
                      {"runs", nlohmann::json::array()}};
  for (const SmokeRun& run : runs) {
    nlohmann::json one = nlohmann::json::parse(smoke_summary_text(run));
    if (!run.filter.empty()) one["filter"] = run.filter;
    json["runs"].push_back(std::move(one));
  }
  return json_text(json);
}

TestReport to_tests(const SmokeRuns& runs) {
  TestReport report{.name = "pylonctl smoke"};
  for (const SmokeRun& run : runs) {
    TestSuite suite{.name = fmt::format("pylonctl smoke {} ({})", run.variant, run.runner)};
    for (const SmokeRow& row : run.rows) suite.cases.push_back(case_of(run, row));
    report.suites.push_back(std::move(suite));
  }
  return report;
}

std::string runners_text(const std::vector<ProbedRunner>& probed) {
  std::string text;
  for (const ProbedRunner& one : probed) {
    text += fmt::format("{}{}{}: {} ({})\n", text.empty() ? "" : "\n", one.runner.name,
                        one.version.empty() ? "" : " " + one.version, state_of(one), one.runner.meaning);
    if (!one.problem.empty()) {
      text += fmt::format("  {}\n", one.problem);
      continue;
    }
    if (one.program.empty()) {
      text += fmt::format("  to get it: {}\n", one.runner.get);
      continue;
    }
    text += fmt::format("  {}\n", one.program);
    if (!one.unfit.empty()) text += fmt::format("  {}\n  to do: {}\n", one.unfit, one.advice);
    for (const ProbeResult& result : one.results) {
      text += fmt::format("  {:<6}{:<12} {}\n", probe_word(result.state), result.probe, result.meaning);
      if (!result.problem.empty()) text += fmt::format("        {}\n", result.problem);
    }
    for (const RunnerLimit& limit : one.runner.limits) text += fmt::format("  limit: {}\n", limit.text);
    if (loses_output(one.results)) text += fmt::format("  to do: {}\n", lost_output_advice(one.runner));
  }
  return text;
}

std::string runners_json(const std::vector<ProbedRunner>& probed, bool good) {
  nlohmann::json list = nlohmann::json::array();
  for (const ProbedRunner& one : probed) {
    nlohmann::json entry{{"name", one.runner.name},
                         {"found", !one.program.empty()},
                         {"state", state_of(one)},
                         {"limits", nlohmann::json::array()},
                         {"probes", nlohmann::json::array()}};
    for (const RunnerLimit& limit : one.runner.limits) entry["limits"].push_back(limit.text);
    if (!one.problem.empty()) entry["problem"] = one.problem;
    if (!one.unfit.empty()) {
      entry["problem"] = one.unfit;
      entry["advice"] = one.advice;
    }
    if (one.program.empty()) {
      entry["get"] = one.runner.get;
    } else {
      entry["program"] = one.program;
      entry["version"] = one.version;
    }
    for (const ProbeResult& result : one.results) {
      nlohmann::json probe{
          {"name", result.probe}, {"state", probe_word(result.state)}, {"meaning", result.meaning}};
      if (!result.problem.empty()) probe["problem"] = result.problem;
      entry["probes"].push_back(std::move(probe));
    }
    if (loses_output(one.results)) entry["advice"] = lost_output_advice(one.runner);
    list.push_back(std::move(entry));
  }
  return json_text({{"runners_are_good", good}, {"runners", list}});
}

}  // namespace pylon

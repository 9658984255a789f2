// Something was tried, and ended so: the second shape of finding.hpp, and the verbs that run tests inside
// pylon.wasm. Each text is whole and ends with a line end.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "judge/judgement.hpp"
#include "judge/runner.hpp"
#include "judge/smoke_summary.hpp"

namespace pylon {

enum class TestOutcome { kPassed, kSkipped, kFailed, kUndecided };

struct TestCase {
  std::string group, name;  // "smoke.lean.wasmtime", "recursion"
  TestOutcome outcome = TestOutcome::kPassed;
  std::string kind{};     // of what went wrong: "trap", the id of a rule
  std::string message{};  // one line: what went wrong, or why it is skipped
  std::string text{};     // all that is known; of a passed case too
  std::string file{};     // what asks for it; "": not said
  std::optional<std::chrono::milliseconds> time{};
};

struct TestSuite {
  std::string name;
  std::vector<TestCase> cases{};
  std::vector<std::string> notes{};
  std::optional<std::chrono::milliseconds> time{};
};

struct TestReport {
  std::string name;  // "pylonctl gate"
  std::vector<TestSuite> suites{};
  bool totals = false;   // the numbers of all suites stand at the top
  bool compact = false;  // a case and its outcome share a line: there are thousands
};

// JUnit XML as CI services read it.
std::string tests_junit(const TestReport& report);

// smoke

using SmokeRuns = std::vector<SmokeRun>;  // in the order asked for

// A table for each run, then what fell short, with the last of each backtrace and the transcript's place.
std::string smoke_text(const SmokeRuns& runs, bool colours);

// One line of progress: "lean recursion: pass, 24 checks, 1.3 s".
std::string smoke_progress(const std::string& variant, const SmokeRow& row);

// {"smoke_version": 1, "result": "pass" | "fail", "runs": […]}: each run as smoke.json has it. No times: the
// same answers give the same bytes.
std::string smoke_json(const SmokeRuns& runs);

// A suite for each run, a case for each smoke.
TestReport to_tests(const SmokeRuns& runs);

// Of `doctor --runners`: each runner with its probes, its known limits, and what to do.
std::string runners_text(const std::vector<ProbedRunner>& probed);

// {"runners_are_good": …, "runners": […]}
std::string runners_json(const std::vector<ProbedRunner>& probed, bool good);

// conformance

struct ConformanceReport {
  ConformanceRun run;
  Expectations expectations;
  Judgement judgement;
};

// The sentence that says how it went, then the numbers, what is new, known, mended and unmatched; `table`
// adds a line for every file.
std::string conformance_text(const ConformanceReport& report, bool table, bool colours);

// One line of progress: "lean 12/426 test_json: 166 passed, 18 skipped, 3.2 s".
std::string conformance_progress(const std::string& variant, const FileResult& file, std::size_t ended,
                                 std::size_t planned);

// Sorted, without times: the same answers give the same bytes.
std::string conformance_json(const ConformanceReport& report);
std::string conformance_markdown(const ConformanceReport& report);
// A suite for each file, a case for each case; known ones count as skipped, with their reason.
TestReport to_tests(const ConformanceReport& report);

// "pass", "skip", "known" (nothing but known failures), "fail", "trap".
std::string file_verdict(const ConformanceReport& report, const FileResult& file);
// "99.97 %" of what ran has passed; rounded down, so that 100 means all.
std::string passed_share(const CaseCounts& counts);
// The last line of a traceback, which says what is wrong.
std::string last_words(const std::string& why);

}  // namespace pylon

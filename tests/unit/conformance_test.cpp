// Records of test suites, what is known of them, and how a run is judged and shown. An .in of
// tests/golden/conformance is "--- expectations" with JSON, then for each file "--- file NAME" and for each
// of its processes "--- process exit N" (or "timed-out") with the driver's lines, and "--- errors" with
// standard error.
#include <fmt/format.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "base/error.hpp"
#include "base/text.hpp"
#include "golden.hpp"
#include "judge/file_result.hpp"
#include "report/test_report.hpp"
#include "system/files.hpp"

using namespace pylon;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::MessageMatches;

namespace {

const fs::path kTests = fs::path(PYLON_SOURCE_DIR) / "tests/conformance";

Expectations parsed(const std::string& text) {
  return parse_expectations(text, read_file(kTests / "expectations.schema.json"), "suite.json");
}

struct Section {
  std::vector<std::string> words;  // of its "--- " line
  std::string text;
};

std::vector<Section> sections(std::string_view text) {
  std::vector<Section> found;
  while (!text.empty()) {
    const std::string line(take_line(text));
    if (line.starts_with("--- ")) {
      found.push_back({split_words(line.substr(4)), ""});
    } else {
      found.back().text += line + "\n";
    }
  }
  return found;
}

// The run and its verdict that an .in describes.
ConformanceReport described(const std::string& text) {
  ConformanceReport report;
  const std::vector<Section> all = sections(text);
  report.expectations = parsed(all.front().text);
  report.run = {report.expectations.suite,
                "1.2.3",
                "lean",
                std::string(64, 'a'),
                "wasmtime",
                "49.0.3",
                "",
                false,
                0,
                {}};
  for (std::size_t i = 1; i < all.size(); ++i) {
    const std::vector<std::string>& words = all[i].words;
    if (words[0] == "file") {
      report.run.files.push_back({words[1], {}, {}, "", std::chrono::milliseconds(1250)});
    } else if (words[0] == "process") {
      Ending ending;
      if (words[1] == "exit") ending.exit_code = std::stoi(words[2]);
      ending.timed_out = words[1] == "timed-out";
      std::string record = all[i].text;
      if (record.ends_with("test_ne\n")) record.pop_back();  // cut by a trap
      const bool has_errors = i + 1 < all.size() && all[i + 1].words[0] == "errors";
      add_process(report.run.files.back(), read_record(record), ending, has_errors ? all[i + 1].text : "");
    }
  }
  report.run.planned = report.run.files.size();
  report.judgement = judge_conformance(report.run, report.expectations);
  return report;
}

std::string shown(const std::string& text) {
  const ConformanceReport report = described(text);
  return fmt::format("exit code {}\n---- text\n{}---- json\n{}---- markdown\n{}---- junit\n{}",
                     conformance_exit_code(report.run, report.judgement),
                     conformance_text(report, true, false), conformance_json(report),
                     conformance_markdown(report), tests_junit(to_tests(report)));
}

FileResult file_with(std::vector<CaseResult> cases) { return {"test_a", {}, std::move(cases), "", {}}; }

ConformanceRun run_with(FileResult file) {
  return {"cpython", "3", "lean", "", "wasmtime", "", "", false, 1, {std::move(file)}};
}

const char* const kKnown = R"({"suite": "cpython", "reasons": {"no-process": "WASI has no processes"},
  "known": [{"file": "test_a", "reason": "no-process", "cases": ["T.a", "T.b*"]}],
  "left_out": [], "sample": ["test_a"]})";

}  // namespace

TEST_CASE("runs of test suites, judged and shown") { check_goldens("conformance", shown); }

TEST_CASE("a record may end anywhere, and hold anything") {
  const Record record =
      read_record("{\"start\": \"a\"}\n\xff\n[]\n{\"case\": 1, \"outcome\": \"odd\"}\n{\"start\": \"b\"");
  CHECK(record.running == "a");
  CHECK(record.ended.empty());
  CHECK_FALSE(record.end);
  CHECK(record.unreadable == 4);
}

TEST_CASE("a process that ends within a case is followed by another one, which leaves that case out") {
  FileResult file = file_with({});
  CHECK(add_process(
      file,
      read_record("{\"start\": \"a\"}\n{\"case\": \"a\", \"outcome\": \"passed\"}\n{\"start\": \"b\"}\n"),
      {134, 0, false}, "wasm trap: unreachable\n"));
  CHECK(done_cases(file) == R"(["a","b"])");
  CHECK(file.cases[1].outcome == CaseOutcome::kTrapped);
  CHECK(file.cases[1].why == "unreachable");
  CHECK_FALSE(add_process(file, read_record("{\"end\": \"empty\"}\n"), {0, 0, false}, ""));
  CHECK(file.whole.outcome == CaseOutcome::kPassed);
  CHECK(file.counts().trapped == 1);
}

TEST_CASE("a driver that does not leave a case out is not started for ever") {
  FileResult file = file_with({});
  const Record record = read_record("{\"start\": \"a\"}\n");
  CHECK(add_process(file, record, {-1, 0, true}, ""));
  CHECK_FALSE(add_process(file, record, {-1, 0, true}, ""));
  CHECK(file.whole.outcome == CaseOutcome::kTimedOut);
}

TEST_CASE("a process that ends outside of a case ends its file") {
  FileResult file = file_with({});
  CHECK_FALSE(add_process(file, read_record(""), {-1, 9, false}, ""));
  CHECK(file.whole.outcome == CaseOutcome::kTrapped);
  CHECK(file.counts().trapped == 1);
}

TEST_CASE("a trap is no known failure unless it is known as one") {
  const ConformanceRun run = run_with(file_with({{"T.a", CaseOutcome::kTrapped, "unreachable", {}}}));
  CHECK(judge_conformance(run, parsed(kKnown)).fresh.size() == 1);
  std::string traps = kKnown;
  traps.replace(traps.find("\"cases\""), 0, "\"traps\": true, ");
  CHECK(judge_conformance(run, parsed(traps)).fresh.empty());
}

TEST_CASE("a file as a whole is not excused by its cases, nor they by it") {
  FileResult file = file_with({});
  file.whole = {"", CaseOutcome::kFailed, "ImportError", {}};
  const Judgement judgement = judge_conformance(run_with(file), parsed(kKnown));
  CHECK(judgement.fresh.size() == 1);
  CHECK(judgement.unmatched.empty());  // the cases are not known
}

TEST_CASE("only a whole run says that a file of the list is not there") {
  Expectations expectations = parsed(kKnown);
  expectations.known[0].file = "test_gone";
  ConformanceRun run = run_with(file_with({{"T.c", CaseOutcome::kPassed, "", {}}}));
  CHECK(judge_conformance(run, expectations).unmatched.size() == 1);
  run.sample = true;
  CHECK(judge_conformance(run, expectations).unmatched.empty());
  run = run_with(file_with({{"T.c", CaseOutcome::kPassed, "", {}}}));
  run.planned = 2;
  CHECK(judge_conformance(run, expectations).unmatched.empty());
}

TEST_CASE("exit codes: nothing new, something new, interrupted, nothing at all") {
  const Expectations expectations = parsed(kKnown);
  const auto code = [&](const ConformanceRun& run) {
    return conformance_exit_code(run, judge_conformance(run, expectations));
  };
  ConformanceRun good = run_with(file_with({{"T.c", CaseOutcome::kPassed, "", {}}}));
  CHECK(code(good) == 0);
  good.planned = 2;
  CHECK(code(good) == 2);
  good.files[0].cases.push_back({"T.d", CaseOutcome::kFailed, "", {}});
  CHECK(code(good) == 1);
  CHECK(code(run_with(file_with({{"T.c", CaseOutcome::kSkipped, "no", {}}}))) == 1);
}

TEST_CASE("lists of known failures that contradict themselves are refused") {
  const auto with = [](const std::string& from, const std::string& to) {
    std::string text = kKnown;
    return text.replace(text.find(from), from.size(), to);
  };
  CHECK_THROWS_MATCHES(parsed(with("\"reason\": \"no-process\"", "\"reason\": \"odd\"")), Error,
                       MessageMatches(ContainsSubstring("/known/0/reason: 'odd' is none of /reasons")));
  CHECK_THROWS_MATCHES(
      parsed(with("{\"no-process\"", "{\"unused\": \"a reason without use\", \"no-process\"")), Error,
      MessageMatches(ContainsSubstring("/reasons/unused: nothing has it")));
  CHECK_THROWS_MATCHES(
      parsed(with("\"T.b*\"]}",
                  "\"T.b*\"]}, {\"file\": \"test_a\", \"reason\": \"no-process\", \"cases\": [\"T.a\"]}")),
      Error, MessageMatches(ContainsSubstring("'test_a T.a' is there twice")));
  CHECK_THROWS_AS(parsed(with("\"T.a\", ", "\"\", ")), Error);
}

TEST_CASE("what falls short in some variants alone is expected there alone") {
  Expectations all;
  all.known = {{"test_a", "no-sources", {"T.a"}, false, {"lean"}}, {"test_b", "no-process", {}, false, {}}};
  CHECK(expectations_of(all, "lean").known.size() == 2);
  CHECK(expectations_of(all, "fat").known.size() == 1);
  CHECK(expectations_of(all, "fat").known.front().file == "test_b");
}

TEST_CASE("the committed lists of known failures keep their schema") {
  for (const char* suite : {"cpython", "numpy"}) {
    const std::string name = std::string(suite) + ".json";
    const Expectations expectations =
        parse_expectations(read_file(kTests / name), read_file(kTests / "expectations.schema.json"), name);
    CHECK(expectations.suite == suite);
  }
}

TEST_CASE("what passed is never rounded up") {
  CHECK(passed_share({9999, 1, 0, 0}) == "99.99 %");
  CHECK(passed_share({99'999, 1, 0, 0}) == "99.99 %");
  CHECK(passed_share({3, 0, 5, 0}) == "100.00 %");
  CHECK(passed_share({}) == "none");
}

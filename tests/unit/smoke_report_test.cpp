// A run of the smokes: its summary for the gate, and what people and CI services are shown.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "report/test_report.hpp"

using namespace pylon;
using Catch::Matchers::ContainsSubstring;
using nlohmann::json;

namespace {

SmokeRow row(const std::string& name, const Ending& ending, const std::string& out,
             const std::string& errors = "") {
  return {name, read_transcript(ending, out, errors, false), "build/" + name + ".log",
          std::chrono::milliseconds(1234)};
}

SmokeRun good_run() {
  return {"lean",
          std::string(64, 'a'),
          "wasmtime",
          "49.0.3",
          false,
          "",
          {row("one", {0, 0, false}, "a: ok\nb: SKIP (needs numpy)\n2/2 PASS (1 skipped)\n"),
           row("two", {0, 0, false}, "a: SKIP (needs numpy)\n1/1 PASS (1 skipped)\n")},
          ""};
}

SmokeRun bad_run() {
  SmokeRun run = good_run();
  run.rows.push_back(row("three", {1, 0, false}, "a: FAIL (<no> & \"so\")\n0/1 PASS\n"));
  run.rows.push_back(row("four", {0, 0, false}, "a: ok\n"));
  run.rows.push_back(row("five", {134, 0, false}, "a: ok\nthe label: ",
                         "0: 0x2 - <unknown>!<wasm function 7>\nwasm trap: unreachable\n"));
  run.rows.back().transcript.frames[0].name = "fftw::plan()";
  return run;
}

}  // namespace

TEST_CASE("the gate reads back what a run of the smokes wrote") {
  const SmokeSummary summary = read_smoke_record(smoke_summary_text(bad_run()), "smoke.json").last;
  CHECK(summary.verdict == "fail");
  CHECK(summary.variant == "lean");
  CHECK(summary.sha256 == std::string(64, 'a'));
  CHECK(summary.runner == "wasmtime 49.0.3");
  CHECK(summary.checks.passed == 1);
  CHECK(summary.checks.skipped == 2);
  CHECK(summary.checks.failed == 1);
  CHECK(read_smoke_record(smoke_summary_text(good_run()), "smoke.json").last.verdict == "pass");
}

TEST_CASE("a summary does not depend on how long the smokes took") {
  SmokeRun slow = good_run();
  slow.rows[0].time *= 3;
  CHECK(smoke_summary_text(slow) == smoke_summary_text(good_run()));
}

TEST_CASE("a summary that pylonctl cannot have written is refused") {
  CHECK_THROWS_AS(read_smoke_record("{}", "smoke.json"), Error);
  json newer = json::parse(smoke_summary_text(good_run()));
  newer["smoke_version"] = 2;
  CHECK_THROWS_AS(read_smoke_record(newer.dump(), "smoke.json"), Error);
  json strange = json::parse(smoke_summary_text(good_run()));
  strange["verdict"] = "maybe";
  CHECK_THROWS_AS(read_smoke_record(strange.dump(), "smoke.json"), Error);
  for (const char* change :
       {R"({"passed": 99})", R"({"failed": 1})", R"({"verdict": "fail"})", R"({"smokes": []})"}) {
    json forged = json::parse(smoke_summary_text(good_run()));
    forged.update(json::parse(change));
    CHECK_THROWS_WITH(read_smoke_record(forged.dump(), "smoke.json"),
                      ContainsSubstring("something else than their sums"));
  }
  json trapped = json::parse(smoke_summary_text(good_run()));
  trapped["smokes"][0]["verdict"] = "trap";
  CHECK_THROWS_AS(read_smoke_record(trapped.dump(), "smoke.json"), Error);
}

TEST_CASE("a run without a smoke is no pass") {
  SmokeRun run = good_run();
  CHECK(run.passed());
  run.rows.clear();
  CHECK_FALSE(run.passed());
}

TEST_CASE("smokes for people") {
  CHECK(smoke_text({bad_run()}, false) ==
        R"(lean with wasmtime 49.0.3: 3 of 5 smokes fell short (4 checks, 2 skipped, 1 failed)
  pass        one      1.2 s  2 checks, 1 skipped
  skip        two      1.2 s  1 check, 1 skipped
  fail        three    1.2 s  1 check, 1 failed
  lost output four     1.2 s  no summary
  trap        five     1.2 s  no summary

  fail three: 1 of 1 checks failed
    FAIL a: <no> & "so"
    transcript: build/three.log

  lost output four: exit code 0, but no summary line: the host lost the end of standard output
    transcript: build/four.log

  trap five: unreachable
    during: the label
    in fftw::plan()
    transcript: build/five.log
)");
  CHECK_THAT(smoke_text({good_run()}, true), ContainsSubstring("\x1b[32mall 2 smokes pass\x1b[0m"));
  CHECK(smoke_progress("lean", good_run().rows[0]) == "lean one: pass, 2 checks, 1 skipped, 1.2 s\n");
}

TEST_CASE("smokes for programs: the same answers, the same bytes; what fell short is told") {
  const json document = json::parse(smoke_json({good_run(), bad_run()}));
  CHECK(document["result"] == "fail");
  CHECK(document["runs"][0]["verdict"] == "pass");
  CHECK(document["runs"][1]["smokes"][3]["verdict"] == "lost output");
  SmokeRun strange = good_run();
  strange.rows.push_back(row("bytes", {1, 0, false}, "a\xff: FAIL (\xfe)\n0/1 PASS\n"));
  CHECK_NOTHROW(json::parse(smoke_json({strange})));
}

TEST_CASE("smokes as JUnit XML") {
  const std::string xml = tests_junit(to_tests(SmokeRuns{bad_run()}));
  CHECK_THAT(
      xml, ContainsSubstring("<testsuite name=\"pylonctl smoke lean (wasmtime)\" tests=\"5\" failures=\"3\" "
                             "errors=\"0\" skipped=\"1\">"));
  CHECK_THAT(xml,
             ContainsSubstring("<testcase classname=\"smoke.lean.wasmtime\" name=\"one\" time=\"1.234\"/>"));
  CHECK_THAT(xml, ContainsSubstring("<failure type=\"fail\" message=\"1 of 1 checks failed\">"));
  CHECK_THAT(xml, ContainsSubstring("FAIL a: &lt;no&gt; &amp; &quot;so&quot;"));
}

TEST_CASE("a runner that loses output is named with what to do") {
  Runner launch;
  launch.name = "pylon-launch";
  launch.meaning = "a launcher";
  Runner absent = launch;
  absent.name = "absent";
  absent.get = "apt-get install absent";
  const ProbeResult lost{"exit", "output is kept", ProbeState::kBad, true, "standard output is ''"};
  const std::vector<ProbedRunner> probed = {{launch, "/bin/pylon-launch", "1.0", {lost}},
                                            {absent, "", "", {}}};
  CHECK_FALSE(runners_are_good(probed, "pylon-launch"));
  const std::string text = runners_text(probed);
  CHECK_THAT(text, ContainsSubstring("pylon-launch 1.0: LOSES OUTPUT"));
  CHECK_THAT(text, ContainsSubstring("to do: pylon-launch built against composectl older than 80f82012"));
  CHECK_THAT(text, ContainsSubstring("to get it: apt-get install absent"));
  CHECK(json::parse(runners_json(probed, false))["runners"][0]["state"] == "LOSES OUTPUT");
  // What is not here is no fault, unless it is the one that is needed; nor is what is known of one.
  CHECK(runners_are_good({{absent, "", "", {}}}, "other"));
  CHECK_FALSE(runners_are_good({{absent, "", "", {}}}, "absent"));
  CHECK(runners_are_good({{launch, "/bin/x", "", {{"exit", "", ProbeState::kKnown, false, "x"}}}},
                         "pylon-launch"));
}

namespace {

// A run of `passed` checks and `skipped` ones.
SmokeRun run_of(std::uint64_t passed, std::uint64_t skipped, bool strict, const std::string& sha256 = "aa") {
  SmokeRun run{"fat", sha256, "wasmtime", "49", strict, "", {}, ""};
  SmokeRow row{"one", {}, "", {}};
  row.transcript.passed = passed + skipped;
  row.transcript.total = passed + skipped;
  row.transcript.skipped = skipped;
  row.transcript.verdict = passed == 0 ? SmokeVerdict::kSkip : SmokeVerdict::kPass;
  if (strict && skipped > 0) row.transcript.verdict = SmokeVerdict::kFail;
  run.rows.push_back(row);
  return run;
}

SmokeJudgement judged(const std::vector<SmokeRun>& runs, bool may_skip) {
  std::string text;
  for (const SmokeRun& run : runs) text = smoke_record_text(run, text);
  return judge_smokes(read_smoke_record(text, "smoke.json"), {"aa", ""}, may_skip);
}

}  // namespace

TEST_CASE("a strict run and the other kind are kept side by side") {
  // A strict run of lean fails by its nature, and hides nothing, in whichever order they run.
  CHECK(judged({run_of(5, 3, false), run_of(5, 3, true)}, true).verdict == "pass");
  CHECK(judged({run_of(5, 3, true), run_of(5, 3, false)}, true).verdict == "pass");
  const SmokeJudgement alone = judged({run_of(5, 3, true)}, true);
  CHECK(alone.verdict.empty());
  CHECK_THAT(alone.found, ContainsSubstring("only a run with --require-fat"));
  CHECK(judged({run_of(8, 0, true)}, true).verdict == "pass");
}

TEST_CASE("a smoke that is due and did not run, or not as it is now, is no pass") {
  SmokeRun run = run_of(5, 0, false);
  run.rows[0].script = "11";
  const SmokeRecord record = read_smoke_record(smoke_record_text(run, ""), "smoke.json");
  const std::string name = run.rows[0].name;
  const auto judge = [&](const std::map<std::string, std::string>& due) {
    return judge_smokes(record, {"aa", "", due}, true);
  };
  CHECK(judge({{name, "11"}}).verdict == "pass");
  CHECK_FALSE(judge({{name, "11"}}).partial);
  CHECK(judge({{name, "11"}, {"more", "22"}}).verdict == "fail");
  CHECK(judge({{name, "11"}, {"more", "22"}}).partial);
  CHECK_THAT(judge({{"more", "22"}}).found, ContainsSubstring("more has not run"));
  CHECK_THAT(judge({{name, "12"}}).found, ContainsSubstring("was changed since"));
}

TEST_CASE("where nothing may be skipped, a run that skipped is no pass") {
  CHECK(judged({run_of(5, 3, false)}, false).verdict == "fail");
  CHECK_THAT(judged({run_of(5, 3, false)}, false).found, ContainsSubstring("nothing may be skipped"));
  CHECK(judged({run_of(8, 0, false)}, false).verdict == "pass");
  const SmokeJudgement strict = judged({run_of(8, 0, true), run_of(5, 3, false)}, false);
  CHECK(strict.verdict == "pass");
  CHECK(strict.strict);
  CHECK_THAT(strict.found, ContainsSubstring("--require-fat"));
  CHECK(judged({run_of(0, 8, false)}, true).verdict == "fail");  // it checked nothing
}

TEST_CASE("a record of other bytes, or with another lib/, says nothing") {
  CHECK(judged({run_of(8, 0, false, "bb")}, true).verdict.empty());
  SmokeRun run = run_of(8, 0, false);
  run.library = "cc";
  CHECK_THAT(judged({run}, true).found, ContainsSubstring("another lib/"));
  // Of the other kind, but of other bytes: it is not kept.
  CHECK(judged({run_of(8, 0, true, "bb"), run_of(5, 3, false)}, false).verdict == "fail");
}

TEST_CASE("what a smoke printed is well-formed XML, whatever it was") {
  SmokeRun run = good_run();
  run.rows.push_back(row("bytes", {1, 0, false}, "caf\xe9\tau lait\x1b[2J: FAIL (not true)\n0/1 PASS\n"));
  const std::string xml = tests_junit(to_tests(SmokeRuns{run}));
  CHECK_THAT(xml, ContainsSubstring("caf\\xe9\tau lait\\u001b[2J"));
  const std::string text = smoke_text({run}, false);
  CHECK(text.find('\x1b') == std::string::npos);
  CHECK_THAT(text, ContainsSubstring("caf\\xe9\\u0009au lait\\u001b[2J"));
}

#include "report/gate_report.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <set>

#include "base/json.hpp"
#include "gate_sample.hpp"
#include "golden.hpp"
#include "report/test_report.hpp"

using namespace pylon;
using Catch::Matchers::ContainsSubstring;
using nlohmann::json;

namespace {

json read_json(const std::string& relative) {
  return parse_json(read_file(fs::path(PYLON_SOURCE_DIR) / relative), relative);
}

// An .in file: {"variant": fields, "manifest": a merge patch, "rows": {name: bytes}, "facts": {…},
// "baseline": false}; all may be missing.
Verdict judge(const json& in) {
  GateSample sample(in.contains("variant") ? in["variant"].dump() : GateSample::kEverything);
  sample.manifest.merge_patch(in.value("manifest", json::object()));
  if (in.contains("rows"))
    sample.set_rows(in["rows"].get<std::vector<std::pair<std::string, std::uint64_t>>>());
  const json facts = in.value("facts", json::object());
  sample.facts = {facts.value("old_name", ""), facts.value("setup", ""), "2026-11-23", {}, {}};
  sample.facts.smoke = {facts.value("smoke", ""), facts.value("smokes", "")};
  sample.has_baseline = in.value("baseline", true);
  return sample.judge();
}

Verdict undecided() {
  Verdict verdict;
  verdict.variant = "other";
  verdict.undecided = "variant other is not built: <nothing> & \"none\"\n  to do: run: pylonctl build other";
  return verdict;
}

Verdicts all_kinds() {
  const json in = read_json("tests/golden/gate/failures.in");
  return {judge(in), judge(read_json("tests/golden/gate/overrides.in")), undecided()};
}

std::size_t count(const std::string& text, const std::string& word) {
  std::size_t found = 0;
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) ++found;
  return found;
}

}  // namespace

TEST_CASE("verdicts look as their golden files say, in every format") {
  check_goldens("gate", [](const std::string& text) {
    const json in = parse_json(text, "case");
    Verdicts verdicts{judge(in)};
    if (in.contains("undecided")) verdicts.push_back(undecided());
    json sarif = json::parse(findings_sarif(to_findings(verdicts), "1.2.3"));
    sarif["runs"][0]["tool"]["driver"]["rules"].clear();  // the same in all
    return "--- text\n" + gate_text(verdicts, false) + "--- markdown\n" + gate_markdown(verdicts) +
           "--- github\n" + findings_github(to_findings(verdicts)) + "--- junit\n" +
           tests_junit(to_tests(verdicts)) + "--- json\n" + gate_json(verdicts) + "--- sarif\n" +
           sarif.dump(2) + "\n";
  });
}

TEST_CASE("the exit code is that of the worst verdict") {
  const Verdict pass = judge(json::object());
  const Verdict fail = judge({{"baseline", false}});
  CHECK(gate_exit_code({pass}) == 0);
  CHECK(gate_exit_code({fail, pass}) == 1);
  CHECK(gate_exit_code({pass, undecided(), fail}) == 2);
  CHECK(json::parse(gate_json({pass, fail}))["result"] == "fail");
}

TEST_CASE("SARIF holds what version 2.1.0 asks for, and refers to its own rules") {
  const Verdicts verdicts = all_kinds();
  const json sarif = json::parse(findings_sarif(to_findings(verdicts), "1.2.3"));
  CHECK_NOTHROW(validate_json(sarif, read_json("tests/unit/sarif_subset.schema.json"), "gate.sarif"));
  const json& run = sarif["runs"][0];
  const json& rules = run["tool"]["driver"]["rules"];
  REQUIRE(rules.size() == gate_rules().size());
  std::set<std::string> prints;
  for (const json& result : run["results"]) {
    CHECK(rules.at(result["ruleIndex"].get<std::size_t>())["id"] == result["ruleId"]);
    prints.insert(result["partialFingerprints"]["pylonGate/v1"]);
    const bool suppressed = result["level"] == "note";
    CHECK(suppressed == result.contains("suppressions"));
  }
  CHECK(run["results"].size() > 10);
  CHECK(prints.size() > 10);
  CHECK(run["invocations"][0]["executionSuccessful"] == false);
}

TEST_CASE("a fingerprint stays when the numbers change") {
  const auto print = [](int bytes) {
    const Verdict verdict = judge(
        {{"manifest", {{"file", {{"bytes", bytes}}}}}, {"rows", json::array({json::array({"zlib", 900})})}});
    return json::parse(
        findings_sarif(to_findings(Verdicts{verdict}), "1"))["runs"][0]["results"][0]["partialFingerprints"];
  };
  CHECK(print(20'000) == print(30'000));
}

TEST_CASE("JUnit counts are those of its cases, and its text is escaped") {
  const std::string xml = tests_junit(to_tests(all_kinds()));
  CHECK(count(xml, "<failure ") == 17);
  CHECK_THAT(xml, ContainsSubstring("failures=\"17\" errors=\"1\""));
  CHECK_THAT(xml, ContainsSubstring("&lt;nothing&gt; &amp; &quot;none&quot;&#10;"));
}

TEST_CASE("workflow commands keep to a line each and escape what would end them") {
  Verdict verdict = judge({{"baseline", false}});
  for (GateCheck& check : verdict.checks) {
    for (GateFailure& failure : check.failures) {
      failure.subject = "a,b:c%\n";
      failure.message = "100 %: one,\r\ntwo";
    }
  }
  CHECK_THAT(
      findings_github(to_findings(Verdicts{verdict})),
      ContainsSubstring("title=gate tiny%3A baseline%3A a%2Cb%3Ac%25%0A::100 %25: one,\\u000d%0Atwo%0A"));
  CHECK(count(findings_github(to_findings(Verdicts{verdict})), "\n") == 1);
}

TEST_CASE("markdown cells cannot break their table") {
  Verdict verdict = judge(json::object());
  verdict.checks[0].found = "a|b\n<script>";
  CHECK_THAT(gate_markdown({verdict}), ContainsSubstring("| a\\|b<br>&lt;script> |"));
}

TEST_CASE("colours are in the text only when they are asked for") {
  const Verdicts verdicts = all_kinds();
  CHECK(gate_text(verdicts, false).find('\x1b') == std::string::npos);
  CHECK_THAT(gate_text(verdicts, true), ContainsSubstring("\x1b[1;31mFAIL"));
}

// Advisories in the OSV format against a bill of materials. The samples are ours; ids are those of real ones.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <nlohmann/json.hpp>

#include "advisory/match.hpp"
#include "base/error.hpp"
#include "gate_sample.hpp"
#include "report/advisory_report.hpp"
#include "scratch_folder.hpp"
#include "toolchain/advisory_export.hpp"

using namespace pylon;
using nlohmann::json;

namespace {

json bill_json() {
  return {{"components",
           {{{"name", "numpy"}, {"purl", "pkg:pypi/numpy@2.5.5"}, {"version", "2.5.5"}, {"kind", "package"}},
            {{"name", "expat"},
             {"of", "cpython"},
             {"purl", "pkg:github/libexpat/libexpat@2.7.1"},
             {"cpe", "cpe:2.3:a:libexpat_project:libexpat:2.7.1:*:*:*:*:*:*:*"},
             {"version", "2.7.1"}},
            {{"name", "cpython"},
             {"purl", "pkg:generic/cpython@3.13.5?checksum=sha256:1"},
             {"version", "3.13.5"}},
            {{"name", "blake2"}, {"of", "cpython"}, {"purl", "pkg:github/BLAKE2/BLAKE2"}},
            {{"name", "hacl-star"},
             {"of", "cpython"},
             {"purl", "pkg:github/hacl-star/hacl-star@bb3d"},
             {"version", "bb3d0dc8d9d15a5cd51094d5b69e70aa09005ff0"}},
            {{"name", "wasi-libc"},
             {"purl", "pkg:deb/debian/wasi-libc@0.0~git20241209.574b88d-2?distro=trixie"},
             {"version", "0.0~git20241209.574b88d-2"}}}}};
}

AdvisoryCheck check(const json& document) {
  const auto bill = bill_of(bill_json(), {{"cpython", "https://github.com/python/cpython"}});
  AdvisoryCheck result;
  for (const Advisory& advisory : parse_advisories(document.dump(), "test.json"))
    check_advisory(bill, advisory, result);
  return result;
}

json numpy_advisory(const json& events, const char* type = "ECOSYSTEM") {
  return {{"id", "GHSA-fpfv-jqm9-f5jm"},
          {"aliases", {"CVE-2021-34141"}},
          {"affected",
           {{{"package", {{"ecosystem", "PyPI"}, {"name", "NumPy"}}},
             {"ranges", {{{"type", type}, {"events", events}}}}}}}};
}

json git_advisory(const char* repo, json extra) {
  json range{{"type", "GIT"},
             {"repo", repo},
             {"events", {{{"introduced", "0"}}, {{"fixed", std::string(40, 'a')}}}}};
  json affected{{"ranges", {range}}};
  affected.merge_patch(extra);
  return {{"id", "CVE-2026-45186"}, {"affected", {affected}}};
}

// "numpy<2.6" for affected with the fixed version, "numpy?" for undecided.
std::string said(const AdvisoryCheck& result) {
  std::string text;
  for (const AdvisoryMatch& match : result.matches)
    text += match.item.name + (match.undecided.empty() ? "<" + match.fixed : "?") + " ";
  return text;
}

}  // namespace

TEST_CASE("ranges of an ecosystem: introduced, fixed, last_affected") {
  CHECK(said(check(numpy_advisory({{{"introduced", "0"}}, {{"fixed", "2.6"}}}))) == "numpy<2.6 ");
  CHECK(said(check(numpy_advisory({{{"introduced", "0"}}, {{"fixed", "2.5.5"}}}))).empty());
  CHECK(said(check(numpy_advisory({{{"introduced", "2.5.6"}}}))).empty());
  CHECK(said(check(numpy_advisory({{{"introduced", "2.0"}}, {{"last_affected", "2.5.5"}}}))) == "numpy< ");
  CHECK(said(check(numpy_advisory({{{"introduced", "2.0"}}, {{"last_affected", "2.5.4"}}}))).empty());
  // Lines of versions in one range, in any order; the one that it is in counts.
  const json lines{
      {{"fixed", "2.5.10"}}, {{"introduced", "2.5.0"}}, {{"introduced", "0"}}, {{"fixed", "1.26.5"}}};
  CHECK(said(check(numpy_advisory(lines))) == "numpy<2.5.10 ");
  CHECK(said(check(numpy_advisory({{{"introduced", "2.5.5rc1"}}, {{"fixed", "2.6.0"}}}, "SEMVER"))) ==
        "numpy? ");
}

TEST_CASE("a part of an advisory that cannot be compared is no all-clear") {
  // One range says no, the other names what is no version of this scheme.
  json advisory = numpy_advisory({{{"introduced", "3.0"}}});
  advisory["affected"][0]["ranges"].push_back(
      {{"type", "ECOSYSTEM"}, {"events", {{{"introduced", "trixie"}}, {{"fixed", "forky"}}}}});
  CHECK(said(check(advisory)) == "numpy? ");
  advisory["affected"][0]["ranges"][0]["events"] = {{{"introduced", "2.0"}}};
  CHECK(said(check(advisory)) == "numpy< ");  // it is in the other one
  // One entry says no, another one of the same package nothing.
  json two = numpy_advisory({{{"introduced", "3.0"}}});
  two["affected"].push_back({{"package", {{"ecosystem", "PyPI"}, {"name", "numpy"}}}});
  CHECK(said(check(two)) == "numpy? ");
  // Commits are the same versions in other words.
  json commits = numpy_advisory({{{"introduced", "3.0"}}});
  commits["affected"][0]["ranges"].push_back(
      {{"type", "GIT"}, {"repo", "https://github.com/numpy/numpy"}, {"events", {{{"introduced", "0"}}}}});
  CHECK(said(check(commits)).empty());
}

TEST_CASE("versions of a list are compared, not spelt; local versions come after what they patch") {
  json advisory = numpy_advisory(json::array());
  advisory["affected"][0]["versions"] = {"2.5.5.0"};
  CHECK(said(check(advisory)) == "numpy< ");
  advisory["affected"][0]["versions"] = {"2.5.5.1", "2.5"};
  CHECK(said(check(advisory)).empty());
  CHECK(said(check(numpy_advisory({{{"introduced", "0"}}, {{"fixed", "2.5.5+patched.1"}}}))) ==
        "numpy<2.5.5+patched.1 ");
  CHECK(said(check(numpy_advisory({{{"introduced", "0"}}, {{"fixed", "0!2.5.5"}}}))).empty());
  CHECK(said(check(numpy_advisory({{{"introduced", "1!0"}}}))).empty());
}

TEST_CASE("packages by name, package URL, CPE and repository") {
  json advisory = numpy_advisory({{{"introduced", "0"}}});
  advisory["affected"][0]["package"] = {{"ecosystem", "npm"}, {"name", "numpy"}};
  CHECK(said(check(advisory)).empty());
  advisory["affected"][0]["package"]["purl"] = "pkg:pypi/numpy";
  CHECK(said(check(advisory)) == "numpy< ");
  advisory["affected"][0]["package"] = {{"ecosystem", "Debian:13"}, {"name", "wasi-libc"}};
  CHECK(said(check(advisory)) == "wasi-libc< ");
  CHECK(said(check(git_advisory("https://github.com/libexpat/libexpat.git",
                                {{"versions", {"R_2_7_0", "R_2_7_1"}}}))) == "expat< ");
  CHECK(
      said(check(git_advisory("https://github.com/libexpat/libexpat", {{"versions", {"R_2_7_0"}}}))).empty());
  CHECK(said(check(git_advisory("https://github.com/python/cpython", {{"versions", {"v3.13.5"}}}))) ==
        "cpython< ");
  CHECK(said(check(git_advisory("https://github.com/other/thing", {{"versions", {"2.7.1"}}}))).empty());
  // A package URL of the type github names a repository too.
  advisory["affected"][0] = {{"package", {{"purl", "pkg:github/python/cpython"}}}, {"versions", {"3.13.5"}}};
  CHECK(said(check(advisory)) == "cpython< ");
  advisory["affected"][0]["package"]["purl"] = "pkg:github/python/cpython-other";
  CHECK(said(check(advisory)).empty());
  CHECK(said(check(git_advisory(
            "https://example.org/mirror",
            {{"versions", {"2.7.1"}},
             {"database_specific", {{"cpe", "cpe:2.3:a:libexpat_project:libexpat:*:*"}}}}))) == "expat< ");
}

TEST_CASE("versions that a database found for commits") {
  json advisory = git_advisory("https://github.com/libexpat/libexpat", json::object());
  CHECK(said(check(advisory)) == "expat? ");  // commits alone
  advisory["affected"][0]["ranges"][0]["database_specific"] = {
      {"extracted_events", {{{"introduced", "0"}}, {{"fixed", "2.8.2"}}}}};
  CHECK(said(check(advisory)) == "expat<2.8.2 ");
  advisory["affected"][0]["ranges"][0]["database_specific"] = {
      {"versions", {{{"introduced", "0"}}, {{"fixed", "2.7.1"}}}}};
  CHECK(said(check(advisory)).empty());
  advisory["affected"][0]["ranges"][0]["database_specific"] = {{"versions", "of another kind"}};
  CHECK(said(check(advisory)) == "expat? ");
}

TEST_CASE("what cannot be decided says why: no version, a commit") {
  const AdvisoryCheck none = check(git_advisory("https://github.com/BLAKE2/BLAKE2", {{"versions", {"1"}}}));
  CHECK(said(none) == "blake2? ");
  CHECK(none.matches[0].undecided == "the version of blake2 is not known");
  CHECK(none.undecided());
  const AdvisoryCheck commit =
      check(git_advisory("https://github.com/hacl-star/hacl-star", {{"versions", {"v1"}}}));
  CHECK(commit.matches.at(0).undecided == "the version of hacl-star is a commit, which cannot be compared");
}

TEST_CASE("withdrawn advisories do not count; one vulnerability in two databases is one") {
  json advisory = numpy_advisory({{{"introduced", "0"}}});
  json twin = advisory;
  twin["id"] = "PYSEC-2021-1";
  twin["affected"][0]["ranges"][0]["events"].push_back({{"fixed", "3.0"}});
  const AdvisoryCheck both = check(json::array({advisory, twin}));
  REQUIRE(both.matches.size() == 1);
  CHECK(both.matches[0].aliases == std::vector<std::string>{"CVE-2021-34141", "PYSEC-2021-1"});
  CHECK(both.matches[0].fixed == "3.0");
  advisory["withdrawn"] = "";
  CHECK(check(advisory).matches.size() == 1);
  advisory["withdrawn"] = "2026-01-01T00:00:00Z";
  const AdvisoryCheck none = check(advisory);
  CHECK(none.matches.empty());
  CHECK(none.withdrawn == 1);
}

TEST_CASE("what is no advisory is an error with its place") {
  const auto message = [](const char* text) {
    try {
      parse_advisories(text, "x.json");
    } catch (const Error& error) {
      return error.message();
    }
    return std::string("none");
  };
  CHECK(message(R"({"id": 1})") == "x.json: /vulns/0/id: not a text, as the OSV format has it");
  CHECK(message(R"({"id": "A", "affected": [{"ranges": {}}]})") ==
        "x.json: /vulns/0/affected/0/ranges: not a list, as the OSV format has it");
  CHECK(message(R"([{"id": "A"}, 3])") == "x.json: /vulns/1: not an object, as the OSV format has it");
  CHECK(message(R"({"id": "A", "withdrawn": true})") ==
        "x.json: /vulns/0/withdrawn: not a text, as the OSV format has it");
  CHECK(message("3") == "x.json: neither an advisory nor a list of them");
  CHECK(message("{").starts_with("x.json: not JSON"));
  CHECK(message(R"({"vulns": [{"id": "A"}]})") == "none");
  const std::string deep =
      R"({"id": "A", "x": )" + std::string(200'000, '[') + std::string(200'000, ']') + "}";
  CHECK(message(deep.c_str()).starts_with("x.json:1:517: lists and objects stand in each other"));
}

TEST_CASE("an export is a file or a folder; a file that cannot be read is told, and the others are taken") {
  const ScratchFolder scratch;
  write_file(scratch / "export/a/good.json", R"({"id": "CVE-1"})");
  write_file(scratch / "export/bad.json", "{");
  write_file(scratch / "export/readme.txt", "x");
  fs::create_symlink("nowhere", scratch / "export/dangling.json");
  std::string ids;
  const auto take = [&](const Advisory& advisory) { ids += advisory.id; };
  const std::vector<std::string> problems = read_advisories(scratch / "export", take);
  CHECK(ids == "CVE-1");
  REQUIRE(problems.size() == 2);
  CHECK(problems[0].starts_with("bad.json: not JSON"));
  CHECK(problems[1].find("dangling.json: No such file") != std::string::npos);
  CHECK_THROWS_AS(read_advisories(scratch / "nothing", take), Error);
  fs::create_directories(scratch / "empty");
  CHECK_THROWS_AS(read_advisories(scratch / "empty", take), Error);
  write_file(scratch / "broken.zip", "PK");
  CHECK_THROWS_AS(read_advisories(scratch / "broken.zip", take), Error);
}

TEST_CASE("the gate's rule: not judged without an export, accepted by id or alias up to a day") {
  GateSample sample;
  sample.facts.advisories.found = "no export";
  CHECK(sample.check("advisories").state == GateState::kSkipped);
  sample.facts.advisories = {true, "1 of 5", {{{"GHSA-1", "CVE-1"}, "zlib 1.3", "a flaw", "1.4", ""}}};
  const GateCheck failing = sample.check("advisories");
  CHECK(failing.state == GateState::kFail);
  CHECK(failing.failures.at(0).message == "zlib 1.3 has GHSA-1 (a flaw). Fixed in 1.4.");
  const std::string accepting =
      R"({"extends": "base", "description": "t", "gate": {"advisories": {"file": "osv",
          "accept": [{"id": "CVE-1", "reason": "not reachable", "until": "2026-12-31"}]}}})";
  GateSample accepted(accepting);
  CHECK(accepted.variant.gate.advisories == "osv");
  CHECK(accepted.judge().notes.empty());  // nothing was looked at: not stale
  accepted.facts.advisories = sample.facts.advisories;
  CHECK(accepted.check("advisories").state == GateState::kOverridden);
  accepted.facts.today = "2027-01-01";
  CHECK(accepted.check("advisories").state == GateState::kFail);
  accepted.facts.today = "2026-11-23";
  accepted.facts.advisories.list.clear();
  REQUIRE(accepted.judge().notes.size() == 1);
  CHECK(accepted.judge().notes[0].find("/gate/advisories/accept: stale override of advisories (CVE-1)") !=
        std::string::npos);
}

TEST_CASE("reports: exit codes, and what code scanning gets") {
  AdvisoryReports reports;
  reports.variants.push_back(
      {"lean", check(numpy_advisory({{{"introduced", "0"}}, {{"fixed", "2.6"}}})), {""}, {"blake2"}});
  CHECK(advisory_exit_code(reports) == 1);
  const json sarif = json::parse(findings_sarif(to_findings(reports), "1.0"));
  const json& run = sarif["runs"][0];
  CHECK(run["results"][0]["ruleId"] == "GHSA-fpfv-jqm9-f5jm");
  CHECK(run["tool"]["driver"]["rules"][0]["id"] == "GHSA-fpfv-jqm9-f5jm");
  CHECK(json::parse(advisory_json(reports))["variants"][0]["matches"][0]["state"] == "affected");
  CHECK(advisory_text(reports).find("numpy 2.5.5  GHSA-fpfv-jqm9-f5jm  fixed in 2.6") != std::string::npos);
  CHECK(advisory_markdown(reports).find("| affected | numpy 2.5.5 |") != std::string::npos);
  AdvisoryMatch& match = reports.variants[0].check.matches[0];
  match.summary = "\x1B[2J\xE2\x80\xAE";
  match.aliases = {"x\n  affected   all of it"};
  CHECK(advisory_text(reports).find("\x1B") == std::string::npos);
  CHECK(advisory_text(reports).find("also x\\u000a  affected") != std::string::npos);
  CHECK(advisory_json(reports).find("\xE2\x80\xAE") == std::string::npos);
  reports.variants[0].accepted[0] = "until 2027-01-01: harmless";
  CHECK(advisory_exit_code(reports) == 0);
  reports.problems = {"bad.json: not JSON"};
  CHECK(advisory_exit_code(reports) == 2);
}

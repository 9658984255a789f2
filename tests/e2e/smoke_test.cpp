// pylonctl smoke and doctor --runners over a stub runtime: the guest's program runs in this machine's own
// Python, and the stub fails in the ways that real hosts do.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <nlohmann/json.hpp>

#include "base/digest.hpp"
#include "stub_project.hpp"

using namespace pylon;
using Catch::Matchers::ContainsSubstring;
using nlohmann::json;

namespace {

std::string text_of_smoke(const std::string& checks) {
  const std::string example = read_file(PYLON_SOURCE_DIR "/tests/smoke/wave11_shim_smoke.py");
  const std::string mark = "# ---- End of the gate.\n";
  return example.substr(0, example.find(mark) + mark.size()) + checks +
         "print(f\"{passed}/{total} PASS\" + (f\" ({skipped} skipped)\" if skipped else \"\"))\n"
         "sys.exit(0 if passed == total else 1)\n";
}

// A built lean with two smokes. This machine's Python may have NumPy, so the requirement has a name of its
// own.
struct SmokeProject : StubProject {
  SmokeProject() {
    if (const Outcome outcome = run({"build", "lean"}); !outcome.ok())
      throw std::runtime_error(outcome.output);
    fs::create_directories(*this / "artifacts/lean/lib");
    add("plain", "check('one', lambda: True)\ncheck('two', lambda: 1 + 1 == 2)\n");
    add("needy",
        "check('rare', lambda: True, requires=(('unobtainium', _probe('unobtainium')),))\n"
        "check('plain', lambda: True)\n");
  }

  void add(const std::string& name, const std::string& checks) const {
    write_file(*this / ("tests/smoke/" + name + ".py"), text_of_smoke(checks));
  }
  Outcome run_stub(std::vector<std::string> arguments) const {
    Command command = this->command(std::move(arguments));
    (*command.environment)["PYLON_STUB_RUNNER"] = (*this / "toolchain/stub_runner.py").string();
    command.separate_errors = true;
    return run_process(command);
  }
  json verdicts(const std::string& runner) const {
    const Outcome outcome = run_stub({"smoke", "lean", "--runner", runner, "--format", "json"});
    INFO(outcome.output << outcome.errors);
    json found;
    const json document = json::parse(outcome.output);
    for (const json& smoke : document["runs"][0]["smokes"]) found[smoke["name"]] = smoke["verdict"];
    found["exit code"] = outcome.exit_code;
    return found;
  }
};

}  // namespace

TEST_CASE_METHOD(SmokeProject, "smokes pass, and what they said is kept for the gate") {
  const std::string before = read_file(*this / "artifacts/lean/manifest.json");
  const Outcome outcome = run_stub({"smoke", "lean", "--junit", "out/smoke.xml"});
  INFO(outcome.output << outcome.errors);
  REQUIRE(outcome.exit_code == 0);
  CHECK_THAT(outcome.output,
             ContainsSubstring("lean with keep 1.2.3: all 2 smokes pass (4 checks, 1 skipped)"));
  CHECK_THAT(outcome.errors, ContainsSubstring("lean plain: pass, 2 checks"));
  CHECK_THAT(read_file(*this / "build/pylon/smoke/lean/keep/plain.log"), ContainsSubstring("2/2 PASS"));
  CHECK_THAT(read_file(*this / "out/smoke.xml"), ContainsSubstring("name=\"needy\""));
  const json summary = json::parse(read_file(*this / "artifacts/lean/smoke.json"));
  CHECK(summary["verdict"] == "pass");
  CHECK(summary["sha256"] == sha256_hex(read_file(*this / "artifacts/lean/pylon.wasm")));
  CHECK(summary["smokes"].size() == 2);
  CHECK(read_file(*this / "artifacts/lean/manifest.json") == before);
  const std::string written = read_file(*this / "artifacts/lean/smoke.json");
  run_stub({"smoke", "lean", "--jobs", "1"});
  CHECK(read_file(*this / "artifacts/lean/smoke.json") == written);
  CHECK_THAT(run({"gate", "lean"}).output,
             ContainsSubstring("pass: 3 passed, 1 skipped, 0 failed (keep 1.2.3)"));
}

TEST_CASE_METHOD(SmokeProject, "the gate fails on smokes that failed, and not on those of another file") {
  add("broken", "check('wrong', lambda: False)\n");
  CHECK(run_stub({"smoke", "lean"}).exit_code == 1);
  Outcome outcome = run({"gate", "lean"});
  CHECK(outcome.exit_code == 1);
  CHECK_THAT(outcome.output, ContainsSubstring("FAIL smoke"));
  json summary = json::parse(read_file(*this / "artifacts/lean/smoke.json"));
  summary["sha256"] = std::string(64, '0');
  write_file(*this / "artifacts/lean/smoke.json", summary.dump());
  fs::remove(*this / "build/pylon/published/lean/smoke.json.sha256");  // as one that came from elsewhere
  outcome = run({"gate", "lean"});
  CHECK_THAT(outcome.output, !ContainsSubstring("FAIL smoke"));
  CHECK_THAT(outcome.output, ContainsSubstring("smoke.json is about other bytes"));
}

TEST_CASE_METHOD(SmokeProject, "a part of the smokes, or another runner, says nothing to the gate") {
  CHECK(run_stub({"smoke", "lean", "--filter", "pl*"}).exit_code == 0);
  CHECK(run_stub({"smoke", "lean", "--runner", "cut"}).exit_code == 1);
  CHECK_FALSE(fs::exists(*this / "artifacts/lean/smoke.json"));
  CHECK(fs::exists(*this / "build/pylon/smoke/lean/cut/smoke.json"));
}

TEST_CASE_METHOD(SmokeProject, "a release cut names what is missing") {
  const Outcome outcome = run_stub({"smoke", "lean", "--require-fat"});
  CHECK(outcome.exit_code == 1);
  CHECK_THAT(outcome.output, ContainsSubstring("FAIL rare: needs unobtainium"));
}

TEST_CASE_METHOD(SmokeProject, "a host that loses output is caught") {
  CHECK(verdicts("lose") == json{{"plain", "lost output"}, {"needy", "lost output"}, {"exit code", 1}});
  CHECK(verdicts("cut") == json{{"plain", "lost output"}, {"needy", "lost output"}, {"exit code", 1}});
  const Outcome outcome = run_stub({"smoke", "lean", "--runner", "lose"});
  CHECK_THAT(outcome.output, ContainsSubstring("the host lost the end of standard output"));
}

TEST_CASE_METHOD(SmokeProject,
                 "traps are told with the names of their functions, and time-outs with their time") {
  CHECK(verdicts("trap")["plain"] == "trap");
  Outcome outcome = run_stub({"smoke", "lean", "--runner", "trap", "--filter", "plain"});
  CHECK_THAT(outcome.output, ContainsSubstring("trap plain: indirect call type mismatch"));
  CHECK_THAT(outcome.output, ContainsSubstring("in fftw::plan()"));
  outcome = run_stub({"smoke", "lean", "--runner", "hang", "--timeout", "1"});
  CHECK(outcome.exit_code == 1);
  CHECK_THAT(outcome.output, ContainsSubstring("time-out plain: it did not end within 1 s"));
}

TEST_CASE_METHOD(SmokeProject, "no smoke and no check are no pass") {
  CHECK(run_stub({"smoke", "lean", "--filter", "nothing*"}).exit_code == 2);
  add("empty", "");
  const Outcome outcome = run_stub({"smoke", "lean", "--filter", "empty"});
  CHECK(outcome.exit_code == 1);
  CHECK_THAT(outcome.output, ContainsSubstring("it checked nothing"));
}

TEST_CASE_METHOD(SmokeProject, "a smoke that a runner is known not to manage is left out, and that is said") {
  CHECK(verdicts("limited") == json{{"needy", "pass"}, {"exit code", 0}});
  const Outcome outcome = run_stub({"smoke", "lean", "--runner", "limited", "--filter", "plain"});
  CHECK(outcome.exit_code == 2);
  CHECK_THAT(outcome.errors, ContainsSubstring("plain is not run with limited: it cannot count to two"));
}

TEST_CASE_METHOD(SmokeProject, "what cannot be run is said with what to do") {
  Outcome outcome = run_stub({"smoke", "lean", "--runner", "absent"});
  CHECK(outcome.exit_code == 2);
  CHECK_THAT(outcome.errors, ContainsSubstring("absent is not on this machine") &&
                                 ContainsSubstring("apt-get install no-such-runtime"));
  CHECK_THAT(run_stub({"smoke", "lean", "--runner", "kepe"}).errors,
             ContainsSubstring("did you mean 'keep'?"));
  outcome = run_stub({"smoke", "fat"});
  CHECK(outcome.exit_code == 2);
  CHECK_THAT(outcome.errors, ContainsSubstring("run: pylonctl build fat"));
}

TEST_CASE_METHOD(SmokeProject, "doctor probes runners, and names the one that loses output") {
  Outcome outcome = run_stub({"doctor", "--runners", "--runner", "keep"});
  INFO(outcome.output << outcome.errors);
  CHECK_THAT(outcome.output, ContainsSubstring("keep 1.2.3: good"));
  CHECK(outcome.exit_code == 0);
  for (const char* runner : {"lose", "cut"}) {
    outcome = run_stub({"doctor", "--runners", "--runner", runner});
    CHECK(outcome.exit_code == 1);
    CHECK_THAT(outcome.output, ContainsSubstring(std::string(runner) + " 1.2.3: LOSES OUTPUT"));
    CHECK_THAT(outcome.output, ContainsSubstring("composectl older than 80f82012"));
  }
  outcome = run_stub({"doctor", "--runners", "--runner", "page"});
  INFO(outcome.output << outcome.errors);
  CHECK(outcome.exit_code == 0);  // colours lose nothing
  CHECK_THAT(outcome.output, ContainsSubstring("what was written is not on the disk"));
  outcome = run_stub({"doctor", "--runners", "--runner", "absent", "--format", "json"});
  CHECK(json::parse(outcome.output)["runners"][0]["get"] == "apt-get install no-such-runtime");
}

TEST_CASE_METHOD(SmokeProject, "a runner of components is not blamed for a module, nor one of modules") {
  const fs::path file = *this / "toolchain/runners.json";
  json table = json::parse(read_file(file));
  table["runners"]["keep"]["form"] = "component";
  write_file(file, table.dump());
  Outcome outcome = run_stub({"smoke", "lean", "--runner", "keep"});
  CHECK(outcome.exit_code == 2);
  CHECK_THAT(outcome.errors,
             ContainsSubstring("keep runs components alone, and lean/pylon.wasm is a module") &&
                 ContainsSubstring("docs/COMPONENT.md"));
  CHECK(run_stub({"conformance", "lean", "--runner", "keep"}).exit_code == 2);
  outcome = run_stub({"doctor", "--runners", "--runner", "keep"});
  CHECK(outcome.exit_code == 2);
  CHECK_THAT(outcome.output, ContainsSubstring("keep 1.2.3: not probed") &&
                                 ContainsSubstring("docs/COMPONENT.md") &&
                                 !ContainsSubstring("LOSES OUTPUT"));
  table["runners"]["keep"]["form"] = "either";
  write_file(file, table.dump());
  CHECK(run_stub({"smoke", "lean", "--runner", "keep"}).exit_code == 0);
}

TEST_CASE_METHOD(SmokeProject, "suites are not run where what they write is lost") {
  const Outcome outcome = run_stub({"conformance", "lean", "--runner", "page"});
  CHECK(outcome.exit_code == 2);
  CHECK_THAT(outcome.errors, ContainsSubstring("the suites cannot run with page"));
}

TEST_CASE_METHOD(SmokeProject, "one bad entry keeps no other runner from being probed") {
  const fs::path file = *this / "toolchain/runners.json";
  json table = json::parse(read_file(file));
  const json keep = table["runners"]["keep"];
  table["runners"] = {{"keep", keep}, {"forbidden", keep}, {"misled", keep}};
  table["runners"]["forbidden"]["shell"] = "sh -c";
  table["runners"]["misled"]["programs"] = {"env:PYLON_MISLED"};
  write_file(file, table.dump());
  Command command = this->command({"doctor", "--runners"});
  (*command.environment)["PYLON_STUB_RUNNER"] = (*this / "toolchain/stub_runner.py").string();
  (*command.environment)["PYLON_MISLED"] = "/no/such/program";
  const Outcome outcome = run_process(command);
  INFO(outcome.output);
  CHECK(outcome.exit_code == 1);
  CHECK_THAT(outcome.output,
             ContainsSubstring("keep 1.2.3: good") && ContainsSubstring("misled: BAD") &&
                 ContainsSubstring("PYLON_MISLED is '/no/such/program', which cannot be run") &&
                 ContainsSubstring("forbidden: BAD") && ContainsSubstring("unknown field 'shell'"));
  CHECK_THAT(run_stub({"smoke", "lean", "--runner", "forbidden"}).errors,
             ContainsSubstring("unknown field 'shell'"));
  CHECK_THAT(run_stub({"runners", "list"}).errors, ContainsSubstring("forbidden is left out: "));
}

TEST_CASE_METHOD(SmokeProject,
                 "a runner that is a package is got once, with its client, and then runs smokes") {
  const auto script = [&](const std::string& name, const std::string& text) {
    write_file(*this / ("toolchain/" + name), "#!/bin/sh\nset -eu\n" + text);
    fs::permissions(*this / ("toolchain/" + name), fs::perms::owner_all);
  };
  script("debian-suite", "mkdir $2; : >$2/$3.deb\n");
  script("debian-root", "echo the mirror is away >&2; exit 7\n");
  Outcome outcome = run_stub({"smoke", "lean", "--runner", "packaged"});
  CHECK(outcome.exit_code == 2);
  CHECK_THAT(outcome.errors, ContainsSubstring("pylonctl runners get packaged"));
  outcome = run_stub({"runners", "get", "packaged"});
  CHECK(outcome.exit_code == 2);
  CHECK_THAT(outcome.errors, ContainsSubstring("the mirror is away") && ContainsSubstring("exit code 7"));
  script("debian-root", "mkdir $1; cp \"$(dirname \"$0\")\"/stub_runner.py $1/run; test -f $2\n");
  outcome = run_stub({"runners", "get", "packaged"});
  INFO(outcome.output << outcome.errors);
  CHECK(outcome.exit_code == 0);
  CHECK_THAT(outcome.errors, ContainsSubstring("debian-suite sid debs one"));
  CHECK(run_stub({"runners", "get", "packaged"}).errors.find("debian-suite") == std::string::npos);
  CHECK(verdicts("packaged") == verdicts("keep"));
  const json listed =
      json::parse(run_stub({"runners", "list", "packaged", "--format", "json"}).output)["runners"];
  CHECK(listed.size() == 1);
  CHECK(listed[0]["found"] == true);
  CHECK(listed[0]["version"].get_ref<const std::string&>() == "sid");
}

TEST_CASE_METHOD(SmokeProject, "what runners are asked for wrongly is answered with the nearest") {
  CHECK_THAT(run_stub({"runners", "lsit"}).errors, ContainsSubstring("did you mean 'list'?"));
  CHECK_THAT(run_stub({"runners", "get", "pakaged"}).errors, ContainsSubstring("did you mean 'packaged'?"));
  const Outcome outcome = run_stub({"runners", "get", "absent"});
  CHECK(outcome.exit_code == 2);
  CHECK_THAT(outcome.errors, ContainsSubstring("apt-get install no-such-runtime"));
  CHECK_THAT(run_stub({"runners", "get", "keep"}).output, ContainsSubstring("keep 1.2.3 is here"));
  CHECK(run_stub({"runners", "get"}).exit_code == 2);
}

TEST_CASE_METHOD(SmokeProject, "a smoke that needs a module which the variant has not is left out by name") {
  fs::remove(*this / "tests/smoke/needy.py");
  add("fast", "# Needs: extra._speedups, _json\nimport no_such_module\n");
  Outcome outcome = run_stub({"smoke", "lean"});
  INFO(outcome.output << outcome.errors);
  CHECK(outcome.exit_code == 0);
  CHECK_THAT(outcome.output + outcome.errors, ContainsSubstring("fast"));
  CHECK_THAT(outcome.output + outcome.errors, ContainsSubstring("not run: needs extra._speedups"));
  outcome = run_stub({"smoke", "lean", "--require-fat"});
  CHECK(outcome.exit_code == 1);
  CHECK_THAT(outcome.output + outcome.errors, ContainsSubstring("not run: needs extra._speedups"));
  edit("variants/lean.json", "\"smokes_may_skip\": true, ", "");
  CHECK(run_stub({"smoke", "lean"}).exit_code == 1);
  add("fast", "# Needs: extra._speedup\n");
  outcome = run_stub({"smoke", "lean"});
  CHECK(outcome.exit_code == 2);
  CHECK_THAT(outcome.errors,
             ContainsSubstring("unknown module 'extra._speedup' (did you mean 'extra._speedups'?)"));
}

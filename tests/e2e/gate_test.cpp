// pylonctl gate and baseline as a user and a CI service meet them, over the stub project.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "base/digest.hpp"
#include "base/text.hpp"
#include "manifest/build_facts.hpp"
#include "manifest/module_facts.hpp"
#include "stub_project.hpp"
#include "wasm/custom_section.hpp"

using namespace pylon;
using Catch::Matchers::ContainsSubstring;
using nlohmann::json;

namespace {

using Rows = std::vector<std::pair<std::string, std::uint64_t>>;

// A built lean with a gate. Its file is then replaced by one of our own making, as if a build had made it:
// the stub's compilers make nothing that has modules with sizes.
struct GateProject : StubProject {
  GateProject() {
    edit("variants/lean.json", "\"drop\"", R"("budgets": {"raw": 100000},
  "gate": {
    "growth": {"raw": {"bytes": 5000}, "module": {"bytes": 1000}},
    "require_modules": ["_json"],
    "forbid_modules": ["extra*"]
  },
  "drop")");
    if (const Outcome outcome = run({"build", "lean"}); !outcome.ok())
      throw std::runtime_error(outcome.output);
    built_ = read_file(*this / "artifacts/lean/pylon.wasm");
    set_rows({{"CPython core", 8'000}, {"_json", 2'000}});
  }

  json manifest() const { return json::parse(read_file(*this / kManifest)); }
  // As a build would have published it.
  void set_manifest(const json& content) const {
    write_file(*this / kManifest, content.dump(2) + "\n");
    write_file(*this / "build/pylon/published/lean/manifest.json.sha256",
               sha256_hex(read_file(*this / kManifest)));
  }

  // A pylon.wasm of just these rows, and the manifest that belongs to it.
  void set_rows(const Rows& rows) const {
    json list = json::array(), packages = json::object();
    std::uint64_t sum = 0;
    for (const auto& [name, bytes] : rows) {
      const char* const package = name.starts_with("extra.") ? "extra" : "cpython";
      list.push_back({{"name", name},
                      {"kind", name == "CPython core" ? "core" : "module"},
                      {"package", package},
                      {"code", bytes},
                      {"data", 0},
                      {"other", 0}});
      sum += bytes;
      packages[package] = {
          {"code", bytes + (packages.contains(package) ? packages[package]["code"].get<std::uint64_t>() : 0)},
          {"data", 0}};
    }
    const std::string wasm = filled_up(sum);
    write_file(*this / "artifacts/lean/pylon.wasm", wasm);
    json changed = manifest();
    changed.update(module_facts(wasm::as_bytes(wasm)), true);
    changed["file"] = {{"bytes", sum},
                       {"sha256", sha256_hex(wasm)},
                       {"compressed", {{"gzip", sum / 3}, {"brotli", sum / 4}, {"zstd", sum / 3}}}};
    changed["attribution"]["quality"] = "exact";
    changed["attribution"]["why"] = json::array();
    changed["attribution"]["rows"] = list;
    changed["attribution"]["check"] = {{"rows", sum}, {"file", sum}, {"unexplained", 0}};
    changed["packages"] = packages;
    changed["manifest_digest"] = manifest_digest(changed);
    set_manifest(changed);
  }

  // What the stub built, with a custom section that brings it to this size.
  std::string filled_up(std::size_t size) const {
    std::string content(size - built_.size(), '\0');
    for (;; content.pop_back()) {
      std::string module = wasm::with_custom_section(wasm::as_bytes(built_), "filler", content);
      if (module.size() <= size) return module;
    }
  }

  Outcome record(const std::string& reason) const { return run({"baseline", "lean", "--reason", reason}); }

  static constexpr const char* kManifest = "artifacts/lean/manifest.json";
  static constexpr const char* kBaseline = "artifacts/lean/baseline.json";

 private:
  std::string built_;  // the file, as the stub's compilers made it
};

// Whether a Python program that reads standard input ends well.
bool python_accepts(const std::string& program, const std::string& input) {
  Command command;
  command.argv = {"python3", "-c", program};
  command.input = input;
  command.time_limit = std::chrono::seconds(60);
  return run_process(command).ok();
}

}  // namespace

TEST_CASE_METHOD(GateProject, "growth fails and names the module; a baseline with a reason makes it pass") {
  Outcome outcome = run({"gate", "lean"});
  CHECK(outcome.exit_code == 1);
  CHECK_THAT(outcome.output, ContainsSubstring("pylonctl baseline lean --reason"));
  REQUIRE(record("the first").ok());
  outcome = run({"gate", "lean"});
  INFO(outcome.output);
  REQUIRE(outcome.exit_code == 0);
  CHECK_THAT(outcome.output, ContainsSubstring("rules pass"));

  set_rows({{"CPython core", 8'000}, {"_json", 102'000}});  // 100 kB of data in a module
  outcome = run({"gate", "lean"});
  CHECK(outcome.exit_code == 1);
  CHECK_THAT(outcome.output, ContainsSubstring("FAIL growth-module: _json"));
  CHECK_THAT(outcome.output, ContainsSubstring("_json grew by 100,000 bytes, from 2,000 to 102,000"));
  CHECK_THAT(outcome.output, ContainsSubstring("FAIL size-raw: pylon.wasm"));
  CHECK_THAT(outcome.output, ContainsSubstring("asked for by: variants/lean.json:1 /budgets/raw"));

  edit("variants/lean.json", "100000", "200000");
  REQUIRE(record("a table that json needs").ok());
  CHECK(run({"gate", "lean"}).exit_code == 0);
  const json baseline = json::parse(read_file(*this / kBaseline));
  REQUIRE(baseline["history"].size() == 2);
  CHECK(baseline["history"][0]["reason"] == "a table that json needs");
  CHECK(baseline["history"][0]["raw"] == 110'000);
  CHECK(baseline["history"][1]["reason"] == "the first");
}

TEST_CASE_METHOD(GateProject, "the same numbers are recorded once; an epoch sets the day") {
  Command command = this->command({"baseline", "lean", "--reason", "the first", "--format", "json"});
  (*command.environment)["SOURCE_DATE_EPOCH"] = "1700000000";
  Outcome outcome = run_process(command);
  INFO(outcome.output);
  REQUIRE(outcome.ok());
  CHECK(json::parse(outcome.output)["baselines"][0]["entry"]["date"] == "2023-11-14");
  const std::string before = read_file(*this / kBaseline);
  outcome = record("the first");
  CHECK(outcome.ok());
  CHECK_THAT(outcome.output, ContainsSubstring("nothing changed"));
  CHECK(read_file(*this / kBaseline) == before);
}

TEST_CASE_METHOD(GateProject,
                 "a baseline is refused for what nobody can stand up for, and nothing is written") {
  const auto refused = [&](const std::string& reason, const std::string& words) {
    const Outcome outcome = record(reason);
    INFO(outcome.output);
    CHECK(outcome.exit_code == 2);
    CHECK_THAT(outcome.output, ContainsSubstring(words));
    CHECK_FALSE(fs::exists(*this / kBaseline));
  };
  refused("", "--reason: its value is empty");
  refused("  ", "the reason is empty");
  CHECK(run({"baseline", "lean"}).exit_code == 2);
  CHECK(run({"baseline", "fat", "--reason", "x"}).exit_code == 2);  // not built
  CHECK(run({"baseline", "lean", "fat", "--reason", "x"}).exit_code == 2);
  CHECK_FALSE(fs::exists(*this / kBaseline));  // not even the one that could have been

  write_file(*this / "artifacts/lean/pylon.wasm", "another file");
  refused("x", "artifacts/lean/manifest.json describes another file than artifacts/lean/pylon.wasm");
  set_rows({{"CPython core", 8'000}});
  const std::string setup = read_file(*this / "Modules/lean/Setup.local");
  write_file(*this / "Modules/lean/Setup.local", setup + "# by hand\n");
  refused("x", "Modules/lean/Setup.local is not what the variant asks for");
  write_file(*this / "Modules/lean/Setup.local", setup);
  if (!find_program("git")) SKIP("the rest needs git");
  Command git;
  git.argv = {"git", "init", "--quiet"};
  git.folder = root();
  REQUIRE(run_process(git).ok());
  refused("x", "Modules/lean/Setup.local and Modules/lean/pylon_build.c are not committed");
  git.argv = {"git", "-c", "user.name=t", "-c", "user.email=t@example.org", "add", "Modules", "variants"};
  REQUIRE(run_process(git).ok());
  git.argv = {"git", "-c", "user.name=t", "-c", "user.email=t@example.org", "commit", "--quiet", "-m", "t"};
  REQUIRE(run_process(git).ok());
  CHECK(record("x").ok());
  const json entry = json::parse(read_file(*this / kBaseline))["history"][0];
  CHECK(entry["git"].get<std::string>().size() >= 40);
}

TEST_CASE_METHOD(GateProject, "the baseline of a revision, and of a file") {
  REQUIRE(record("the first").ok());
  fs::copy_file(*this / kBaseline, *this / "old.json");
  const auto git = [&](std::vector<std::string> arguments) {
    Command command;
    command.argv = std::move(arguments);
    command.argv.insert(command.argv.begin(), {"git", "-c", "user.name=t", "-c", "user.email=t@example.org"});
    command.folder = root();
    return run_process(command).ok();
  };
  if (!find_program("git")) SKIP("git is not here");
  REQUIRE(git({"init", "--quiet"}));
  REQUIRE(git({"add", "--force", "Modules", kBaseline}));
  REQUIRE(git({"commit", "--quiet", "-m", "one"}));
  set_rows({{"CPython core", 8'000}, {"_json", 4'000}});
  REQUIRE(record("larger").ok());
  CHECK(run({"gate", "lean"}).exit_code == 0);
  CHECK(run({"gate", "lean", "--baseline", "old.json"}).exit_code == 1);
  const Outcome outcome = run({"gate", "lean", "--baseline", "HEAD"});
  CHECK(outcome.exit_code == 1);
  CHECK_THAT(outcome.output, ContainsSubstring("pylonctl diff lean@HEAD lean"));
  CHECK(run({"gate", "lean", "--baseline", "HEAD~7"}).exit_code == 2);
}

TEST_CASE_METHOD(GateProject, "a forbidden module is found, a required one missed") {
  REQUIRE(record("the first").ok());
  set_rows({{"CPython core", 8'000}, {"_json", 2'000}, {"extra._speedups", 900}});
  json changed = manifest();
  changed["modules"]["built_in"] = {"extra._speedups", "sys"};
  set_manifest(changed);
  const Outcome outcome = run({"gate", "lean"});
  CHECK(outcome.exit_code == 1);
  CHECK_THAT(outcome.output, ContainsSubstring("FAIL forbidden-module: extra._speedups"));
  CHECK_THAT(outcome.output, ContainsSubstring("pylonctl why lean extra._speedups"));
  CHECK_THAT(outcome.output, ContainsSubstring("FAIL required-module: _json"));
}

TEST_CASE_METHOD(GateProject, "what cannot be decided is exit code 2, with the file and what to do") {
  const auto undecided = [&](const std::string& words) {
    const Outcome outcome = run({"gate", "lean"});
    INFO(outcome.output);
    CHECK(outcome.exit_code == 2);
    CHECK_THAT(outcome.output, ContainsSubstring(words));
  };
  REQUIRE(record("the first").ok());
  for (const char* format : {"text", "json", "sarif", "junit", "github", "markdown"}) {
    Command command = this->command({"gate", "lean", "--baseline", "/nope", "--format", format});
    command.separate_errors = true;
    const Outcome outcome = run_process(command);
    CHECK(outcome.exit_code == 2);
    CHECK_THAT(
        outcome.errors,
        ContainsSubstring("pylonctl: lean: '/nope' is neither a file nor a revision that git knows here\n"
                          "  to do: name a file that is there, or one of: git log --oneline -- artifacts/"));
  }
  const std::string text = read_file(*this / kBaseline);
  json baseline = json::parse(text);
  baseline["variant"] = baseline["manifest"]["identity"]["variant"] = "fat";
  write_file(*this / kBaseline, baseline.dump());
  undecided("artifacts/lean/baseline.json: /variant: this is a baseline of 'fat', not of 'lean'");
  write_file(*this / kBaseline, text.substr(0, text.size() / 2));
  undecided("artifacts/lean/baseline.json:");
  write_file(*this / kBaseline, text);
  json changed = manifest();
  changed["manifest_version"] = 99;
  set_manifest(changed);
  undecided("artifacts/lean/manifest.json: manifest_version 99 is newer");
  changed["manifest_version"] = 1;
  set_manifest(changed);
  write_file(*this / "artifacts/lean/pylon.wasm", "x");
  undecided("artifacts/lean/manifest.json describes another file than artifacts/lean/pylon.wasm");
  fs::remove(*this / "artifacts/lean/pylon.wasm");
  undecided("run: pylonctl build lean");
  // One that is not built does not keep the others from being judged.
  set_rows({{"CPython core", 8'000}, {"_json", 2'000}});
  const Outcome outcome = run({"gate", "--all"});
  CHECK(outcome.exit_code == 2);
  CHECK_THAT(outcome.output, ContainsSubstring("fat: could not decide"));
  CHECK_THAT(outcome.output, ContainsSubstring("lean: all"));
  CHECK_THAT(run({"gate", "leen"}).output, ContainsSubstring("did you mean 'lean'?"));
}

TEST_CASE_METHOD(GateProject,
                 "the old name must lead to pylon.wasm, by a relative link or as an equal copy") {
  REQUIRE(record("the first").ok());
  const fs::path link = *this / "artifacts/lean/python.composed.wasm";
  const auto gate = [&] { return run({"gate", "lean"}); };
  fs::remove(link);
  CHECK_THAT(gate().output, ContainsSubstring("FAIL old-name: python.composed.wasm"));
  fs::create_symlink(*this / "artifacts/lean/pylon.wasm", link);
  CHECK(gate().exit_code == 1);  // absolute
  fs::remove(link);
  fs::copy_file(*this / "artifacts/lean/pylon.wasm", link);
  CHECK(gate().exit_code == 0);
  write_file(link, "another");
  CHECK_THAT(gate().output, ContainsSubstring("a copy of another file"));
}

TEST_CASE_METHOD(GateProject, "overrides are judged by the day, and a stale Setup.local is a failure") {
  REQUIRE(record("the first").ok());
  set_rows({{"CPython core", 8'000}, {"_json", 4'000}});
  edit(
      "variants/lean.json", "\"require_modules\"",
      R"("overrides": [{"rule": "growth-module", "subject": "_js*", "reason": "a table", "until": "2027-01-31"}],
    "require_modules")");
  Outcome outcome = run({"gate", "lean", "--today", "2027-01-31"});
  CHECK(outcome.exit_code == 0);
  CHECK_THAT(outcome.output, ContainsSubstring("overridden until 2027-01-31: a table"));
  outcome = run({"gate", "lean", "--today", "2027-02-01"});
  CHECK(outcome.exit_code == 1);
  CHECK_THAT(outcome.output, ContainsSubstring("ended on 2027-01-31"));
  CHECK(run({"gate", "lean", "--today", "soon"}).exit_code == 2);
  write_file(*this / "Modules/lean/Setup.local", "");
  CHECK_THAT(run({"gate", "lean", "--today", "2027-01-31"}).output, ContainsSubstring("FAIL setup-current"));
}

TEST_CASE_METHOD(GateProject, "every format is well formed and the same twice") {
  set_rows({{"CPython core", 8'000}, {"_json", 200'000}});
  const std::string json_check = "import json, sys; json.load(sys.stdin)";
  const std::map<std::string, std::string> checks{
      {"json", json_check},
      {"sarif", json_check},
      {"junit", "import sys, xml.dom.minidom; xml.dom.minidom.parse(sys.stdin)"},
      {"github",
       "import sys; assert all(line.startswith('::error file=variants/lean.json,line=') for line in "
       "sys.stdin)"},
      {"markdown", "import sys; assert '| ❌ | size-raw |' in sys.stdin.buffer.read().decode()"},
      {"text", "import sys; assert 'size-raw' in sys.stdin.buffer.read().decode()"}};
  for (const auto& [format, program] : checks) {
    INFO(format);
    const Outcome outcome = run({"gate", "lean", "--format", format});
    CHECK(outcome.exit_code == 1);
    CHECK(python_accepts(program, outcome.output));
    CHECK(outcome.output == run({"gate", "lean", "--format", format}).output);
    CHECK(outcome.output.find(root().string()) == std::string::npos);
  }
}

TEST_CASE_METHOD(GateProject, "ci.sh leaves its reports and ends with the gate's exit code") {
  fs::create_directories(root() / "docs/ci");
  fs::copy_file(fs::path(PYLON_SOURCE_DIR) / "docs/ci/ci.sh", root() / "docs/ci/ci.sh");
  const auto ci = [&](std::vector<std::string> arguments) {
    Command command = this->command({});
    command.argv = std::move(arguments);
    command.argv.insert(command.argv.begin(), {"sh", "docs/ci/ci.sh"});
    (*command.environment)["PYLONCTL"] = PYLONCTL;
    (*command.environment)["PYLON_STUB_RUNNER"] = (*this / "toolchain/stub_runner.py").string();
    return run_process(command);
  };
  write_file(*this / "tests/smoke/plain.py", "print('a: ok')\nprint('1/1 PASS')\n");
  // The build puts the stub's own file in place again.
  Outcome outcome = ci({"reports", "lean"});
  INFO(outcome.output);
  CHECK(outcome.exit_code == 1);
  for (const char* name : {"gate.md", "gate.sarif", "gate.xml", "diff.md", "smoke.xml"})
    CHECK(fs::exists(root() / "reports" / name));
  CHECK_THAT(read_file(*this / "reports/gate.md"), ContainsSubstring("❌ `lean`: the gate fails"));
  CHECK_THAT(read_file(*this / "reports/diff.md"), ContainsSubstring("has no baseline yet"));
  CHECK(json::parse(read_file(*this / "reports/gate.sarif"))["version"] == "2.1.0");
  CHECK(ci({}).exit_code == 2);
  REQUIRE(record("the first").ok());
  outcome = ci({"with_baseline", "lean"});
  INFO(outcome.output);
  const std::string differences = read_file(*this / "with_baseline/diff.md");
  CHECK_THAT(differences, ContainsSubstring("lean"));
  CHECK_THAT(differences, !ContainsSubstring("could not be shown"));
  CHECK(ci({"reports", "leen"}).exit_code == 2);
  write_file(*this / "variants/lean.json",
             R"({"extends": "base", "description": "x", "drop": {"extra": "lean means lean"}})");
  REQUIRE(run({"setup"}).ok());
  outcome = ci({"again", "lean"});
  const json verdict = json::parse(run({"gate", "lean", "--format", "json"}).output);
  CHECK(outcome.exit_code == (verdict["result"] == "pass" ? 0 : 1));
}

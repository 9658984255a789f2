// pylonctl update and advisories over the stub project: a lock of local archives, no network.
#include <fmt/format.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <nlohmann/json.hpp>
#include <thread>

#include "stub_project.hpp"

using namespace pylon;
using Catch::Matchers::ContainsSubstring;
using nlohmann::json;

namespace {

constexpr const char* kPatch =
    "Reason: a test\nRemove when: never\n--- a/one.c\n+++ b/one.c\n@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n";

// A committed checkout whose source `extra` has a patch and vendors some code; extra 1.1 lies in mine/.
struct UpdateProject : StubProject {
  UpdateProject() {
    edit("Modules/catalog.json", R"("needs": ["cpython"],
      "modules": {"extra._speedups")",
         R"("needs": ["cpython"],
      "licence_files": ["LICENSE"],
      "vendors_of": "1.0",
      "vendors": {
        "tiny": {
          "version": "0.9",
          "licence": "MIT",
          "purl": "pkg:github/example/tiny",
          "cpe": "example:tiny",
          "objects": ["*"],
          "licence_files": ["third/tiny-0.9/LICENSE"],
          "version_from": { "path": "^third/tiny-([^/]+)/LICENSE$" }
        }
      },
      "modules": {"extra._speedups")");
    write_file(*this / "toolchain/patches/extra-1.0/01-one.patch", kPatch);
    make_archive("1.1", "a\nb\nc\n", "1.2");
    for (const char* command :
         {"git init -q . && printf 'mine/\\nbuild/\\nartifacts/\\n' >.gitignore",
          "git add -A && git -c user.name=t -c user.email=t@example.org commit -qm all"})
      shell(command);
  }

  void shell(const std::string& text) const {
    Command command;
    command.argv = {"sh", "-ec", text};
    command.folder = root();
    if (const Outcome outcome = run_process(command); !outcome.ok())
      throw std::runtime_error(text + ": " + outcome.output);
  }

  // mine/extra-VERSION.tar.gz
  void make_archive(const std::string& version, const std::string& code, const std::string& tiny) const {
    const std::string top = "mine/extra-" + version;
    write_file(*this / (top + "/one.c"), code);
    write_file(*this / (top + "/LICENSE"), "licence\n");
    write_file(*this / (top + "/third/tiny-" + tiny + "/LICENSE"), "licence\n");
    shell("tar -C mine -czf " + top + ".tar.gz extra-" + version);
  }

  std::string status() const {
    Command command;
    command.argv = {"git", "status", "--porcelain", "-uall"};
    command.folder = root();
    return run_process(command).output;
  }

  Outcome update(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {"update", "extra"});
    arguments.insert(arguments.end(), {"--from", "mine", "--offline"});
    return run(arguments);
  }

  json catalog() const { return json::parse(read_file(*this / "Modules/catalog.json"))["packages"]["extra"]; }
};

}  // namespace

TEST_CASE_METHOD(UpdateProject, "of two updates at once the second says what the first has written") {
  Outcome one, other;
  std::thread first([&] { one = update({"1.1", "--no-build"}); });
  std::thread second([&] { other = update({"1.1", "--no-build"}); });
  first.join();
  second.join();
  INFO(one.output << other.output);
  CHECK(one.exit_code + other.exit_code == 2);
  CHECK_THAT(one.ok() ? other.output : one.output, ContainsSubstring("not committed"));
  CHECK(run({"update", "--undo"}).ok());
  CHECK(status().empty());
}

TEST_CASE_METHOD(UpdateProject, "update writes lock, patches, catalogue and setup; --undo puts them back") {
  const Outcome outcome = update({"1.1", "--no-build", "--markdown", "page.md"});
  INFO(outcome.output);
  REQUIRE(outcome.exit_code == 0);
  const json lock = json::parse(read_file(*this / "toolchain/lock.json"));
  const json& entry = lock["sources"][2];
  CHECK(entry["version"] == "1.1");
  CHECK(entry["sha256"] == file_sha256(*this / "mine/extra-1.1.tar.gz"));
  CHECK(entry["places"][0]["url"] == "https://example.org/extra-1.1.tar.gz");
  CHECK(read_file(*this / "toolchain/patches/extra-1.1/01-one.patch") == kPatch);
  CHECK_FALSE(fs::exists(*this / "toolchain/patches/extra-1.0"));
  CHECK(catalog()["vendors_of"] == "1.1");
  CHECK(catalog()["vendors"]["tiny"]["version"] == "1.2");
  CHECK(catalog()["vendors"]["tiny"]["licence_files"][0] == "third/tiny-1.2/LICENSE");
  const std::string page = read_file(*this / "page.md");
  for (const char* part :
       {"## extra 1.0 → 1.1", "applies, carried over", "tiny 0.9 → 1.2", "git add -A toolchain"})
    CHECK_THAT(page, ContainsSubstring(part));
  CHECK(run({"setup", "--check"}).exit_code == 0);
  fs::remove(*this / "page.md");
  const Outcome undone = run({"update", "--undo"});
  CHECK(undone.exit_code == 0);
  CHECK(status().empty());
}

TEST_CASE_METHOD(UpdateProject, "a patch that fails shows its hunk, and nothing is written") {
  make_archive("1.1", "a\nother\nc\n", "1.2");
  const Outcome outcome = update({"1.1"});
  INFO(outcome.output);
  CHECK(outcome.exit_code == 1);
  CHECK_THAT(outcome.output, ContainsSubstring("-b\n+B"));
  CHECK_THAT(outcome.output, ContainsSubstring("nothing is written"));
  CHECK(status().empty());
  CHECK(update({"1.1", "--keep-going", "--no-build"}).exit_code == 0);
  CHECK(fs::exists(*this / "toolchain/patches/extra-1.1/01-one.patch"));
}

TEST_CASE_METHOD(UpdateProject, "a patch that is upstream is left out, and said") {
  make_archive("1.1", "a\nB\nc\n", "1.2");
  const Outcome outcome = update({"1.1", "--no-build"});
  CHECK(outcome.exit_code == 0);
  CHECK_THAT(outcome.output, ContainsSubstring("already upstream, left out"));
  CHECK_FALSE(fs::exists(*this / "toolchain/patches/extra-1.1"));
}

TEST_CASE_METHOD(UpdateProject,
                 "an archive from a folder that a suite's signed list does not know leaves the suite out") {
  edit("toolchain/lock.json", "\"url\": \"https://example.org/extra-1.0.tar.gz\"\n        }",
       "\"url\": \"https://example.org/extra-1.0.tar.gz\"\n        },\n        "
       "{\"kind\": \"debian-source\", \"suite\": \"sid\", \"package\": \"extra\", \"version\": \"1.0-1\"}");
  const auto listed = [&](const std::string& sha256) {
    const fs::path program = *this / "toolchain/debian-suite";
    write_file(program,
               "#!/bin/sh\ncase $1 in\n--versions) echo source extra 1.1-1 ;;\n--addresses) echo "
               "https://mirror.invalid/extra_1.1.orig.tar.gz " +
                   sha256 + " ;;\n*) exit 9 ;;\nesac\n");
    fs::permissions(program, fs::perms::owner_all);
  };
  const auto places = [&] {
    return json::parse(read_file(*this / "toolchain/lock.json"))["sources"][2]["places"].size();
  };
  const std::vector<std::string> taken{"update", "extra", "1.1", "--from", "mine", "--no-build", "--force"};
  listed(std::string(64, '0'));
  Outcome outcome = run(taken);
  INFO(outcome.output);
  CHECK(outcome.exit_code == 0);
  CHECK_THAT(outcome.output,
             ContainsSubstring("sid source package extra 1.1-1 has another file** (SHA-256 0000"));
  CHECK(places() == 1);
  CHECK(run({"update", "--undo"}).exit_code == 0);
  listed(file_sha256(*this / "mine/extra-1.1.tar.gz"));
  outcome = run(taken);
  CHECK_THAT(outcome.output, !ContainsSubstring("another file"));
  CHECK(places() == 3);  // sid has it, and so has forky
}

TEST_CASE_METHOD(UpdateProject, "update --dry-run shows the change and writes nothing") {
  const Outcome outcome = update({"1.1", "--dry-run"});
  CHECK(outcome.exit_code == 0);
  CHECK_THAT(outcome.output, ContainsSubstring("+      \"version\": \"1.1\","));
  CHECK_THAT(outcome.output, ContainsSubstring("+          \"version\": \"1.2\","));
  CHECK(status().empty());
  CHECK_FALSE(fs::exists(*this / "build/pylon/update"));
}

TEST_CASE_METHOD(UpdateProject,
                 "uncommitted changes where an update writes are refused; --force takes them") {
  edit("variants/lean.json", "{", "{ ");
  const Outcome outcome = update({"1.1", "--no-build"});
  CHECK(outcome.exit_code == 2);
  CHECK_THAT(outcome.output, ContainsSubstring("not committed: variants/lean.json"));
  CHECK(update({"1.1", "--no-build", "--force"}).exit_code == 0);
}

TEST_CASE_METHOD(UpdateProject,
                 "a version that cannot be had, a wrong name, one in use: errors, nothing written") {
  Outcome outcome = update({"9.9"});
  CHECK(outcome.exit_code == 2);
  CHECK_THAT(outcome.output, ContainsSubstring("no extra-9.9.tar.gz"));
  CHECK_THAT(outcome.output, ContainsSubstring("put extra-9.9.tar.gz into a folder"));
  outcome = run({"update", "extr", "1.1", "--offline"});
  CHECK_THAT(outcome.output, ContainsSubstring("did you mean 'extra'?"));
  CHECK(update({"1.0"}).exit_code == 2);
  outcome = run({"update", "wasi-libc", "2", "--offline"});
  CHECK(outcome.exit_code == 2);
  CHECK_THAT(outcome.output, ContainsSubstring("a newer LLVM is taken whole"));
  outcome = run({"update", "--check", "--offline"});
  CHECK(outcome.exit_code == 2);
  CHECK_THAT(outcome.output, ContainsSubstring("--offline asks no place"));
  CHECK_THAT(run({"update", "extra", "--offline"}).output,
             ContainsSubstring("name a version: pylonctl update extra VERSION --from FOLDER"));
  CHECK(status().empty());
}

TEST_CASE_METHOD(UpdateProject, "a whole update: built, judged, compared with the baseline") {
  REQUIRE(run({"build", "--all"}).exit_code == 0);
  Command whole = command({"update", "extra", "1.1", "--from", "mine", "--offline", "--format", "json"});
  whole.separate_errors = true;
  const Outcome outcome = run_process(whole);
  INFO(outcome.errors);
  const json facts = json::parse(outcome.output);
  std::string stages;
  for (const json& stage : facts["stages"])
    stages += fmt::format("{} {} ", stage["name"].get<std::string>(), stage["exit_code"].get<int>());
  CHECK(stages == "setup 0 build 0 smoke 2 audit 0 gate 0 ");  // this project has no smokes to run
  CHECK(outcome.exit_code == 2);
  CHECK(facts["sizes"].size() == 2);
  CHECK(facts["to_do"].size() >= 2);
}

TEST_CASE_METHOD(UpdateProject, "an update that is ended leaves no step of its build running") {
  const std::string note = (*this / "step-runs").string();
  const fs::path recipe = *this / "toolchain/recipes/extra/build.sh";
  write_file(recipe, read_file(recipe) + "echo $$ >'" + note + "'; sleep 60\n");
  shell("git add -A && git -c user.name=t -c user.email=t@example.org commit -qm slow");
  Command command = this->command({});
  // Ends pylonctl alone; what it has started has to follow.
  command.argv = {
      "sh",
      "-c",
      "\"$2\" --project \"$1\" update extra 1.1 --from \"$1/mine\" --offline & update=$!\n"
      "tries=0; until [ -s \"$3\" ] || [ $((tries += 1)) -gt 600 ]; do sleep 0.1; done\n"
      "kill -TERM $update; wait $update; read -r step <\"$3\" || exit 3\n"
      "tries=0; while kill -0 \"$step\"; do sleep 0.1; [ $((tries += 1)) -lt 100 ] || exit 4; done",
      "sh",
      root().string(),
      PYLONCTL,
      note};
  const Outcome outcome = run_process(command);
  INFO(outcome.output);
  CHECK(outcome.exit_code == 0);
  CHECK(run({"update", "--undo"}).exit_code == 0);
  CHECK(status() == "?? step-runs\n");
}

TEST_CASE_METHOD(UpdateProject, "CPython: the variants' version is set, and the old entry stays") {
  write_file(*this / "mine/cpython-3.13.6/Include/typeslots.h", "#define Py_bf_getbuffer 1\n");
  shell("tar -C mine -czf mine/cpython-3.13.6.tar.gz cpython-3.13.6");
  const Outcome outcome = run({"update", "cpython", "3.13.6", "--from", "mine", "--offline", "--no-build"});
  INFO(outcome.output);
  CHECK(outcome.exit_code == 0);
  CHECK(json::parse(read_file(*this / "variants/base.json"))["cpython"] == "3.13.6");
  CHECK(json::parse(read_file(*this / "toolchain/lock.json"))["sources"].size() == 7);
  CHECK_THAT(outcome.output, ContainsSubstring("toolchain/update-profile"));
  CHECK_THAT(outcome.output, ContainsSubstring("moduleobject.h is not there"));
}

TEST_CASE_METHOD(UpdateProject,
                 "CPython: the old profile goes with the old version, and --undo takes a new one away") {
  const fs::path profiles = *this / "toolchain/recipes/cpython";
  for (const char* name : {"3.13.5.profdata.gz", "3.13.5.profile.json"}) write_file(profiles / name, "{}");
  write_file(*this / "docs/A.md", "Built of CPython 3.13.5, not of 3.13.5.1 or 13.13.5.\x1B]0;x\x07\n");
  write_file(*this / "docs/B.md", "3.13.55\n");
  write_file(
      *this / "mine/cpython-3.13.6/Misc/NEWS",
      "What's New in Python 3.13.6 final?\n====\n\nSecurity\n--------\n\n- gh-1: Fix :cve:`2026-1` \x1B[2J\xE2\x80\xAE.\n");
  shell(
      "tar -C mine -czf mine/cpython-3.13.6.tar.gz cpython-3.13.6 && git add -A && "
      "git -c user.name=t -c user.email=t@example.org commit -qm more");
  const std::vector<std::string> update{"update",    "cpython",    "3.13.6",     "--from",     "mine",
                                        "--offline", "--no-build", "--drop-old", "--markdown", "update.md"};
  const Outcome outcome = run(update);
  INFO(outcome.output);
  CHECK(outcome.exit_code == 0);
  CHECK_FALSE(fs::exists(profiles / "3.13.5.profdata.gz"));
  CHECK_FALSE(fs::exists(profiles / "3.13.5.profile.json"));
  CHECK_THAT(outcome.output, ContainsSubstring("3.13.6: gh-1: Fix"));
  for (const char* raw : {"\x1B", "\xE2\x80\xAE"}) {
    CHECK_THAT(outcome.output, !ContainsSubstring(raw));
    CHECK_THAT(read_file(*this / "update.md"), !ContainsSubstring(raw));
  }
  fs::remove(*this / "update.md");
  CHECK_THAT(outcome.output, ContainsSubstring("docs/A.md:1:Built of CPython 3.13.5,"));
  CHECK_THAT(outcome.output, !ContainsSubstring("docs/B.md"));
  write_file(profiles / "3.13.6.profdata.gz", "made by toolchain/update-profile");
  CHECK(run({"update", "--undo"}).exit_code == 0);
  CHECK(status().empty());
}

TEST_CASE_METHOD(StubProject, "update without a network says which places did not answer") {
  const Outcome outcome = run({"update", "--check", "--format", "json"});
  CHECK(outcome.exit_code == 2);
  const json states = json::parse(outcome.output.substr(outcome.output.find("{\n")))["sources"];
  CHECK(states.size() == 5);  // not wasi-libc, which is taken with the SDK
  for (const json& state : states) {
    CHECK(state["state"] == "unknown");
    CHECK_THAT(state["problems"][0].get<std::string>(),
               ContainsSubstring("https://example.org/") || ContainsSubstring("crate wasi-adapter: "));
  }
  CHECK(run({"update"}).exit_code == 0);
  CHECK(run({"update", "--undo"}).exit_code == 2);
}

TEST_CASE_METHOD(StubProject, "advisories against built variants, and the gate's rule") {
  REQUIRE(run({"build", "lean"}).exit_code == 0);
  const json affected{
      {"ranges",
       {{{"type", "GIT"},
         {"repo", "https://github.com/python/cpython"},
         {"events", {{{"introduced", "0"}}}},
         {"database_specific", {{"versions", {{{"introduced", "0"}}, {{"fixed", "3.13.6"}}}}}}}}}};
  write_file(*this / "osv/one.json", json{{"id", "CVE-2026-4224"}, {"affected", {affected}}}.dump());
  edit("Modules/catalog.json", R"("licence": "PSF-2.0",)",
       R"("licence": "PSF-2.0", "repository": "https://github.com/python/cpython",)");
  Outcome outcome = run({"advisories", "osv", "--variant", "lean"});
  INFO(outcome.output);
  CHECK(outcome.exit_code == 1);
  CHECK_THAT(outcome.output, ContainsSubstring("cpython 3.13.5  CVE-2026-4224  fixed in 3.13.6"));
  CHECK(run({"advisories", "nothing", "--variant", "lean"}).exit_code == 2);
  outcome = run({"gate", "lean", "--advisories", "osv"});
  CHECK(outcome.exit_code == 1);
  CHECK_THAT(outcome.output, ContainsSubstring("CVE-2026-4224"));
  edit("variants/lean.json", "\"drop\"", R"("gate": {"advisories": {"file": "osv",
    "accept": [{"id": "CVE-2026-4224", "reason": "not reachable", "until": "2999-12-31"}]}},
  "drop")");
  CHECK(run({"advisories", "osv", "--variant", "lean"}).exit_code == 0);
  outcome = run({"gate", "lean", "--format", "json"});
  for (const json& rule : json::parse(outcome.output)["variants"][0]["rules"]) {
    if (rule["rule"] == "advisories") CHECK(rule["state"] == "overridden");
  }
}

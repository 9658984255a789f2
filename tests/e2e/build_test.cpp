// `pylonctl build` as a user meets it, over a stub project.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "base/text.hpp"
#include "stub_project.hpp"

using namespace pylon;
using Catch::Matchers::ContainsSubstring;

TEST_CASE("build --all makes every variant and ends with a table") {
  const StubProject project;
  const Outcome outcome = project.run({"build", "--all"});
  INFO(outcome.output);
  REQUIRE(outcome.exit_code == 0);
  CHECK_THAT(outcome.output, ContainsSubstring("artifacts/lean/pylon.wasm"));
  CHECK_THAT(outcome.output, ContainsSubstring("artifacts/fat/pylon.wasm"));
  CHECK(read_file(project / "artifacts/lean/pylon.wasm").starts_with(std::string("\0asm\1\0\0\0", 8)));
  CHECK(fs::read_symlink(project / "artifacts/lean/python.composed.wasm") == "pylon.wasm");
  CHECK(fs::exists(project / "artifacts/lean/lib/python3.13/os.py"));
  CHECK(fs::exists(project / "artifacts/fat/lib/python3.13/site-packages/extra/__init__.py"));
  CHECK_FALSE(fs::exists(project / "artifacts/lean/lib/python3.13/site-packages/extra"));
  CHECK_THAT(read_file(project / "artifacts/lean/manifest.json"), ContainsSubstring("lean means lean"));
}

TEST_CASE("a project is the same however its folder is written") {
  const StubProject project;
  REQUIRE(project.run({"build", "--all"}).ok());
  for (const std::string& folder :
       {std::string("."), std::string("./"), project.root().string() + "/variants/.."}) {
    const Outcome outcome = project.run({"--project", folder, "build", "--all", "--plan"});
    CHECK(outcome.ok());
    CHECK_THAT(outcome.output, !ContainsSubstring("to do"));
  }
}

TEST_CASE("a second build has nothing to do, and a lost artifact is made again") {
  const StubProject project;
  REQUIRE(project.run({"build", "--all"}).ok());
  const std::string before = project.artifacts();
  const Outcome second = project.run({"build", "--all"});
  CHECK_THAT(second.output, ContainsSubstring("nothing to do"));
  CHECK_THAT(second.output, ContainsSubstring("artifacts/lean/pylon.wasm"));
  CHECK_THAT(project.run({"build", "lean", "fat"}).output, ContainsSubstring("no work to do"));
  CHECK_THAT(project.run({"build", "--all", "--plan"}).output, !ContainsSubstring("to do"));
  remove_tree(project / "artifacts/lean/pylon.wasm");
  remove_tree(project / "artifacts/fat/lib");
  REQUIRE(project.run({"build", "--all"}).ok());
  CHECK(project.artifacts() == before);
  write_file(project / "artifacts/lean/pylon.wasm", "of somebody else");
  remove_tree(project / "artifacts/fat/manifest.json");
  REQUIRE(project.run({"build", "--all"}).ok());
  CHECK(project.artifacts() == before);
}

TEST_CASE("a wrong name, a broken file and a stale Setup.local are clear errors") {
  const StubProject project;
  Outcome outcome = project.run({"build", "leen"});
  CHECK(outcome.exit_code == 2);
  CHECK_THAT(outcome.output, ContainsSubstring("there is no variant 'leen' (did you mean 'lean'?)"));
  project.edit("variants/lean.json", "lean means lean", "another reason");
  outcome = project.run({"build", "lean"});
  CHECK(outcome.exit_code == 2);
  CHECK_THAT(outcome.output, ContainsSubstring("+# extra, dropped by variants/lean.json: another reason"));
  CHECK_THAT(outcome.output, ContainsSubstring("run 'pylonctl setup lean'"));
  project.edit("variants/lean.json", "{", "");
  outcome = project.run({"build", "fat"});
  CHECK(outcome.exit_code == 2);
  CHECK_THAT(outcome.output, ContainsSubstring("variants/lean.json:1:"));
  CHECK_FALSE(fs::exists(project / "artifacts"));
}

TEST_CASE("a variant has a name and a folder of its own") {
  const StubProject project;
  write_file(project / "variants/Lean2.json", "{}");
  Outcome outcome = project.run({"build", "Lean2"});
  CHECK(outcome.exit_code == 2);
  CHECK_THAT(outcome.output, ContainsSubstring("variants/Lean2.json: 'Lean2' cannot name a variant") &&
                                 ContainsSubstring("to do: rename the file"));
  CHECK_THAT(project.run({"why", "Lean2", "os"}).output, ContainsSubstring("cannot name a variant"));
  // lean has a level "dev", which is built in artifacts/lean-dev.
  write_file(project / "variants/lean-dev.json", R"({"extends": "lean", "description": "another"})");
  for (const char* name : {"lean", "lean-dev"}) {
    outcome = project.run({"build", name});
    CHECK(outcome.exit_code == 2);
    CHECK_THAT(outcome.output,
               ContainsSubstring("artifacts/lean-dev is where lean at the level dev is built"));
  }
  CHECK_FALSE(fs::exists(project / "artifacts"));
}

TEST_CASE("a failed step shows its command, its last lines and its log; the next run goes on from there") {
  const StubProject project;
  project.edit("toolchain/recipes/extra/build.sh", "set -eu", "set -eu\necho the compiler fell over; exit 3");
  Outcome outcome = project.run({"build", "--all", "--keep-going"});
  CHECK(outcome.exit_code == 2);
  CHECK_THAT(outcome.output, ContainsSubstring("step extra failed: exit code 3"));
  CHECK_THAT(outcome.output, ContainsSubstring("the compiler fell over"));
  CHECK(fs::exists(project / "artifacts/lean/pylon.wasm"));
  CHECK_FALSE(fs::exists(project / "artifacts/fat"));
  project.edit("toolchain/recipes/extra/build.sh", "echo the compiler fell over; exit 3", "");
  outcome = project.run({"build", "--all"});
  INFO(outcome.output);
  CHECK(outcome.ok());
}

TEST_CASE("an explanation names what changed, and only what depends on it runs") {
  const StubProject project;
  REQUIRE(project.run({"build", "--all"}).ok());
  project.edit("toolchain/recipes/extra/build.sh", "set -eu", "set -eu\n: another line");
  const Outcome outcome = project.run({"build", "--all", "--explain"});
  CHECK_THAT(outcome.output, ContainsSubstring("extra: recipe extra/build.sh changed"));
  CHECK_THAT(outcome.output, ContainsSubstring("link-fat: needs extra changed"));
  CHECK_THAT(outcome.output, !ContainsSubstring("link-lean"));
}

TEST_CASE("flags of a part of a package: what is not said is empty, and not those of `default`") {
  const StubProject project;
  project.edit("toolchain/recipes/cpython/recipe.json", R"(["OPT"])",
               R"(["OPT", "OPT_PROFILE", "OPT_COLD"])");
  project.edit("toolchain/recipes/cpython/build.sh", "set -eu",
               "set -eu\necho \"flags: $OPT|$OPT_PROFILE|$OPT_COLD.\" >&2; exit 3");
  CHECK_THAT(project.run({"build", "lean"}).output, ContainsSubstring("flags: -Os||."));
  project.edit("variants/base.json", R"({"default": "-Os"})",
               R"({"default": "-Os", "cpython-profile": "-fprofile-use=profile"})");
  CHECK_THAT(project.run({"build", "lean"}).output, ContainsSubstring("flags: -Os|-fprofile-use=profile|."));
}

TEST_CASE("two folders, two caches, one result") {
  const StubProject one;
  const StubProject other;
  REQUIRE(one.run({"build", "--all"}).ok());
  REQUIRE(other.run({"build", "--all", "-j", "1"}).ok());
  CHECK(one.artifacts() == other.artifacts());
}

TEST_CASE("a missing tool is named, with how to see what else is missing") {
  const StubProject project;
  Command command = project.command({"build", "--all"});
  (*command.environment)["PATH"] = "/nowhere";
  const Outcome outcome = run_process(command);
  CHECK(outcome.exit_code == 2);
  CHECK_THAT(outcome.output, ContainsSubstring("ninja"));
  CHECK_THAT(outcome.output, ContainsSubstring("pylonctl doctor"));
  CHECK_FALSE(fs::exists(project / "artifacts"));
}

TEST_CASE("the project's own Ninja runs every build, whatever PATH has") {
  // Two Ninjas whose logs have different formats each take what the other has made for never made.
  const StubProject project;
  write_file(project / "build/venv/bin/ninja",
             "#!/bin/sh\nPATH=/usr/local/bin:/usr/bin:/bin exec ninja \"$@\"\n");
  write_file(project / "other/ninja", "#!/bin/sh\necho the other Ninja ran\nexit 1\n");
  for (const char* script : {"build/venv/bin/ninja", "other/ninja"})
    fs::permissions(project / script, fs::perms::owner_all);
  for (const char* verb : {"build", "release"}) {
    Command command = project.command({verb, "lean"});
    if (std::string(verb) == "release")
      command = project.command({verb, "1.0.0", "--variant", "lean", "--dry-run"});
    (*command.environment)["PATH"] = (project / "other").string() + ":/usr/local/bin:/usr/bin:/bin";
    const Outcome outcome = run_process(command);
    INFO(outcome.output);
    CHECK_THAT(outcome.output, !ContainsSubstring("the other Ninja ran"));
    CHECK((std::string(verb) == "release" || outcome.ok()));
    CHECK_THAT(outcome.output, !ContainsSubstring("not current"));
  }
}

TEST_CASE("a dev level has a folder of its own, shares the link, and leaves the release as it was") {
  const StubProject project;
  REQUIRE(project.run({"build", "lean"}).ok());
  const std::string release = tree_sha256(project / "artifacts/lean");
  const Outcome outcome = project.run({"build", "lean", "--level", "dev", "--explain"});
  INFO(outcome.output);
  REQUIRE(outcome.ok());
  CHECK_THAT(outcome.output, ContainsSubstring("optimize-lean-dev: never built before"));
  CHECK_THAT(outcome.output, !ContainsSubstring("link-lean"));
  CHECK_THAT(outcome.output, ContainsSubstring("artifacts/lean-dev/pylon.wasm"));
  CHECK(read_file(project / "artifacts/lean-dev/pylon.wasm").starts_with(std::string("\0asm\1\0\0\0", 8)));
  CHECK(fs::exists(project / "artifacts/lean-dev/lib/python3.13/os.py"));
  CHECK_FALSE(fs::exists(project / "artifacts/lean-dev/manifest.json"));
  CHECK(tree_sha256(project / "artifacts/lean") == release);
  CHECK_THAT(project.run({"build", "lean", "--level", "fast"}).output,
             ContainsSubstring("lean has no level 'fast'") && ContainsSubstring("its levels: release, dev"));
}

TEST_CASE("a launcher that is misspelt or not there is said before anything is built") {
  const StubProject project;
  Outcome outcome = project.run({"build", "lean", "--launcher", "ccahe"});
  CHECK(outcome.exit_code == 2);
  CHECK_THAT(outcome.output, ContainsSubstring("did you mean 'ccache'?"));
  CHECK_FALSE(fs::exists(project / "artifacts"));
}

namespace {

// A second CPython in the stub's lock, 3.13.6, with the same archive.
void add_cpython(const StubProject& project) {
  project.edit("toolchain/lock.json", R"(    {
      "name": "extra",)",
               R"(    {
      "name": "cpython",
      "version": "3.13.6",
      "file": "cpython-3.13.5.tar.gz",
      "sha256": "d92d2be623c8d0e6ffd8883eb2fd6675846b2660414d3032be2d151421f2a954",
      "licence": "PSF-2.0",
      "places": [{"kind": "url", "url": "https://example.org/cpython-3.13.5.tar.gz"}]
    },
    {
      "name": "extra",)");
}

}  // namespace

TEST_CASE("patches of another version do not drop out without a word") {
  const StubProject project;
  const std::string patch = "toolchain/patches/cpython-3.13.5/01-stack.patch";
  write_file(project / patch,
             "Reason: a test\nRemove when: never\n\n--- /dev/null\n+++ b/added\n@@ -0,0 +1 @@\n+x\n");
  REQUIRE(project.run({"build", "lean"}).ok());
  add_cpython(project);
  for (const char* words : {"build lean --cpython 3.13.6", "build lean --cpython 3.13.6 --plan"}) {
    const Outcome outcome = project.run(split_words(words));
    INFO(outcome.output);
    CHECK(outcome.exit_code == 2);
    CHECK_THAT(outcome.output, ContainsSubstring("cpython 3.13.6: it has no patches, but other versions do: "
                                                 "cpython-3.13.5 (01-stack.patch)"));
    CHECK_THAT(outcome.output, ContainsSubstring("toolchain/patches/cpython-3.13.6/README.md"));
    CHECK_THAT(outcome.output, !ContainsSubstring("source-cpython"));
  }
  // What the advice says mends it, either way.
  project.edit("variants/base.json", "3.13.5", "3.13.6");
  REQUIRE(project.run({"setup"}).ok());
  write_file(project / "toolchain/patches/cpython-3.13.6/README.md", "Upstream has it.\n");
  const Outcome none = project.run({"build", "lean"});
  INFO(none.output);
  CHECK(none.ok());
  fs::copy_file(project / patch, project / "toolchain/patches/cpython-3.13.6/01-stack.patch");
  CHECK(project.run({"build", "lean"}).ok());
  CHECK_THAT(read_file(project / "artifacts/lean/manifest.json"),
             ContainsSubstring("cpython-3.13.6/01-stack.patch"));
  CHECK_THAT(read_file(project / "artifacts/lean/manifest.json"), !ContainsSubstring("README"));
}

TEST_CASE("vendored code that the catalogue describes of another version stops setup and build") {
  const StubProject project;
  project.edit("Modules/catalog.json", R"("stock": true,)",
               R"("stock": true,
      "vendors_of": "3.13.4",
      "vendors": {"expat": {"version": "2.7.1", "licence": "MIT", "purl": "pkg:generic/expat",
                            "objects": ["libexpat.a(*"], "licence_files": ["COPYING"]}},)");
  for (const char* words : {"setup", "setup --check", "build lean", "build lean --plan"}) {
    const Outcome outcome = project.run(split_words(words));
    INFO(outcome.output);
    CHECK(outcome.exit_code == 2);
    CHECK_THAT(outcome.output, ContainsSubstring("cpython 3.13.5: Modules/catalog.json describes the code "
                                                 "that it vendors (expat) of version 3.13.4"));
    CHECK_THAT(outcome.output, ContainsSubstring("set vendors_of there to 3.13.5"));
  }
  project.edit("Modules/catalog.json", "3.13.4", "3.13.5");
  CHECK(project.run({"setup"}).ok());
  const Outcome outcome = project.run({"build", "lean"});
  INFO(outcome.output);
  CHECK(outcome.ok());
}

TEST_CASE("a CPython without its profile is said on the screen and in the manifest, and the gate fails") {
  const StubProject project;
  const auto profile = [](const std::string& flags) {
    return R"({"default": "-Os", "cpython-profile": ")" + flags + R"("})";
  };
  project.edit("variants/base.json", R"({"default": "-Os"})", profile("-fprofile-use=profile"));
  const std::string note =
      "CPython 3.13.5 is compiled with no profile: toolchain/recipes/cpython/3.13.5.profdata.gz is missing";
  Outcome outcome = project.run({"build", "lean"});
  INFO(outcome.output);
  REQUIRE(outcome.ok());
  CHECK_THAT(outcome.output, ContainsSubstring(note));
  CHECK_THAT(outcome.output, ContainsSubstring("toolchain/update-profile"));
  CHECK_THAT(read_file(project / "artifacts/lean/manifest.json"), ContainsSubstring(R"("state": "missing")"));
  CHECK_THAT(project.run({"manifest", "lean"}).output,
             ContainsSubstring("compiled:   CPython with no profile"));
  outcome = project.run({"gate", "lean"});
  CHECK(outcome.exit_code == 1);
  CHECK_THAT(outcome.output, ContainsSubstring("cpython-profile"));

  write_file(project / "toolchain/recipes/cpython/3.13.5.profdata.gz", "counts");
  const fs::path facts = project / "toolchain/recipes/cpython/3.13.5.profile.json";
  write_file(facts, R"({"compiler": "clang 21.1.8"})");
  CHECK_THAT(project.run({"build", "lean"}).output, ContainsSubstring("of which LLVM 19 uses only a part"));
  CHECK(project.run({"gate", "lean"}).exit_code == 1);
  write_file(facts, R"({"compiler": "clang 19.1.7"})");
  outcome = project.run({"build", "lean"});
  REQUIRE(outcome.ok());
  CHECK_THAT(outcome.output, !ContainsSubstring("profile"));
  CHECK_THAT(project.run({"manifest", "lean"}).output,
             ContainsSubstring("compiled:   CPython with the profile of 3.13.5 (clang 19.1.7)"));
  CHECK(project.run({"gate", "lean"}).exit_code == 0);

  project.edit("variants/base.json", profile("-fprofile-use=profile"), profile("-fno-profile-use"));
  outcome = project.run({"build", "lean"});
  REQUIRE(outcome.ok());
  CHECK_THAT(outcome.output, ContainsSubstring("CPython 3.13.5 is compiled with no profile, as the variant "
                                               "asks (-fno-profile-use)\n"));
  CHECK(project.run({"gate", "lean"}).exit_code == 0);
}

TEST_CASE("a series of CPython that was never built says at once what stops it and what is not known") {
  const StubProject project;
  const fs::path schema = fs::path(PYLON_SOURCE_DIR) / "toolchain/cpython.schema.json";
  if (!fs::exists(schema)) SKIP("this project has no table of series");
  fs::copy_file(schema, project / "toolchain/cpython.schema.json");
  const std::string table = R"({
    "base": "3.12", "read": {"main": "a branch"}, "series": {"3.13": {"status": "read, not built", "unknown":
    ["whether it links"], "differs": [{"what": "the stack is bounded otherwise", "where": ["a"], "then": "b",
    "stops": true, "read_at": ["main: c"]}]}}})";
  write_file(project / "toolchain/cpython.json", table);
  Outcome outcome = project.run({"build", "lean"});
  INFO(outcome.output);
  CHECK(outcome.exit_code == 2);
  CHECK_THAT(outcome.output, ContainsSubstring("cpython 3.13.5: the series 3.13 has not been built yet"));
  CHECK_THAT(outcome.output, ContainsSubstring("- the stack is bounded otherwise"));
  CHECK_THAT(outcome.output, ContainsSubstring("- whether it links"));
  project.edit("toolchain/cpython.json", R"("stops": true,)", "");
  CHECK(project.run({"build", "lean"}).ok());
  project.edit("toolchain/cpython.json", R"("3.13":)", R"("3.99":)");
  CHECK_THAT(project.run({"build", "lean"}).output, ContainsSubstring("nobody has read the series 3.13"));
}

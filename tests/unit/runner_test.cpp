#include "judge/runner.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "checkout/artifact.hpp"
#include "run/found_runner.hpp"
#include "scratch_folder.hpp"
#include "system/files.hpp"

using namespace pylon;
using Catch::Matchers::ContainsSubstring;
using nlohmann::json;
using Words = std::vector<std::string>;

namespace {

const fs::path kToolchain = PYLON_SOURCE_DIR "/toolchain";

json table() {
  return {
      {"default", "one"},
      {"runners",
       {{"one",
         {{"meaning", "a runtime"},
          {"programs", {"path:one"}},
          {"get", "somewhere"},
          {"version", {"--version"}},
          {"command", {"{program}", "run", "{memory}", "{mounts}", "{environment}", "{wasm}", "{arguments}"}},
          {"mount", {"--dir", "{host}::{guest}"}},
          {"mount_read_only", {"--ro={host}={guest}"}},
          {"variable", {"--env={name}={value}"}},
          {"memory", {"--memory", "{bytes}"}},
          {"limits", json::array()}}}}}};
}

Runners parsed(const json& document) {
  return parse_runners(document.dump(), read_file(kToolchain / "runners.schema.json"), "runners.json");
}

std::string refusal(const json& document) {
  try {
    parsed(document);
  } catch (const Error& error) {
    return error.what();
  }
  return "accepted";
}

// The table with one field of its runner replaced.
json changed(const std::string& field, const json& value) {
  json document = table();
  document["runners"]["one"][field] = value;
  return document;
}

GuestRun sample_run() {
  return {"/bin/one",
          "/a/pylon.wasm",
          "/t",
          "/c",
          {{"/host/{guest}", "/lib", false}, {"/tmp/x y", "/tmp", true}},
          {{"A", "{name}"}},
          {"-c", "print(1)"},
          65'536 * 3};
}

}  // namespace

TEST_CASE("a runner's command line is made of its template") {
  const Runners runners = parsed(table());
  CHECK(runner_command(runners.at(""), sample_run()) ==
        Words{"/bin/one", "run", "--memory", "196608", "--ro=/host/{guest}=/lib", "--dir", "/tmp/x y::/tmp",
              "--env=A={name}", "/a/pylon.wasm", "-c", "print(1)"});
}

TEST_CASE("a command that compiles ahead of time is made of its template, when there is one") {
  CHECK(parsed(table()).at("one").compile.empty());
  const Words words{"{program}", "compile", "--target={target}", "{wasm}", "{out}"};
  CHECK(compile_command(parsed(changed("compile", words)).at("one"),
                        {"/bin/one", "/a {out}.wasm", "pdp11", "/b"}) ==
        Words{"/bin/one", "compile", "--target=pdp11", "/a {out}.wasm", "/b"});
  CHECK_THAT(refusal(changed("compile", Words{"{program}", "{wasm}", "{out}"})),
             ContainsSubstring("/runners/one/compile: '{target}' is missing"));
  CHECK_THAT(refusal(changed("compile", Words{"one", "{program}", "{target}", "{wasm}", "{out}"})),
             ContainsSubstring("/runners/one/compile/0: must be '{program}'"));
}

TEST_CASE("without a limit of memory, and for a runner that has none, no word is added") {
  GuestRun run = sample_run();
  run.memory = 0;
  CHECK(runner_command(parsed(table()).at("one"), run)[2] == "--ro=/host/{guest}=/lib");
  CHECK(runner_command(parsed(changed("memory", Words{"{pages}"})).at("one"), sample_run())[2] == "3");
}

TEST_CASE("a folder's name is not read as a template") {
  Runner runner = parsed(changed("mount_read_only", Words{"{host}={guest}"})).at("one");
  CHECK(runner_command(runner, sample_run())[4] == "/host/{guest}=/lib");
}

TEST_CASE("mistakes in a table of runners are named with their place") {
  CHECK_THAT(refusal(changed("command", Words{"{program}", "{mounts}", "{environment}", "{wasm}"})),
             ContainsSubstring("/runners/one/command: '{arguments}' is missing"));
  CHECK_THAT(
      refusal(changed("command", Words{"{program}", "-d{mounts}", "{environment}", "{wasm}", "{arguments}"})),
      ContainsSubstring("/runners/one/command/1: '{mounts}' must stand alone"));
  CHECK_THAT(refusal(changed("command", Words{"{wasm}", "{program}", "{mounts}", "{environment}", "{wasm}",
                                              "{arguments}"})),
             ContainsSubstring("/runners/one/command/0: must be '{program}'"));
  CHECK_THAT(refusal(changed("mount", Words{"{host}", "{guset}"})),
             ContainsSubstring("/runners/one/mount/1: '{guset}' is not known here"));
  CHECK_THAT(refusal(changed("mount", Words{"{host}"})), ContainsSubstring("/mount: '{guest}' is missing"));
  CHECK_THAT(refusal(changed("programs", Words{"one"})), ContainsSubstring("/runners/one/programs/0"));
  CHECK_THAT(refusal(changed("shell", "sh -c")), ContainsSubstring("unknown field 'shell'"));
  CHECK_THAT(refusal(changed("command", "one run")), ContainsSubstring("must be an array"));
  json unknown = table();
  unknown["default"] = "oen";
  CHECK_THAT(refusal(unknown),
             ContainsSubstring("there is no runner 'oen'") && ContainsSubstring("/default"));
}

TEST_CASE("one wrong entry takes no other one away") {
  json document = table();
  for (const char* name : {"forbidden", "two", "unfilled"})
    document["runners"][name] = document["runners"]["one"];
  document["runners"]["forbidden"]["shell"] = "sh -c";
  document["runners"]["unfilled"]["mount"] = {"{guset}"};
  const Runners runners = parsed(document);
  REQUIRE(runners.list.size() == 2);
  CHECK(runners.list[1].name == "two");
  REQUIRE(runners.broken.size() == 2);
  CHECK_THAT(runners.broken.at("forbidden"),
             ContainsSubstring("/runners/forbidden") && ContainsSubstring("'shell'"));
  CHECK_THAT(runners.broken.at("unfilled"), ContainsSubstring("/runners/unfilled/mount/0: '{guset}'"));
  CHECK_THROWS_WITH(runners.at("forbidden"), ContainsSubstring("unknown field 'shell'"));
  document["packages"] = 1;
  CHECK_THAT(refusal(document), ContainsSubstring("/packages"));
  CHECK(load_runners(kToolchain).broken.empty());
}

TEST_CASE("an unknown runner's nearest name is proposed") {
  const Runners runners = load_runners(kToolchain);
  CHECK(runners.at("").name == "wasmtime");
  try {
    runners.at("wasmtme");
    FAIL();
  } catch (const Error& error) {
    CHECK_THAT(error.what(), ContainsSubstring("did you mean 'wasmtime'?"));
  }
}

TEST_CASE("every committed runner can be given all that a smoke needs") {
  for (const Runner& runner : load_runners(kToolchain).list) {
    INFO(runner.name);
    GuestRun run = sample_run();
    for (const PackageSet& set : runner.packages) run.got[set.name] = "/got/" + set.name;
    const Words argv = runner_command(runner, run);
    CHECK(std::ranges::find(argv, "/bin/one") != argv.end());
    CHECK(Words(argv.end() - 3, argv.end()) == Words{"/a/pylon.wasm", "-c", "print(1)"});
  }
}

TEST_CASE("a runner's program is looked for in the order of its places") {
  const ScratchFolder scratch;
  write_file(scratch / "venv/lib/python3.9/bin/tool", "#!/bin/sh\necho tool 7.8.9\n");
  fs::permissions(scratch / "venv/lib/python3.9/bin/tool", fs::perms::owner_all);
  Runner runner;
  runner.name = "tool";
  runner.programs = {"env:PYLON_TEST_NO_SUCH_VARIABLE", "venv:bin/tool", "venv:lib/python*/bin/tool",
                     "path:sh"};
  runner.version = {"--version"};
  const RunnerPlaces places{scratch / "venv", scratch.path(), scratch.path()};
  const auto found = find_runner(runner, places);
  REQUIRE(found);
  CHECK(found->program == scratch / "venv/lib/python3.9/bin/tool");
  CHECK(found->version == "7.8.9");
  runner.programs = {"path:no-such-program-as-this"};
  CHECK_FALSE(find_runner(runner, places));
}

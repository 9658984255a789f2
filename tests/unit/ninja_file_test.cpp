#include "plan/ninja_file.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "base/error.hpp"
#include "scratch_folder.hpp"
#include "system/files.hpp"
#include "system/process.hpp"

using namespace pylon;

TEST_CASE("paths are escaped as Ninja wants them") {
  CHECK(ninja_escape("/a b/c:d/$e") == "/a$ b/c$:d/$$e");
  check_buildable("/a b/c:d/$e/\xC3\xA4'\"`;&#%");
  for (const char* path : {"line\nbreak", "a\tb", "a|b", "\x1B[2J", "a\xFFz", "\xC3", "\x7F"})
    CHECK_THROWS_AS(check_buildable(path), Error);
}

TEST_CASE("the real Ninja runs the steps in order, and a finished one never again") {
  const ScratchFolder folder;
  // A program that stands for pylonctl: `step <specification>` makes the stamp named there.
  const fs::path program = folder / "odd name; $x/pylonctl";
  write_file(program, "#!/bin/sh\necho \"$2\" >>'" + (folder / "log").string() + "'\n. \"$2\"\n");
  fs::permissions(program, fs::perms::owner_all);
  std::vector<Step> steps(2);
  steps[0].name = "first";
  steps[1].name = "second";
  for (Step& step : steps) {
    seal(step, {folder / "the store", "/nowhere"});
    write_file(folder / "steps" / (step.out.filename().string() + ".json"),
               "mkdir -p '" + step.out.string() + "' && : >'" + step.stamp().string() + "'\n");
  }
  steps[1].after = {steps[0].stamp()};
  write_file(folder / "build.ninja",
             ninja_text({steps[1], steps[0]}, {}, {program, folder.path(), folder.path()}));

  Command ninja;
  ninja.argv = {"ninja", "-f", (folder / "build.ninja").string()};
  const Outcome first = run_process(ninja);
  INFO(first.output);
  REQUIRE(first.ok());
  const std::string log = read_file(folder / "log");
  CHECK(log.find("first") < log.find("second"));
  // A stamp that is older than what it waited for changes nothing.
  fs::last_write_time(steps[0].stamp(), fs::file_time_type::clock::now() + std::chrono::hours(1));
  CHECK_THAT(run_process(ninja).output, Catch::Matchers::ContainsSubstring("no work to do"));
}

TEST_CASE(
    "the real Ninja publishes the file before the manifest is ready, and describes it again when it is "
    "replaced") {
  const ScratchFolder folder;
  const fs::path program = folder / "pylonctl", wasm = folder / "pylon.wasm",
                 manifest = folder / "manifest.json";
  write_file(program, "#!/bin/sh\ncase $* in\n*' --manifest') file='" + manifest.string() +
                          "' ;;\npublish*) file='" + wasm.string() +
                          "' ;;\n*) file=$(cat \"$2\") ;;\nesac\n" +
                          "mkdir -p \"${file%/*}\" && : >\"$file\" && echo \"$file\" >>'" +
                          (folder / "log").string() + "'\n");
  fs::permissions(program, fs::perms::owner_all);
  Step sizes;
  sizes.name = "sizes";
  seal(sizes, {folder / "the store", "/nowhere"});
  write_file(folder / "steps" / (sizes.out.filename().string() + ".json"), sizes.stamp().string());
  Publication first, second;
  first.variant = second.variant = "lean";
  first.outputs = second.inputs = {wasm};
  second.outputs = {manifest};
  second.after = {sizes.stamp()};
  second.manifest = true;
  write_file(folder / "build.ninja",
             ninja_text({sizes}, {first, second}, {program, folder.path(), folder.path()}));

  Command ninja;
  ninja.argv = {"ninja", "-j1", "-f", (folder / "build.ninja").string(), "lean"};
  const auto made = [&] {
    fs::remove(folder / "log");
    const Outcome outcome = run_process(ninja);
    INFO(outcome.output);
    REQUIRE(outcome.ok());
    return fs::exists(folder / "log") ? read_file(folder / "log") : "";
  };
  const std::string file_line = wasm.string() + "\n", manifest_line = manifest.string() + "\n";
  CHECK(made() == file_line + sizes.stamp().string() + "\n" + manifest_line);
  CHECK(made().empty());
  fs::remove(manifest);
  CHECK(made() == manifest_line);
  fs::remove(wasm);
  CHECK(made() == file_line + manifest_line);
}

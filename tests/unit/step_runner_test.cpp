#include "store/step_runner.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "base/error.hpp"
#include "plan/step_needs.hpp"
#include "scratch_folder.hpp"
#include "system/files.hpp"
#include "system/process.hpp"

using namespace pylon;
using Catch::Matchers::ContainsSubstring;

namespace {

const RunnerSettings kSettings{own_executable(), "/usr/bin:/bin", 2};

Step shell_step(const fs::path& store, const std::string& script, const std::string& ingredient = "1") {
  Step step;
  step.name = "sample";
  step.ingredients = {{"number", ingredient}};
  step.commands = {{{"sh", "-c", script}, {{"OUT", "{out}"}}}};
  seal(step, {store, "/nowhere"});
  return step;
}

std::string failure_of(const Step& step) {
  try {
    run_step(step, kSettings);
  } catch (const Error& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("a finished step has its outputs and a stamp, and is not run again") {
  const ScratchFolder store;
  const Step step =
      shell_step(store.path(), "echo hello >\"$OUT/file\"; echo once >>" + (store / "count").string());
  run_step(step, kSettings);
  run_step(step, kSettings);
  CHECK(read_file(step.out / "file") == "hello\n");
  CHECK(read_file(store / "count") == "once\n");
  CHECK(fs::exists(step.stamp()));
}

TEST_CASE("a failed step names its command, its last lines and its log, and leaves no stamp") {
  const ScratchFolder store;
  const Step step = shell_step(store.path(), "echo it went wrong; exit 7");
  const std::string text = failure_of(step);
  CHECK_THAT(text, ContainsSubstring("step sample failed: exit code 7"));
  CHECK_THAT(text, ContainsSubstring("it went wrong"));
  CHECK_THAT(text, ContainsSubstring(step.out.string() + ".log"));
  CHECK_FALSE(fs::exists(step.stamp()));
}

TEST_CASE("what an interrupted run left behind is thrown away") {
  const ScratchFolder store;
  const Step step = shell_step(store.path(), "test ! -e \"$OUT/half\" && echo whole >\"$OUT/file\"");
  write_file(step.out / "half", "half a file");
  run_step(step, kSettings);
  CHECK(read_file(step.out / "file") == "whole\n");
  CHECK_FALSE(fs::exists(step.out / "half"));
}

TEST_CASE("the caller's environment does not reach a step") {
  const ScratchFolder store;
  ::setenv("CFLAGS", "-DLEAKED", 1);
  const Step step = shell_step(store.path(), "env | sort >\"$OUT/env\"");
  run_step(step, kSettings);
  ::unsetenv("CFLAGS");
  const std::string environment = read_file(step.out / "env");
  CHECK_THAT(environment, !ContainsSubstring("LEAKED"));
  CHECK_THAT(environment, ContainsSubstring("TZ=UTC"));
  CHECK_THAT(environment, ContainsSubstring("JOBS=2"));
}

TEST_CASE("pylonctl's own actions see the caller's settings, such as the cache folder") {
  const ScratchFolder store;
  Step step;
  step.name = "sample";
  step.commands = {{{"{pylonctl}", "-c", "echo \"$XDG_CACHE_HOME\" >\"$0\"", "{out}/file"}, {}}};
  seal(step, {store.path(), "/nowhere"});
  ::setenv("XDG_CACHE_HOME", "/somewhere", 1);
  run_step(step, {"/bin/sh", "/usr/bin:/bin", 1});
  ::unsetenv("XDG_CACHE_HOME");
  CHECK(read_file(step.out / "file") == "/somewhere\n");
}

TEST_CASE("the explanation names what changed since the last finished step of the same name") {
  const ScratchFolder store;
  const Step first = shell_step(store.path(), "true", "1");
  CHECK(explain(first) == std::vector<std::string>{"sample: never built before"});
  run_step(first, kSettings);
  CHECK(explain(first).empty());
  CHECK(explain(shell_step(store.path(), "true", "2")) ==
        std::vector<std::string>{"sample: number changed: '1' -> '2'"});
  CHECK(explain(shell_step(store.path(), "false", "1")) ==
        std::vector<std::string>{"sample: its command line changed"});
}

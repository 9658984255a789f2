// `pylonctl build --trace` and `--summary` over a stub project.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "stub_project.hpp"

using namespace pylon;
using Catch::Matchers::ContainsSubstring;
using Json = nlohmann::json;

namespace {

Json trace_of(const StubProject& project) { return Json::parse(read_file(project / "trace.json")); }

// Names of the slices of category `step`.
std::set<std::string> steps_run(const Json& trace) {
  std::set<std::string> names;
  for (const Json& event : trace["traceEvents"]) {
    if (event["ph"] == "X" && event["cat"].get<std::string>().starts_with("step"))
      names.insert(event["name"]);
  }
  return names;
}

bool contains(const Json& list, const std::string& name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

}  // namespace

TEST_CASE("the trace of a first build has every step, in times that fit together") {
  const StubProject project;
  const Outcome outcome = project.run({"build", "--all", "--trace", "trace.json", "--summary"});
  INFO(outcome.output);
  REQUIRE(outcome.ok());
  CHECK_THAT(outcome.output, ContainsSubstring("never built before"));
  CHECK_THAT(outcome.output, ContainsSubstring("* critical path"));
  const Json trace = trace_of(project);
  const std::set<std::string> run = steps_run(trace);
  for (const char* step : {"cpython", "link-lean", "link-fat", "optimize-fat", "publish-lean", "publish-fat"})
    CHECK(run.contains(step));
  const Json& total = trace["otherData"];
  CHECK(total["reused"].empty());
  CHECK(total["critical_path"].back().get<std::string>().starts_with("manifest-"));
  CHECK(total["cpu_seconds"] > 0);
  std::map<std::string, std::pair<double, double>> times;  // of each step: when it began and ended
  for (const Json& event : trace["traceEvents"]) {
    if (event["ph"] != "X") continue;
    const double start = event["ts"].get<double>();
    const double end = start + event["dur"].get<double>();
    CHECK(start >= 0);
    CHECK(end <= total["wall_seconds"].get<double>() * 1e6);
    times[event["name"]] = {start, end};
  }
  // Which steps the path has depends on the machine: a stub takes as long as its process takes to start. But
  // each began when the one before it had ended.
  double before = 0;
  for (const Json& name : total["critical_path"]) {
    const auto [start, end] = times.at(name);
    CHECK(start >= before);
    before = end;
  }
}

TEST_CASE("the trace of a second build says what was reused and why the rest was not") {
  const StubProject project;
  REQUIRE(project.run({"build", "--all"}).ok());
  project.edit("toolchain/recipes/extra/build.sh", "set -eu", "set -eu\n: another line");
  const Outcome outcome = project.run({"build", "--all", "--trace", "trace.json", "--summary"});
  INFO(outcome.output);
  REQUIRE(outcome.ok());
  CHECK_THAT(outcome.output, ContainsSubstring("recipe extra/build.sh changed"));
  CHECK_THAT(outcome.output, ContainsSubstring("s when they were made"));
  const Json trace = trace_of(project);
  CHECK(steps_run(trace).contains("extra"));
  CHECK_FALSE(steps_run(trace).contains("link-lean"));
  CHECK(contains(trace["otherData"]["reused"], "link-lean"));
  CHECK(contains(trace["otherData"]["critical_path"], "link-fat"));
}

TEST_CASE("a trace is written each time, also when there is nothing to do and when the build fails") {
  const StubProject project;
  REQUIRE(project.run({"build", "--all"}).ok());
  for (int i = 0; i < 2; ++i) {
    fs::remove(project / "trace.json");
    REQUIRE(project.run({"build", "--all", "--trace", "trace.json"}).ok());
    CHECK(trace_of(project)["otherData"]["run"].empty());
  }
  project.edit("toolchain/recipes/extra/build.sh", "set -eu", "set -eu\nexit 3");
  const Outcome outcome = project.run({"build", "--all", "--trace", "trace.json", "--summary"});
  CHECK(outcome.exit_code == 2);
  CHECK_THAT(outcome.output, ContainsSubstring("failed: recipe extra/build.sh changed"));
  CHECK_THAT(outcome.output, ContainsSubstring("not reached after a failure"));
  CHECK(contains(trace_of(project)["otherData"]["run"], "extra"));
}

TEST_CASE("a trace that cannot be written is an error") {
  const StubProject project;
  CHECK(project.run({"build", "lean", "--trace", "/proc/none/trace.json"}).exit_code == 2);
}

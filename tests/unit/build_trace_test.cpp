// Traces and summaries of builds: goldens of one small build, and what they are computed from.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <nlohmann/json.hpp>

#include "base/json.hpp"
#include "golden.hpp"
#include "report/build_report.hpp"
#include "scratch_folder.hpp"
#include "store/step_runner.hpp"
#include "system/files.hpp"

using namespace pylon;
using Json = nlohmann::json;

namespace {

StepFate fate_of(const std::string& name) {
  for (const StepFate fate : {StepFate::kReused, StepFate::kRun, StepFate::kElsewhere, StepFate::kFailed}) {
    if (name_of(fate) == name) return fate;
  }
  return StepFate::kNotReached;
}

// {"planned", "wall", "cpu", "cores", "steps": [{"name", "fate", "span": [start, end], "after": […], …}]}
BuildRun read_run(const Json& document) {
  BuildRun run;
  run.planned = document.at("planned");
  run.wall = document.at("wall");
  run.cpu = document.at("cpu");
  run.cores = document.at("cores");
  for (const Json& entry : document.at("steps")) {
    StepSpan step;
    step.name = entry.at("name");
    step.key = "key-of-" + step.name;
    step.fate = fate_of(entry.at("fate"));
    if (entry.contains("span")) {
      step.start = entry["span"][0];
      step.end = entry["span"][1];
    }
    step.cpu = entry.value("cpu", 0);
    step.waited = entry.value("waited", 0);
    step.saved = entry.value("saved", 0);
    step.peak_bytes = entry.value("peak", 0U);
    step.after = entry.value("after", std::vector<std::size_t>{});
    step.reasons = entry.value("reasons", std::vector<std::string>{});
    for (const Json& command : entry.value("commands", Json::array()))
      step.commands.push_back({command[0], command[1], command[2]});
    run.steps.push_back(step);
  }
  return run;
}

BuildRun sample() {
  const fs::path file = fs::path(PYLON_SOURCE_DIR) / "tests/golden/build_trace/two_lanes.in";
  return read_run(parse_json(read_file(file), file.string()));
}

}  // namespace

TEST_CASE("goldens of build traces and summaries") {
  check_goldens("build_trace", [](const std::string& text) {
    const BuildRun run = read_run(parse_json(text, "input"));
    return build_summary(run) + "\n" + build_trace(run);
  });
}

TEST_CASE("a trace has what Perfetto needs of each event, and slices of a lane do not overlap") {
  const Json trace = Json::parse(build_trace(sample()));
  CHECK(trace["displayTimeUnit"] == "ms");
  std::map<int, std::int64_t> lane_end;
  std::map<std::string, int> arrows;
  for (const Json& event : trace["traceEvents"]) {
    INFO(event.dump());
    const std::string phase = event.at("ph");
    REQUIRE(event.contains("pid"));
    REQUIRE(event.at("name").is_string());
    if (phase != "M") REQUIRE(event.at("ts").is_number_integer());
    if (phase == "s" || phase == "f") ++arrows[phase];
    if (phase != "X") continue;
    REQUIRE(event.at("dur").get<std::int64_t>() >= 0);
    if (!event.at("cat").get<std::string>().starts_with("step")) continue;
    std::int64_t& end = lane_end[event.at("tid")];
    CHECK(event.at("ts").get<std::int64_t>() >= end);
    end = event["ts"].get<std::int64_t>() + event["dur"].get<std::int64_t>();
  }
  CHECK(lane_end.size() == 2);
  CHECK(arrows["s"] == arrows["f"]);
  CHECK(trace["otherData"]["critical_path"] == Json({"cpython", "link-lean", "publish-lean"}));
}

TEST_CASE("the critical path is what was waited for longest, not what took longest by itself") {
  BuildRun run;
  run.steps.resize(4);
  const auto set = [&](std::size_t i, std::int64_t start, std::int64_t end, std::vector<std::size_t> after) {
    run.steps[i].fate = StepFate::kRun;
    run.steps[i].start = start;
    run.steps[i].end = end;
    run.steps[i].after = std::move(after);
  };
  set(0, 0, 90, {});    // long, but over before 1
  set(1, 95, 100, {});  // short and late
  set(2, 100, 110, {0, 1});
  set(3, 0, 105, {});  // the longest of all; nobody waits for it
  CHECK(critical_path(run) == std::vector<std::size_t>{1, 2});
  CHECK(lanes(run) == std::vector<int>{0, 0, 0, 1});
}

TEST_CASE("a build in which nothing ran has no critical path and no rest") {
  BuildRun run;
  run.steps.resize(1);
  run.steps[0].name = "zlib";
  run.wall = 1000;
  CHECK(critical_path(run).empty());
  CHECK_THAT(build_summary(run), Catch::Matchers::ContainsSubstring("0 of 1 steps ran, 1 reused"));
  CHECK(Json::parse(build_trace(run))["otherData"]["reused"] == Json({"zlib"}));
}

TEST_CASE("records come back as they were left, and a half line is skipped") {
  const ScratchFolder folder;
  const fs::path file = folder / "record";
  ::setenv("PYLON_RECORD", file.c_str(), 1);
  leave_record({"zlib", "key", 5, 9, 1, {7, 4096}, true, false, {{"sh build.sh", 5, 8}}});
  ::unsetenv("PYLON_RECORD");
  leave_record({"lost", "key", 5, 9, 1, {7, 4096}, true, false, {}});
  write_file(file, read_file(file) + "{\"name\": \"hal");
  const std::vector<StepRecord> records = read_records(file);
  REQUIRE(records.size() == 1);
  CHECK(records[0].name == "zlib");
  CHECK(records[0].usage.peak_bytes == 4096);
  CHECK_FALSE(records[0].ok);
  CHECK(records[0].commands.at(0).title == "sh build.sh");
  CHECK(read_records(folder / "none").empty());
}

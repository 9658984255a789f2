// Variants as data: what changes no byte makes nothing stale, and a third variant passes by what its file says.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <nlohmann/json.hpp>

#include "stub_project.hpp"

using namespace pylon;
using Catch::Matchers::ContainsSubstring;
using nlohmann::json;

namespace {

// Names of the steps that a build of everything would run.
std::string stale_steps(const StubProject& project) {
  const json plan = json::parse(project.run({"build", "--all", "--plan", "--format", "json"}).output);
  std::string names;
  for (const json& step : plan.at("steps")) {
    if (!step.at("done")) names += step.at("name").get<std::string>() + " ";
  }
  return names;
}

}  // namespace

TEST_CASE("another package in the catalogue and the lock leaves every variant as it is") {
  const StubProject project;
  REQUIRE(project.run({"build", "--all"}).ok());
  project.edit("Modules/catalog.json", "\"extra\": {", R"("other": {
      "licence": "MIT", "needs": ["cpython"], "modules": {"other._fast": {"archives": ["lib/fast.a"]}}
    },
    "extra": {)");
  CHECK(project.run({"setup", "--check"}).ok());
  CHECK(stale_steps(project).empty());
  const Outcome again = project.run({"build", "--all"});
  CHECK_THAT(again.output, ContainsSubstring("no work to do"));
  const Outcome listed = project.run({"list", "--modules", "lean"});
  CHECK_THAT(listed.output, ContainsSubstring("other._fast"));
  CHECK_THAT(listed.output, ContainsSubstring("not asked for: package 'other' is not among the packages"));
}

TEST_CASE("a reason in other words links nothing again") {
  const StubProject project;
  REQUIRE(project.run({"build", "--all"}).ok());
  project.edit("variants/lean.json", "lean means lean", "another reason");
  REQUIRE(project.run({"setup"}).ok());
  CHECK(stale_steps(project).empty());
  REQUIRE(project.run({"build", "lean"}).ok());
  CHECK_THAT(read_file(project / "artifacts/lean/manifest.json"), ContainsSubstring("another reason"));
}

TEST_CASE("a module that another one needs cannot be dropped, and the advice mends it") {
  const StubProject project;
  project.edit("Modules/catalog.json", R"("modules": {"extra._speedups": {)",
               R"("modules_need": ["_json"], "modules": {"extra._speedups": {)");
  write_file(project / "variants/small.json",
             R"({"extends": "fat", "description": "x", "drop": {"_json": "nobody reads it"}})");
  for (const char* verb : {"setup", "build", "list"}) {
    const Outcome outcome = verb == std::string("list") ? project.run({"list", "--modules", "small"})
                                                        : project.run({verb, "small"});
    CHECK(outcome.exit_code == 2);
    CHECK_THAT(outcome.output,
               ContainsSubstring("variants/small.json: /drop/_json: the module 'extra._speedups' needs '_json'"));
    CHECK_THAT(outcome.output, ContainsSubstring("drop all that needs it: extra._speedups"));
  }
  project.edit("variants/small.json", R"("drop": {)", R"("drop": {"extra._speedups": "goes with it", )");
  CHECK(project.run({"setup", "small"}).ok());
}

TEST_CASE("a third variant is compared with the one that it names") {
  const StubProject project;
  write_file(project / "variants/small.json",
             R"({"extends": "lean", "description": "x", "compare_with": "lean"})");
  REQUIRE(project.run({"setup"}).ok());
  const Outcome outcome = project.run({"build", "--all"});
  REQUIRE(outcome.ok());
  CHECK_THAT(outcome.output, ContainsSubstring("lean - fat"));
  CHECK_THAT(outcome.output, ContainsSubstring("small - lean"));
}

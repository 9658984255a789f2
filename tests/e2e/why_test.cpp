// `pylonctl why` as a user meets it, over a stub project.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <nlohmann/json.hpp>

#include "stub_project.hpp"

using namespace pylon;
using Catch::Matchers::ContainsSubstring;

TEST_CASE("why says who dropped a package, before anything is built") {
  const StubProject project;
  const Outcome outcome = project.run({"why", "lean", "extra"});
  INFO(outcome.output);
  CHECK(outcome.exit_code == 1);
  CHECK_THAT(outcome.output, ContainsSubstring("variants/lean.json drops it: lean means lean"));
  CHECK(project.run({"why", "fat", "extra"}).exit_code == 0);
}

TEST_CASE("why --measure builds beside the checkout and leaves the artifacts alone") {
  const StubProject project;
  REQUIRE(project.run({"build", "--all"}).ok());
  const std::string before = project.artifacts();
  for (const auto& [variant, exit_code] : {std::pair("lean", 1), std::pair("fat", 0)}) {
    const Outcome outcome = project.run({"why", variant, "extra._speedups", "--measure", "--format", "json"});
    INFO(outcome.output);
    CHECK(outcome.exit_code == exit_code);
    const auto document = nlohmann::json::parse(outcome.output.substr(outcome.output.find("\n{") + 1));
    CHECK(document.at("measured").at("with").at("raw") > 0);
  }
  CHECK(project.artifacts() == before);
  const Outcome outcome = project.run({"why", "lean", "os", "--measure"});
  CHECK(outcome.exit_code == 2);
  CHECK_THAT(outcome.output, ContainsSubstring("os is not in Modules/catalog.json"));
}

TEST_CASE("a module that the interpreter needs cannot be measured away") {
  const StubProject project;
  REQUIRE(project.run({"build", "lean"}).ok());
  const Outcome outcome = project.run({"why", "lean", "sys", "--measure"});
  CHECK(outcome.exit_code == 2);
  CHECK_THAT(outcome.output, ContainsSubstring("cannot be dropped"));
}

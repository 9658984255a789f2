// `pylonctl audit` as a user meets it, over a stub project whose package brings a real object.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <nlohmann/json.hpp>

#include "stub_project.hpp"

using namespace pylon;
using Catch::Matchers::ContainsSubstring;

namespace {

// The stub's package `extra`, which only fat has, with this object in its archive.
void add_object(const StubProject& project, const std::string& object) {
  const fs::path recipe = project / "toolchain/recipes/extra";
  fs::copy_file(fs::path(PYLON_SOURCE_DIR) / "tests/golden/audit" / object, recipe / object);
  project.edit("toolchain/recipes/extra/build.sh", R"(ar rcD "$OUT/lib/speedups.a")",
               R"(ar rcD "$OUT/lib/speedups.a" "$RECIPE/)" + object + '"');
}

}  // namespace

TEST_CASE("audit finds nothing in what is right, and says what it looked at") {
  const StubProject project;
  add_object(project, "every_slot.o");
  CHECK(project.run({"audit", "fat"}).exit_code == 2);  // nothing is built
  REQUIRE(project.run({"build", "--all"}).ok());
  const Outcome outcome = project.run({"audit", "--all"});
  INFO(outcome.output);
  CHECK(outcome.exit_code == 0);
  CHECK_THAT(outcome.output,
             ContainsSubstring("fat: nothing found in 169 functions in tables, 1 objects, 0 imports"));
  CHECK_THAT(outcome.output, ContainsSubstring("lean: nothing found in 0 functions"));
}

TEST_CASE("a function of another type stops the build before the link, and audit says which") {
  const StubProject project;
  add_object(project, "wrong.o");
  const Outcome built = project.run({"build", "fat"});
  CHECK(built.exit_code == 2);
  CHECK_THAT(built.output,
             ContainsSubstring("my_copy in wrong_methods, entry __copy__ (METH_NOARGS), is (i32)->i32"));
  CHECK(!fs::exists(project / "artifacts/fat/pylon.wasm"));
  const Outcome outcome = project.run({"audit", "fat", "--format", "json"});
  INFO(outcome.output);
  REQUIRE(outcome.exit_code == 1);
  const auto fat = nlohmann::json::parse(outcome.output).at("variants").at(0);
  CHECK(fat.at("findings").size() == 8);
  CHECK(fat.at("findings").at(0).at("module") == "extra._speedups");
  CHECK(fat.at("findings").at(0).at("rule") == "signature-method");
  CHECK(fat.at("notes").size() == 1);  // there is no linked file
}

TEST_CASE("audit of an unknown variant and of none") {
  const StubProject project;
  CHECK(project.run({"audit", "leen"}).exit_code == 2);
  CHECK(project.run({"audit"}).exit_code == 2);
}

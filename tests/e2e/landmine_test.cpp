// Two landmines as a user steps on them: a module whose name shows how it is loaded, and the file's old name.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <nlohmann/json.hpp>

#include "stub_project.hpp"

using namespace pylon;
using Catch::Matchers::ContainsSubstring;
using nlohmann::json;

namespace {

struct LandmineProject : StubProject {
  void add_module(const std::string& name) const {
    const fs::path file = *this / "Modules/catalog.json";
    json catalog = json::parse(read_file(file));
    catalog["packages"]["extra"]["modules"][name] = {{"archives", {"lib/speedups.a"}}};
    write_file(file, catalog.dump(2) + "\n");
  }
};

}  // namespace

TEST_CASE_METHOD(LandmineProject,
                 "a catalogue with crc32c_dynlink is refused at setup, at gate and at lint") {
  add_module("crc32c_dynlink");
  for (const char* verb : {"setup", "gate"}) {
    INFO(verb);
    const Outcome outcome = run({verb, "fat"});
    CHECK(outcome.exit_code == 2);
    CHECK_THAT(outcome.output, ContainsSubstring("crc32c_dynlink: a name that users can import"));
    CHECK_THAT(outcome.output, ContainsSubstring("_<name>_dynlink_cap"));
  }
  const Outcome lint = run({"lint", "Modules/catalog.json"});
  CHECK(lint.exit_code == 1);
  CHECK_THAT(lint.output, ContainsSubstring("dynlink-name"));
  CHECK_THAT(lint.output, ContainsSubstring("catalog.json:"));
}

TEST_CASE_METHOD(LandmineProject, "gate refuses a build that shows crc32c_dynlink, whatever let it through") {
  REQUIRE(run({"build", "fat"}).ok());
  const fs::path file = *this / "artifacts/fat/manifest.json";
  const json manifest = json::parse(read_file(file));
  const auto gate_with = [&](const std::string& name) {
    json changed = manifest;
    changed["modules"]["built_in"].push_back(name);
    write_file(file, changed.dump(2) + "\n");
    return run({"gate", "fat"}).output;
  };
  CHECK_THAT(gate_with("crc32c_dynlink"), ContainsSubstring("FAIL dynlink-name: crc32c_dynlink"));
  CHECK_THAT(gate_with("_crc32c_dynlink_cap"), !ContainsSubstring("FAIL dynlink-name"));
}

TEST_CASE_METHOD(LandmineProject, "a catalogue with _crc32c_dynlink_cap is fine at setup and at lint") {
  add_module("_crc32c_dynlink_cap");
  CHECK(run({"setup"}).ok());
  CHECK(run({"lint", "Modules"}).ok());
}

TEST_CASE_METHOD(LandmineProject, "the old name leads to pylon.wasm, also after the folder was moved") {
  REQUIRE(run({"build", "lean"}).ok());
  fs::create_directories(root() / "elsewhere/deep");
  fs::rename(*this / "artifacts/lean", *this / "elsewhere/deep/lean");
  const fs::path moved = *this / "elsewhere/deep/lean";
  CHECK(fs::read_symlink(moved / "python.composed.wasm") == "pylon.wasm");
  CHECK(read_file(moved / "python.composed.wasm") == read_file(moved / "pylon.wasm"));
}

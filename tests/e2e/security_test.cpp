// What SECURITY.md promises of builds: names and settings are never read as commands, and nobody else can
// write what was built. Archives, places and digests: tests/unit/unpack_test.cpp and fetch_test.cpp.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "stub_project.hpp"

using namespace pylon;
using Catch::Matchers::ContainsSubstring;

TEST_CASE("names of folders are no commands") {
  const StubProject plain;
  REQUIRE(plain.run({"build", "lean"}).ok());
  for (const char* name : {"a b", "it's \"so\"", "x;touch pwned", "$(touch pwned)", "`touch pwned`", "a&b",
                           "* ?", "$HOME", "-f", "%s:%d", "\xc3\xa4\xe6\xbc\xa2"}) {
    INFO(name);
    const StubProject project{name};
    const Outcome outcome = project.run({"build", "lean"});
    INFO(outcome.output);
    REQUIRE(outcome.ok());
    CHECK(project.artifacts() == plain.artifacts());
    for (const fs::path& file : list_tree(project.root().parent_path())) CHECK(file.filename() != "pwned");
  }
}

TEST_CASE("a folder's name that Ninja cannot be told is refused before anything is written") {
  const StubProject project;
  for (const auto& [name, reason] :
       std::map<std::string, std::string>{{"a\nb", "a line break"},
                                          {"a|b", "a |"},
                                          {"a\tb", "a tab"},
                                          {"a\x1Bz", "a control character"},
                                          {"a\xFFz", "bytes that are no UTF-8"}}) {
    const fs::path broken = project.root().parent_path() / name;
    copy_tree(project.root(), broken);
    const Outcome outcome = project.run({"--project", broken.string(), "build", "lean"});
    CHECK(outcome.exit_code == 2);
    CHECK_THAT(outcome.output, ContainsSubstring("a path with " + reason));
    CHECK_FALSE(fs::exists(broken / "artifacts"));
  }
}

TEST_CASE("settings that a shell will see hold nothing that it would run") {
  const StubProject project;
  for (const auto& [from, to] : std::vector<std::pair<std::string, std::string>>{
           {R"x("default": "-Os")x", R"x("default": "-Os $(touch pwned)")x"},
           {R"x("default": "-Os")x", R"x("default": "-Os; touch pwned")x"},
           {R"x("wasm_opt")x", R"x("stdlib_exclude": {"$(touch pwned)": "why"}, "wasm_opt")x"}}) {
    INFO(to);
    const std::string before = read_file(project / "variants/base.json");
    project.edit("variants/base.json", from, to);
    const Outcome outcome = project.run({"build", "lean"});
    CHECK(outcome.exit_code == 2);
    CHECK_THAT(outcome.output, ContainsSubstring("base.json"));
    write_file(project / "variants/base.json", before);
  }
  // What no shell sees may hold anything.
  project.edit("variants/base.json", R"x(["-Oz"])x", R"x(["-Oz", "-; touch pwned", "-$(touch pwned)"])x");
  CHECK(project.run({"build", "lean"}).ok());
  CHECK(project.run({"build", "lean; touch pwned"}).exit_code == 2);
  for (const fs::path& file : list_tree(project.root().parent_path())) CHECK(file.filename() != "pwned");
}

TEST_CASE("nobody else can write what was built, whatever the caller's umask is") {
  const StubProject project;
  Command command = project.command({});
  command.argv = {"sh", "-c", "umask 000; exec \"$0\" build --all", PYLONCTL};
  REQUIRE(run_process(command).ok());
  for (const fs::path& folder : {project / "artifacts", project.store(), project / "build"}) {
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
      INFO(entry.path());
      const auto others = fs::perms::group_write | fs::perms::others_write;
      if (!entry.is_symlink()) CHECK((entry.status().permissions() & others) == fs::perms::none);
    }
  }
}

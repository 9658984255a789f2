// pylonctl fetch and doctor over the stub project, without a network.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <nlohmann/json.hpp>

#include "base/digest.hpp"
#include "stub_project.hpp"

using namespace pylon;
using Catch::Matchers::ContainsSubstring;

namespace {

// A lock with one entry, whose only place is a name that no resolver knows.
std::string lock_of(const std::string& content) {
  const nlohmann::json source{
      {"name", "thing"},
      {"version", "1.0"},
      {"file", "thing-1.0.tar.gz"},
      {"sha256", sha256_hex(content)},
      {"licence", "Apache-2.0"},
      {"places", {{{"kind", "url"}, {"url", "https://pylon.invalid/thing-1.0.tar.gz"}}}}};
  return nlohmann::json{{"sources", {source}}}.dump(2);
}

struct FetchProject : StubProject {
  FetchProject() {
    write_file(*this / "toolchain/lock.json", lock_of("content"));
    write_file(*this / "mine/thing-1.0.tar.gz", "content");
    fs::create_directories(*this / "empty");
  }
};

}  // namespace

TEST_CASE_METHOD(FetchProject, "a source is taken from a local folder, and from the cache ever after") {
  Outcome outcome = run({"fetch", "thing", "--from", "mine", "--offline"});
  INFO(outcome.output);
  REQUIRE(outcome.exit_code == 0);
  CHECK_THAT(outcome.output, ContainsSubstring("thing        1.0"));
  remove_tree(*this / "mine");
  outcome = run({"fetch", "thing@1.0", "--offline", "--format", "json"});
  REQUIRE(outcome.exit_code == 0);
  const nlohmann::json source = nlohmann::json::parse(outcome.output).at("sources").at(0);
  CHECK(source.at("sha256") == sha256_hex("content"));
  CHECK(read_file(source.at("path").get<std::string>()) == "content");
}

TEST_CASE_METHOD(FetchProject, "offline, a missing file is named with its digest and where to put it") {
  const Outcome outcome = run({"fetch", "thing", "--offline"});
  CHECK(outcome.exit_code == 2);
  CHECK_THAT(outcome.output, ContainsSubstring("1 of 1 files could not be had"));
  CHECK_THAT(outcome.output, ContainsSubstring("put thing-1.0.tar.gz with SHA-256 " + sha256_hex("content")));
}

TEST_CASE_METHOD(FetchProject, "libcurl is loaded for a download alone, and told of when it cannot be") {
  write_file(*this / "broken/libcurl.so.4", "no library");
  const auto fetch = [&](std::vector<std::string> arguments) {
    Command broken = command(std::move(arguments));
    (*broken.environment)["LD_LIBRARY_PATH"] = (*this / "broken").string();
    return run_process(broken);
  };
  const Outcome outcome = fetch({"fetch", "thing"});
  CHECK(outcome.exit_code == 2);
  CHECK_THAT(outcome.output,
             ContainsSubstring("cannot load libcurl: ") && ContainsSubstring("to do: install it"));
  CHECK(fetch({"fetch", "thing", "--from", "mine"}).exit_code == 0);
}

TEST_CASE_METHOD(FetchProject, "a file cut short is told with both digests, and nothing half-made stays") {
  write_file(*this / "mine/thing-1.0.tar.gz", "cont");
  const Outcome outcome = run({"fetch", "thing", "--from", "mine", "--offline"});
  CHECK(outcome.exit_code == 2);
  CHECK_THAT(outcome.output,
             ContainsSubstring("expected " + sha256_hex("content") + ", found " + sha256_hex("cont")));
  for (const fs::path& file : list_tree(store().parent_path() / "downloads"))
    CHECK(file.filename() == ".lock");
}

TEST_CASE_METHOD(FetchProject, "a host that cannot be reached is told with the place") {
  const Outcome outcome = run({"fetch", "thing"});
  CHECK(outcome.exit_code == 2);
  CHECK_THAT(outcome.output, ContainsSubstring("https://pylon.invalid/thing-1.0.tar.gz: "));
}

TEST_CASE_METHOD(FetchProject, "a wrong name is an error with the nearest right one") {
  const Outcome outcome = run({"fetch", "thin"});
  CHECK(outcome.exit_code == 2);
  CHECK_THAT(outcome.output, ContainsSubstring("did you mean 'thing'?"));
}

TEST_CASE_METHOD(FetchProject, "a version in a word of its own is told how to write it") {
  const Outcome outcome = run({"fetch", "thing", "1.0", "--offline"});
  CHECK(outcome.exit_code == 2);
  CHECK_THAT(outcome.output,
             ContainsSubstring("to do: write the version behind the name: pylonctl fetch thing@1.0"));
}

TEST_CASE_METHOD(StubProject,
                 "a CPython that the lock does not have is told by list and doctor, beside all else") {
  edit("variants/base.json", "\"cpython\": \"3.13.5\"", "\"cpython\": \"3.13.99\"");
  const std::string problem = "toolchain/lock.json has no cpython 3.13.99";
  Outcome outcome = run({"list"});
  CHECK(outcome.exit_code == 0);
  CHECK_THAT(outcome.output,
             ContainsSubstring("  cannot be built: " + problem + " (known versions: 3.13.5)"));
  outcome = run({"list", "--format", "json"});
  const nlohmann::json list = nlohmann::json::parse(outcome.output);
  CHECK_THAT(list.at("variants").at(0).at("cpython_problem").get<std::string>(), ContainsSubstring(problem));
  outcome = run({"doctor"});
  INFO(outcome.output);
  CHECK(outcome.exit_code == 1);
  CHECK_THAT(outcome.output, ContainsSubstring("missing meson"));
  CHECK_THAT(outcome.output, ContainsSubstring("missing cpython         3.13.99      " + problem));
  CHECK_THAT(outcome.output, ContainsSubstring("to do: known versions: 3.13.5"));
}

TEST_CASE_METHOD(StubProject,
                 "doctor tells patches that another version has, and a profile that is missing") {
  edit("variants/base.json", R"({"default": "-Os"})",
       R"({"default": "-Os", "cpython-profile": "-fprofile-use=profile"})");
  Outcome outcome = run({"doctor"});
  INFO(outcome.output);
  CHECK_THAT(outcome.output,
             ContainsSubstring("note    profile         3.13.5       CPython is compiled with no profile"));
  write_file(root() / "toolchain/patches/cpython-3.13.4/01.patch", "Reason: a test\n");
  outcome = run({"doctor"});
  CHECK(outcome.exit_code == 1);
  CHECK_THAT(outcome.output,
             ContainsSubstring("missing cpython         3.13.5       it has no patches, but"));
}

TEST_CASE_METHOD(StubProject, "doctor says what is missing, how to get it, and exits 1") {
  const Outcome text = run({"doctor"});
  CHECK(text.exit_code == 1);  // the stub project has no virtual environment
  CHECK_THAT(text.output, ContainsSubstring("missing meson"));
  CHECK_THAT(text.output, ContainsSubstring("to do: toolchain/bootstrap setup"));
  CHECK_THAT(text.output, ContainsSubstring("A build cannot work here"));
  const Outcome as_json = run({"doctor", "--format", "json"});
  CHECK(as_json.exit_code == 1);
  CHECK(nlohmann::json::parse(as_json.output).at("can_build") == false);
}

#include "store/stored_output.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "base/error.hpp"
#include "scratch_folder.hpp"

using namespace pylon;
using Catch::Matchers::ContainsSubstring;

namespace {

struct Store : ScratchFolder {
  // A sealed step; finished when it has files.
  Step step(const std::string& name, const std::map<std::string, std::string>& files,
            const std::vector<const Step*>& after = {}) const {
    Step step;
    step.name = name;
    for (const Step* other : after) step.after.push_back(other->stamp());
    seal(step, {path(), path() / "project"});
    for (const auto& [file, content] : files) write_file(step.out / file, content);
    if (!files.empty()) finish_step(step);
    return step;
  }
};

std::vector<std::string> names(const std::vector<DamagedStep>& steps) {
  std::vector<std::string> names;
  for (const DamagedStep& step : steps) names.push_back(step.name + ":" + step.file);
  return names;
}

}  // namespace

TEST_CASE_METHOD(Store, "a changed, a lost and a longer file are damage; a new one is not") {
  const Step step = this->step("zlib", {{"lib/a", "1"}, {"lib/b", "2"}});
  CHECK_FALSE(find_damage(step));
  write_file(step.out / "lib/__pycache__/c", "3");
  CHECK_FALSE(find_damage(step));
  write_file(step.out / "lib/b", "3");
  CHECK(find_damage(step) == "lib/b");
  fs::remove(step.out / "lib/a");
  CHECK(find_damage(step) == "lib/a");
}

TEST_CASE_METHOD(Store, "a list of digests that is lost or changed is damage; one that never was is not") {
  const Step step = this->step("zlib", {{"a", "1"}});
  write_file(step.out / ".content", "");
  CHECK(find_damage(step) == ".content");
  fs::remove(step.out / ".content");
  CHECK(find_damage(step) == ".content");
  write_file(step.stamp(), "{\"name\": ");
  CHECK(find_damage(step) == ".content");
  write_file(step.stamp(), step_specification(step));  // as before there were lists
  CHECK_FALSE(find_damage(step));
}

TEST_CASE_METHOD(Store, "only what is about to be read is looked at, and what is damaged leaves the store") {
  const Step source = step("source", {{"a", "1"}});
  const Step library = step("library", {{"lib", "2"}}, {&source});
  const Step other = step("other", {{"x", "3"}});
  const Step link = step("link", {}, {&library});
  for (const Step* each : {&source, &library, &other})
    write_file(each->out / (each->name == "library" ? "lib" : "a"), "?");
  Plan plan;
  plan.steps = {source, library, other, link};
  // The link reads the library, which turns out to be damaged; only then its source is read as well.
  CHECK(names(discard_damaged(plan)) == std::vector<std::string>{"library:lib", "source:a"});
  CHECK_FALSE(fs::exists(library.out));
  CHECK_FALSE(fs::exists(source.out));
  CHECK(fs::exists(other.stamp()));
  CHECK(discard_damaged(plan).empty());
}

TEST_CASE_METHOD(Store, "a step that says nothing and made nothing whole has failed") {
  Step step = this->step("link", {});
  const auto error_with = [&](const std::string& file, const std::string& content) -> std::string {
    step.outputs = {file};
    if (!content.empty()) write_file(step.out / file, content);
    try {
      check_outputs(step);
      return "";
    } catch (const Error& error) {
      return error.what();
    }
  };
  using namespace std::string_literals;
  CHECK_THAT(error_with("pylon.wasm", ""), ContainsSubstring("did not make pylon.wasm"));
  CHECK_THAT(error_with("pylon.wasm", "\0asm\1\0"s), ContainsSubstring("pylon.wasm is not whole"));
  CHECK_THAT(error_with("a.o", "\0asm\1\0\0\0\1\5"s), ContainsSubstring("a.o is not whole"));
  CHECK_THAT(error_with("lib.a", "!<arch>\nx"), ContainsSubstring("lib.a is not whole"));
  CHECK(error_with("good.wasm", "\0asm\1\0\0\0"s).empty());
  CHECK(error_with("text.o", "of another compiler").empty());
}

#include "plan/step_needs.hpp"

#include <catch2/catch_test_macros.hpp>

#include "scratch_folder.hpp"
#include "store/stored_output.hpp"

using namespace pylon;

namespace {

using Names = std::vector<std::string>;

// source -> library -> link, which reads the library and, through its files, the SDK; the end is what is
// published.
struct Chain : ScratchFolder {
  Step sdk = step("sdk"), source = step("source"), library = step("library", {&source, &sdk});
  Step link = step("link", {&library}), end = step("end", {&link});
  Plan plan;

  Chain() {
    plan.steps = {sdk, source, library, link, end};
    Publication publication;
    publication.after = {end.stamp()};
    plan.publications = {publication};
  }
  Step step(const std::string& name, const std::vector<const Step*>& after = {}) const {
    Step step;
    step.name = name;
    for (const Step* other : after) step.after.push_back(other->stamp());
    seal(step, {path() / "store", path() / "project"});
    return step;
  }
  static void finish(const Step& step) {
    write_file(step.out / "a", "1");
    finish_step(step);
  }
  static void fetch(const Step& step, const std::vector<const Step*>& needs = {}) {
    std::string text;
    for (const Step* need : needs) text += need->out.filename().string() + "\n";
    write_file(step.out / kFetchedMark, text);
    finish(step);
  }
  Names waits(const Step& step) const {
    const Waits all = find_waits(plan);
    const auto found = all.find(step.stamp());
    if (found == all.end()) return {"not wanted"};
    Names names;
    for (const fs::path& stamp : found->second) {
      const std::string name = stamp.parent_path().filename();
      names.push_back(name.substr(0, name.rfind('-')));
    }
    return names;
  }
};

}  // namespace

TEST_CASE("the steps that a text names are found, whatever stands around them") {
  const std::string text =
      "/s/sdk-0123456789abcdef/bin:/s/zlib-1.3-00000000deadbeef;/s/zlib-short /s/x-0123456789abcdef.lock "
      "/s//s/ /t/no-0123456789abcdef";
  CHECK(steps_named(text, "/s") ==
        std::set<std::string>{"sdk-0123456789abcdef", "zlib-1.3-00000000deadbeef", "x-0123456789abcdef"});
  CHECK(steps_named("", "/s").empty());
  CHECK(steps_named("/s/-0123456789abcdef", "/s").empty());
}

TEST_CASE_METHOD(Chain, "what is made here waits for what it runs after, finished or not") {
  CHECK(waits(end) == Names{"link"});
  CHECK(waits(source).empty());
  for (const Step* step : {&sdk, &source, &library, &link, &end}) finish(*step);
  CHECK(waits(library).size() == 2);
}

TEST_CASE_METHOD(Chain, "a fetched step needs nothing that it was made of") {
  fetch(end);
  CHECK(waits(end).empty());
  CHECK(waits(link) == Names{"not wanted"});
}

TEST_CASE_METHOD(Chain, "a fetched step that is read needs what its files name") {
  fetch(library, {&sdk});
  CHECK(waits(link) == Names{"library"});
  CHECK(waits(library) == Names{"sdk"});
  CHECK(waits(source) == Names{"not wanted"});
  CHECK(waits(sdk).empty());
  // Nobody reads it any more once the link is there.
  fetch(link, {&library});
  fetch(end);
  CHECK(waits(library) == Names{"not wanted"});
}

TEST_CASE_METHOD(Chain, "a step that a command names is waited for, though nobody said so") {
  Step check = step("check");
  check.commands.push_back({{"diff", library.out.string() + "/a"}, {}});
  plan.steps.push_back(check);
  plan.publications.front().after = {check.stamp()};
  CHECK(waits(check) == Names{"library"});
}

TEST_CASE_METHOD(Chain, "what is wanted is asked for once, from the end back, and only as far as needed") {
  std::vector<Names> asked;
  const auto bring = [&](const std::vector<const Step*>& missing) {
    Names names;
    for (const Step* step : missing) {
      names.push_back(step->name);
      if (step->name == "library") fetch(*step, {&sdk});
    }
    asked.push_back(names);
  };
  find_waits(plan, bring);
  CHECK(asked == std::vector<Names>{{"end"}, {"link"}, {"library"}, {"sdk"}});
}

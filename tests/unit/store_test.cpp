// What goes from the store of finished steps, and what never does.
#include "store/store.hpp"

#include <catch2/catch_test_macros.hpp>

#include "base/error.hpp"
#include "scratch_folder.hpp"
#include "system/files.hpp"

using namespace pylon;
using std::chrono::hours;

namespace {

const fs::file_time_type kNow = fs::file_time_type::clock::now();

std::vector<std::string> going(const std::vector<StoreEntry>& entries, const std::set<std::string>& needed,
                               const StoreBound& bound) {
  std::vector<std::string> names;
  for (const StoreEntry& entry : to_remove(entries, needed, bound, kNow)) names.push_back(entry.name);
  return names;
}

const std::vector<StoreEntry> kEntries{
    {"new", 100, kNow - hours(1)}, {"old", 100, kNow - hours(300)}, {"older", 100, kNow - hours(400)}};

// A store with one finished step of each name, used `age` hours ago.
Plan make_store(const fs::path& store, const std::vector<std::pair<std::string, int>>& steps) {
  Plan plan;
  for (const auto& [name, age] : steps) {
    Step step;
    step.name = name;
    step.commands = {{{"true"}, {}}};
    seal(step, {store, "/nowhere"});
    write_file(step.out / "data", std::string(1000, 'x'));
    write_file(step.stamp(), step_specification(step));
    fs::last_write_time(step.stamp(), kNow - hours(age));
    plan.steps.push_back(step);
  }
  return plan;
}

}  // namespace

TEST_CASE("the least recently used goes first, and only until there is room") {
  CHECK(going(kEntries, {}, {}).empty());
  CHECK(going(kEntries, {}, {300, {}}).empty());
  CHECK(going(kEntries, {}, {299, {}}) == std::vector<std::string>{"older"});
  CHECK(going(kEntries, {}, {150, {}}) == std::vector<std::string>{"older", "old"});
  CHECK(going(kEntries, {}, {0, {}}) == std::vector<std::string>{"older", "old", "new"});
}

TEST_CASE("what is needed stays, whatever the bound says") {
  CHECK(going(kEntries, {"older"}, {150, {}}) == std::vector<std::string>{"old", "new"});
  CHECK(going(kEntries, {"older", "old", "new"}, {0, hours(1)}).empty());
}

TEST_CASE("what is older than asked for goes, also when there is room") {
  CHECK(going(kEntries, {}, {UINT64_MAX, hours(350)}) == std::vector<std::string>{"older"});
  CHECK(going(kEntries, {"older"}, {UINT64_MAX, hours(200)}) == std::vector<std::string>{"old"});
}

TEST_CASE("sizes") {
  CHECK(parse_size("20G", "x") == 20'000'000'000);
  CHECK(parse_size("64k", "x") == 64'000);
  CHECK(parse_size("0", "x") == 0);
  CHECK(parse_size("none", "x") == UINT64_MAX);
  for (const char* wrong : {"", "G", "-1", "1.5G", "20 G", "99999999999T", "20GB"}) {
    INFO(wrong);
    CHECK_THROWS_AS(parse_size(wrong, "x"), Error);
  }
}

TEST_CASE("a held step survives until its project is gone; a dry run removes nothing") {
  const ScratchFolder folder;
  const fs::path store = folder / "cache/store";
  const Project project{folder / "project"};
  const Plan plan = make_store(store, {{"held", 500}, {"lost", 400}});
  const Plan held{{plan.steps[0]}, {}, {}};
  hold_steps(project, held);
  write_file(project.build() / "build.ninja", "");
  CHECK(prune_store(store, {0, {}}, true).removed.size() == 1);
  CHECK(fs::exists(plan.steps[1].stamp()));
  const Pruned pruned = prune_store(store, {0, {}}, false);
  REQUIRE(pruned.removed.size() == 1);
  CHECK(pruned.removed[0].name == plan.steps[1].out.filename());
  CHECK(pruned.bytes >= 1000);
  CHECK(fs::exists(plan.steps[0].stamp()));
  CHECK_FALSE(fs::exists(plan.steps[1].out));
  remove_tree(project.root);
  CHECK(prune_store(store, {0, {}}, false).removed.size() == 1);
  CHECK_FALSE(fs::exists(plan.steps[0].out));
}

TEST_CASE("an interrupted step and one with an unreadable stamp go too") {
  const ScratchFolder folder;
  const fs::path store = folder / "cache/store";
  const Plan plan = make_store(store, {{"half", 500}, {"torn", 400}});
  fs::remove(plan.steps[0].stamp());
  write_file(plan.steps[1].stamp(), "{\"name\": \"to");
  write_file(store / "not-a-step/file", "x");
  CHECK(prune_store(store, {0, {}}, false).removed.size() == 2);
  CHECK(fs::exists(store / "not-a-step/file"));
}

TEST_CASE("a project that settles needs only its last build's steps, and using a step makes it young") {
  const ScratchFolder folder;
  const fs::path store = folder / "cache/store";
  const Project project{folder / "project"};
  const Plan plan = make_store(store, {{"first", 500}, {"second", 400}, {"third", 300}});
  hold_steps(project, {{plan.steps[0]}, {}, {}});
  hold_steps(project, {{plan.steps[1]}, {}, {}});
  write_file(project.build() / "build.ninja", "");
  CHECK(prune_store(store, {0, {}}, true).removed.size() == 1);
  settle_steps(project, {{plan.steps[1]}, {}, {}});
  // `first` was used a moment ago by the build that held it: `third` is older now.
  const Pruned pruned = prune_store(store, {3000, {}}, false);
  REQUIRE(pruned.removed.size() == 1);
  CHECK(pruned.removed[0].name == plan.steps[2].out.filename());
}

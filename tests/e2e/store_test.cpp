// The bounded store of finished steps, with the real program over stub projects that share a cache.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <future>

#include "stub_project.hpp"

using namespace pylon;
using Catch::Matchers::ContainsSubstring;

namespace {

std::size_t finished_steps(const fs::path& store) {
  std::size_t count = 0;
  for (const fs::directory_entry& entry : fs::directory_iterator(store))
    count += fs::exists(entry.path() / ".done");
  return count;
}

Outcome run_with(const StubProject& project, std::vector<std::string> arguments, const fs::path& cache,
                 const std::string& limit) {
  Command command = project.command(std::move(arguments));
  (*command.environment)["XDG_CACHE_HOME"] = cache.string();
  (*command.environment)["PYLON_STORE_LIMIT"] = limit;
  return run_process(command);
}

void change_flags(const StubProject& project, const std::string& from, const std::string& to) {
  project.edit("variants/base.json", "\"default\": \"" + from + "\"", "\"default\": \"" + to + "\"");
}

}  // namespace

TEST_CASE("a build removes what no checkout needs over the bound, and a small bound breaks nothing") {
  const StubProject project;
  REQUIRE(project.run({"build", "--all"}).ok());
  const std::size_t needed = finished_steps(project.store());
  const std::string before = project.artifacts();
  change_flags(project, "-Os", "-O1");
  Outcome outcome = project.run({"build", "--all"});
  REQUIRE(outcome.ok());
  CHECK(finished_steps(project.store()) > needed);  // 20 GB are far away
  change_flags(project, "-O1", "-O2");
  outcome = run_with(project, {"build", "--all"}, project.store().parent_path().parent_path(), "1");
  INFO(outcome.output);
  REQUIRE(outcome.ok());
  CHECK_THAT(outcome.output, ContainsSubstring("finished steps of the store"));
  CHECK(finished_steps(project.store()) == needed);
  CHECK_THAT(project.run({"build", "--all", "--plan"}).output, !ContainsSubstring("to do"));
  // What has gone is made again, the same.
  change_flags(project, "-O2", "-Os");
  REQUIRE(project.run({"build", "--all"}).ok());
  CHECK(project.artifacts() == before);
}

TEST_CASE("clean --store --keep says what would go, removes it, and leaves this checkout alone") {
  const StubProject project;
  REQUIRE(project.run({"build", "--all"}).ok());
  change_flags(project, "-Os", "-O1");
  REQUIRE(project.run({"build", "--all"}).ok());
  const std::size_t all = finished_steps(project.store());
  const std::string artifacts = project.artifacts();
  Outcome outcome = project.run({"clean", "--store", "--keep", "0", "--dry-run"});
  CHECK_THAT(outcome.output, ContainsSubstring("would remove") && ContainsSubstring("cpython-"));
  CHECK(finished_steps(project.store()) == all);
  CHECK_THAT(project.run({"clean", "--store", "--older-than", "30"}).output,
             ContainsSubstring("nothing to remove"));
  outcome = project.run({"clean", "--store", "--keep", "0"});
  CHECK(outcome.ok());
  CHECK(finished_steps(project.store()) < all);
  CHECK(project.artifacts() == artifacts);
  CHECK_THAT(project.run({"build", "--all"}).output, ContainsSubstring("nothing to do"));
}

TEST_CASE("options of clean that do not go together") {
  const StubProject project;
  CHECK(project.run({"clean", "--keep", "1G"}).exit_code == 2);
  CHECK(project.run({"clean", "--store", "--dry-run"}).exit_code == 2);
  const Outcome outcome = project.run({"clean", "--store", "--keep", "much"});
  CHECK(outcome.exit_code == 2);
  CHECK_THAT(outcome.output, ContainsSubstring("'much' is not a size"));
}

TEST_CASE("builds of two checkouts at once share a store that has room for neither") {
  const StubProject one, other;
  const fs::path cache = one.store().parent_path().parent_path();
  change_flags(other, "-Os", "-O1");
  const std::vector<std::string> build{"build", "--all"};
  const std::vector<std::string> flags{"-Os", "-O2", "-O3"};
  for (std::size_t round = 0; round + 1 < flags.size(); ++round) {
    auto first = std::async(std::launch::async, [&] { return run_with(one, build, cache, "0"); });
    const Outcome second = run_with(other, build, cache, "0");
    const Outcome done = first.get();
    INFO(done.output << second.output);
    REQUIRE(done.ok());
    REQUIRE(second.ok());
    // Neither has taken anything from under the other.
    CHECK_THAT(run_with(one, {"build", "--all", "--plan"}, cache, "0").output, !ContainsSubstring("to do"));
    CHECK_THAT(run_with(other, {"build", "--all", "--plan"}, cache, "0").output, !ContainsSubstring("to do"));
    change_flags(one, flags[round], flags[round + 1]);
  }
}

TEST_CASE("a limit that is no size is said") {
  const StubProject project;
  const Outcome outcome =
      run_with(project, {"build", "--all"}, project.store().parent_path().parent_path(), "lots");
  CHECK(outcome.exit_code == 2);
  CHECK_THAT(outcome.output, ContainsSubstring("PYLON_STORE_LIMIT: 'lots' is not a size"));
}

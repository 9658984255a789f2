#include "plan/shard.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "base/error.hpp"
#include "scratch_folder.hpp"
#include "store/stored_output.hpp"

using namespace pylon;

TEST_CASE("every variant falls to exactly one shard, and no shard has much more than the others") {
  std::map<std::string, double> costs;
  double sum = 0, most = 0;
  for (int i = 0; i < 400; ++i) {
    const double cost = 2 + (i * 37 % 101) * (i % 5 == 0 ? 3 : 1);
    costs["variant" + std::to_string(i)] = cost;
    sum += cost;
    most = std::max(most, cost);
  }
  for (const unsigned count : {1U, 2U, 3U, 7U, 64U, 500U}) {
    std::set<std::string> seen;
    for (unsigned number = 1; number <= count; ++number) {
      const std::set<std::string> mine = shard_of(costs, {number, count});
      double load = 0;
      for (const std::string& variant : mine) {
        CHECK(seen.insert(variant).second);
        load += costs[variant];
      }
      CHECK(load <= sum / count + most);
    }
    CHECK(seen.size() == costs.size());
  }
}

TEST_CASE("a shard is a number of a count") {
  CHECK(parse_shard("3/8").number == 3);
  CHECK(parse_shard("3/8").count == 8);
  for (const char* wrong : {"", "3", "0/8", "9/8", "3/0", "-1/8", "3/8/1", "a/b", "3 / 8", "/8", "3/"})
    CHECK_THROWS_AS(parse_shard(wrong), Error);
}

TEST_CASE("without costs the committed baselines count; a variant without one is as dear as the mean") {
  const ScratchFolder folder;
  const Project project{folder.path()};
  const auto variants_of = [&](unsigned number, const fs::path& file) {
    std::vector<Variant> variants(4);
    for (std::size_t i = 0; i < variants.size(); ++i)
      variants[i].name = std::string(1, static_cast<char>('a' + i));
    keep_shard(variants, {number, 2}, project, file);
    std::string names;
    for (const Variant& variant : variants) names += variant.name;
    return names;
  };
  CHECK(variants_of(1, {}) == "ac");  // nothing known: all the same
  write_file(folder / "artifacts/a/baseline.json", R"({"history": [{"raw": 300}]})");
  write_file(folder / "artifacts/b/baseline.json", R"({"history": [{"raw": 100}]})");
  write_file(folder / "artifacts/c/baseline.json", "no JSON");
  CHECK(variants_of(1, {}) == "ab");  // 300 + 100 against 200 + 200: c and d cost 200 each
  CHECK(variants_of(2, {}) == "cd");
  write_file(folder / "costs.json", R"({"variants": {"a": 1, "b": 1, "c": 1, "d": 9}})");
  CHECK(variants_of(1, folder / "costs.json") == "d");
  write_file(folder / "costs.json", R"({"variants": {"a": -1}})");
  CHECK_THROWS_AS(variants_of(1, folder / "costs.json"), Error);
  write_file(folder / "costs.json", R"([])");
  CHECK_THROWS_AS(variants_of(1, folder / "costs.json"), Error);
}

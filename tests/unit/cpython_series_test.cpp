#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "plan/version_gaps.hpp"
#include "scratch_folder.hpp"
#include "system/files.hpp"

using namespace pylon;
using Catch::Matchers::ContainsSubstring;
using nlohmann::json;
using Words = std::vector<std::string>;

namespace {

json difference(const std::string& what, bool stops) {
  json one{{"what", what}, {"where", {"a"}}, {"then", "do it"}, {"read_at", {"main: a"}}};
  if (stops) one["stops"] = true;
  return one;
}

json series(const std::string& after, std::vector<json> differs, const Words& unknown = {}) {
  json one{{"status", "read, not built"}, {"differs", std::move(differs)}, {"unknown", unknown}};
  if (!after.empty()) one["after"] = after;
  return one;
}

json table() {
  return {{"series",
           {{"3.13", series("", {})},
            {"3.14", series("", {difference("stack", true), difference("names", false)}, {"all"})},
            {"3.15", series("3.14", {difference("slots", true)}, {"its release"})},
            {"3.16", series("3.13", {difference("names", false)})}}}};
}

}  // namespace

TEST_CASE("a series is stopped by its own differences and by those that it starts from") {
  CHECK(series_state(table(), "3.13.15").can_be_built());
  const SeriesState next = series_state(table(), "3.14.10");
  CHECK(next.series == "3.14");
  CHECK(next.stops == Words{"stack"});
  CHECK(next.unknown == Words{"all"});
  CHECK_FALSE(next.can_be_built());
  CHECK(series_state(table(), "3.15.0").stops == Words{"slots", "stack"});
  CHECK(series_state(table(), "3.15.0").unknown == Words{"its release"});
  CHECK(series_state(table(), "3.16.0").can_be_built());
  CHECK_FALSE(series_state(table(), "3.17.0").read);
  CHECK_FALSE(series_state(table(), "3.17.0").can_be_built());
}

TEST_CASE("a series that comes after itself or after none is an error") {
  json wrong = table();
  wrong["series"]["3.14"]["after"] = "3.15";
  CHECK_THROWS_WITH(series_state(wrong, "3.15.0"), ContainsSubstring("comes after itself"));
  wrong["series"]["3.14"]["after"] = "3.12";
  CHECK_THROWS_WITH(series_state(wrong, "3.15.0"), ContainsSubstring("leads to '3.12', which is not there"));
}

TEST_CASE("a project without a table says nothing of any series") {
  const ScratchFolder folder;
  CHECK(read_series_state(folder.path(), "3.14.10").can_be_built());
}

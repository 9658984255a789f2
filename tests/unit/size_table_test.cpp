#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "report/size_report.hpp"

using namespace pylon;
using Catch::Matchers::ContainsSubstring;

namespace {

const SizeRow kFat{"fat", 109, 13'409'116, 4'246'407, 3'196'240, "artifacts/fat/pylon.wasm"};
const SizeRow kLean{"lean", 96, 7'069'154, 2'481'413, 1'907'148, "artifacts/lean/pylon.wasm", "fat"};

}  // namespace

TEST_CASE("the table has aligned columns and says what lean saves against fat") {
  CHECK(size_table_text({kFat, kLean}, false) ==
        "variant     modules                 bytes                  gzip                brotli  path\n"
        "fat             109            13,409,116             4,246,407             3,196,240  "
        "artifacts/fat/pylon.wasm\n"
        "lean             96             7,069,154             2,481,413             1,907,148  "
        "artifacts/lean/pylon.wasm\n"
        "lean - fat      -13  -6,339,962 (-47.3 %)  -1,764,994 (-41.6 %)  -1,289,092 (-40.3 %)\n");
}

TEST_CASE("one variant alone has no difference, two of any name have one") {
  CHECK(size_table_text({kLean}, false) ==
        "variant  modules      bytes       gzip     brotli  path\n"
        "lean          96  7,069,154  2,481,413  1,907,148  artifacts/lean/pylon.wasm\n");
  const SizeRow tiny{"tiny", 96, 7'069'154, 0, 2'000'000, "t"};
  CHECK_THAT(size_table_text({kLean, tiny}, false), ContainsSubstring("lean - tiny"));
  CHECK_THAT(size_table_text({kLean, tiny}, false),
             ContainsSubstring("0 (+0.0 %)  +2,481,413  -92,852 (-4.6 %)"));
  CHECK(size_table_text({}, false) == "variant  modules  bytes  gzip  brotli  path\n");
}

TEST_CASE("each row is set against the variant that it names") {
  const SizeRow tiny{"tiny", 80, 5'000'000, 2'000'000, 1'500'000, "t", "lean"};
  const std::string table = size_table_text({kFat, kLean, tiny}, false);
  CHECK_THAT(table, ContainsSubstring("lean - fat       -13  -6,339,962 (-47.3 %)"));
  CHECK_THAT(table, ContainsSubstring("tiny - lean      -16  -2,069,154 (-29.3 %)"));
  CHECK_THAT(size_table_text({kFat, tiny}, false), ContainsSubstring("fat - tiny"));
  const nlohmann::json found = size_table_json({kFat, kLean, tiny});
  CHECK(found["differences"].size() == 2);
  CHECK(found["differences"][1]["of"] == "tiny");
  CHECK(found["difference"] == found["differences"][0]);
}

TEST_CASE("colours are used only when asked for") {
  CHECK(size_table_text({kLean}, true).starts_with("\x1b[1mvariant"));
  CHECK(size_table_text({kLean}, false).find('\x1b') == std::string::npos);
}

TEST_CASE("the table as JSON holds the same numbers") {
  const nlohmann::json table = size_table_json({kFat, kLean});
  CHECK(table["variants"][0]["variant"] == "fat");
  CHECK(table["variants"][1]["bytes"] == 7'069'154);
  CHECK(table["difference"]["of"] == "lean");
  CHECK(table["difference"]["to"] == "fat");
  CHECK(table["difference"]["bytes"]["bytes"] == -6'339'962);
  CHECK(table["difference"]["bytes"]["per_cent"] == -47.3);
  CHECK_FALSE(size_table_json({kLean}).contains("difference"));
}

TEST_CASE("a row is read from a manifest, and a broken manifest is named") {
  const nlohmann::json manifest{
      {"modules", {{"built_in", {"sys", "zlib"}}}},
      {"file", {{"bytes", 10}, {"compressed", {{"gzip", 9}, {"brotli", 8}, {"zstd", 7}}}}}};
  const SizeRow row = size_row("lean", manifest, "p");
  CHECK(row.modules == 2);
  CHECK(row.raw == 10);
  CHECK(row.gzip == 9);
  CHECK(row.brotli == 8);
  CHECK_THROWS_WITH(size_row("lean", nlohmann::json::object(), "p"), ContainsSubstring("manifest of lean"));
}

#include "manifest/diff.hpp"

#include <fmt/format.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <map>
#include <memory>
#include <random>

#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "golden.hpp"
#include "manifest/symbol_table.hpp"
#include "report/diff_report.hpp"

using namespace pylon;
using Catch::Matchers::ContainsSubstring;
using Json = nlohmann::json;

namespace {

void give_symbols(std::string text, DiffSide& side) {
  const auto owner = std::make_shared<const std::string>(std::move(text));
  side.symbols = *owner;
  side.owner = owner;
}

DiffSide side_of(const Json& document) {
  DiffSide side{document.at("name"), document.at("facts"), {}};
  const auto lines = document.at("symbols").get<std::vector<std::string>>();
  if (!lines.empty()) give_symbols("# pylon symbols 1\n" + join(lines, "\n") + "\n", side);
  return side;
}

// A file made up by chance: rows with symbols, names that repeat, rows that only one file has.
DiffSide random_side(const std::string& name, std::mt19937& random, bool with_symbols) {
  const auto below = [&](unsigned limit) { return static_cast<unsigned>(random() % limit); };
  std::map<std::string, Row> rows;
  std::vector<std::string> lines;
  for (unsigned i = 0; i < 200; ++i) {
    const bool function = below(3) > 0;
    const std::string row = fmt::format("row{}", below(8));
    const std::string object = below(5) == 0 ? "" : fmt::format("lib{}.a({}.o)", below(2), below(6));
    const unsigned bytes = 1 + below(500);
    lines.push_back(fmt::format("{}\t{}\t{}\tname{}\t{}\t{:016x}", function ? "function" : "data", row,
                                object, below(30), bytes, bytes % 50));
    Row& entry = rows[row];
    entry.name = row;
    entry.kind = "module";
    (function ? entry.code : entry.data) += bytes;
  }
  for (const char* format : {"header", "type section", "name section", "code: counts and sizes"}) {
    if (below(4) > 0) rows[format] = {format, "format", "", 0, 0, 1 + below(100)};
  }
  std::uint64_t total = 0;
  std::vector<Row> list;
  for (const auto& [key, row] : rows) {
    if (below(6) == 0) continue;
    total += row.bytes();
    list.push_back(row);
  }
  DiffSide side{name, {}, {}};
  side.facts = {{"file", {{"bytes", total}}},
                {"sections", {{{"name", "all"}, {"bytes", total}}}},
                {"attribution", {{"rows", rows_json(list)}}},
                {"interface", {{"imports", Json::array()}, {"exports", Json::array()}}},
                {"features", {{"used", Json::array()}}},
                {"memory", {{"memories", Json::array()}}}};
  if (!with_symbols) return side;
  std::string symbols = "# pylon symbols 1\n";
  for (const std::string& line : lines) {
    const std::string row = line.substr(line.find('\t') + 1, 4);
    if (std::ranges::any_of(list, [&](const Row& kept) { return kept.name == row; })) symbols += line + "\n";
  }
  give_symbols(symbols, side);
  return side;
}

const SplitPart& part_of(const Diff& diff, const std::string& name) {
  const auto found = std::ranges::find(diff.split, name, &SplitPart::name);
  REQUIRE(found != diff.split.end());
  return *found;
}

}  // namespace

TEST_CASE("differences are as their golden files say, in every format") {
  check_goldens("diff", [](const std::string& text) {
    const Json pair = parse_json(text, "pair");
    const DiffSide before = side_of(pair.at("before"));
    const DiffSide after = side_of(pair.at("after"));
    const Diff diff = compare(before, after);
    return diff_text(diff, {}, false) + "\n---- markdown\n" + diff_markdown(diff, {}) + "\n---- json\n" +
           diff_json(diff, {}).dump(1) + "\n";
  });
}

TEST_CASE("whatever two files are, the parts add up to their difference") {
  std::mt19937 random(20261123);
  for (int i = 0; i < 200; ++i) {
    const DiffSide before = random_side("a", random, i % 5 != 0);
    const DiffSide after = random_side("b", random, i % 7 != 0);
    const Diff diff = compare(before, after);
    INFO("pair " << i << "\n" << diff_text(diff, {}, false));
    REQUIRE(diff.residual == 0);
    std::int64_t sum = 0;
    for (const SplitPart& part : diff.split) sum += part.bytes;
    REQUIRE(sum == diff.totals.front().delta());
    REQUIRE((diff.basis == DiffBasis::kSymbols) == (i % 5 != 0 && i % 7 != 0));
    // The other way round: the same parts with the other sign.
    const Diff back = compare(after, before);
    for (const SplitPart& part : diff.split) REQUIRE(part_of(back, part.name).bytes == -part.bytes);
  }
}

TEST_CASE("a part that nobody explains is shown as residual") {
  std::mt19937 random(1);
  const DiffSide before = random_side("a", random, false);
  DiffSide after = before;
  after.facts["file"]["bytes"] = after.facts["file"]["bytes"].get<std::uint64_t>() + 7;
  const Diff diff = compare(before, after);
  CHECK(diff.residual == 7);
  CHECK_THAT(diff_text(diff, {}, false), ContainsSubstring("residual +7"));
}

TEST_CASE("a file and itself do not differ") {
  std::mt19937 random(2);
  const DiffSide side = random_side("a", random, true);
  const Diff diff = compare(side, side);
  CHECK(diff.rows.empty());
  CHECK(diff.symbols.empty());
  CHECK(diff.sections.empty());
  CHECK(diff.moved == 0);
  CHECK_THAT(diff_text(diff, {}, false), ContainsSubstring("a and a are of the same size"));
}

TEST_CASE("a renamed row is a row less and a row more") {
  std::mt19937 random(3);
  const DiffSide before = random_side("a", random, true);
  DiffSide after = before;
  Json& row = *std::ranges::find_if(after.facts["attribution"]["rows"],
                                    [](const Json& entry) { return entry["kind"] == "module"; });
  const auto name = row["name"].get<std::string>();
  row["name"] = "rowX";
  std::string symbols(before.symbols);
  for (std::size_t at = 0; (at = symbols.find("\t" + name + "\t", at)) != std::string::npos; ++at) {
    symbols.replace(at + 1, name.size(), "rowX");
  }
  give_symbols(symbols, after);
  const Diff diff = compare(before, after);
  CHECK(diff.residual == 0);
  CHECK(diff.rows.size() == 2);
  CHECK(diff.moved > 0);
  CHECK(part_of(diff, "exclusive").bytes == 0);
}

TEST_CASE("the limits say how much they leave out") {
  std::mt19937 random(4);
  const DiffSide before = random_side("a", random, true);
  const DiffSide after = random_side("b", random, true);
  const Diff diff = compare(before, after);
  const Json all = diff_json(diff, {0, 0});
  const Json few = diff_json(diff, {2, 0});
  const Json large = diff_json(diff, {0, 200});
  const std::size_t count = all["functions"]["list"].size();
  REQUIRE(count > 2);
  CHECK(all["functions"]["left_out"] == 0);
  CHECK(few["functions"]["list"].size() == 2);
  CHECK(few["functions"]["left_out"] == count - 2);
  CHECK(large["functions"]["list"].size() + large["functions"]["left_out"].get<std::size_t>() == count);
  for (const Json& entry : large["functions"]["list"]) CHECK(std::abs(entry["delta"].get<int>()) >= 200);
}

TEST_CASE("an incomplete manifest is an error that names both sides") {
  std::mt19937 random(5);
  const DiffSide before = random_side("a", random, false);
  DiffSide after = before;
  after.name = "b";
  after.facts.erase("sections");
  CHECK_THROWS_WITH(compare(before, after), ContainsSubstring("a and b cannot be compared"));
}

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <memory>

#include "base/json.hpp"
#include "base/text.hpp"
#include "report/diff_report.hpp"
#include "report/words.hpp"
#include "system/files.hpp"

using namespace pylon;
using Catch::Matchers::ContainsSubstring;
using Json = nlohmann::json;

namespace {

DiffSide golden_side(const char* which) {
  const Json pair =
      parse_json(read_file(PYLON_SOURCE_DIR "/tests/golden/diff/with_symbols.in"), "with_symbols.in");
  const Json& side = pair.at(which);
  const auto lines = side.at("symbols").get<std::vector<std::string>>();
  const auto symbols = std::make_shared<const std::string>("# pylon symbols 1\n" + join(lines, "\n") + "\n");
  return {side.at("name"), side.at("facts"), *symbols, symbols};
}

// Bytes of all that a tree draws: rows by their numbers, symbols one by one and folded.
std::pair<std::uint64_t, std::uint64_t> sums(const Json& tree) {
  std::uint64_t rows = 0, symbols = 0;
  for (const Json& group : tree.at("groups")) {
    for (const Json& row : group.at("rows")) {
      rows += row.at("code").get<std::uint64_t>() + row.at("data").get<std::uint64_t>() +
              row.at("other").get<std::uint64_t>();
      if (row.at("kind") == "format") symbols += row.at("other").get<std::uint64_t>();
      for (const Json& object : row.value("objects", Json::array())) {
        symbols += object.at(3).get<std::uint64_t>();
        for (const Json& symbol : object.at(1)) symbols += symbol.at(2).get<std::uint64_t>();
      }
    }
  }
  return {rows, symbols};
}

}  // namespace

TEST_CASE("the tree of the page adds up, folded or not") {
  const DiffSide side = golden_side("after");
  const auto file = side.facts["file"]["bytes"].get<std::uint64_t>();
  for (const std::size_t budget : {kTreeBudget, std::size_t{40}, std::size_t{0}}) {
    const Json tree = treemap_data(side, nullptr, budget);
    const auto [rows, symbols] = sums(tree);
    CHECK(rows == file);
    CHECK(symbols == file);
  }
  CHECK(treemap_data(side, nullptr)["folded_below"] == 0);
  CHECK(treemap_data(side, nullptr, 40)["folded_below"] > 0);
}

TEST_CASE("the tree knows what is new and what changed") {
  const DiffSide before = golden_side("before");
  const DiffSide after = golden_side("after");
  const Diff diff = compare(before, after);
  const std::string tree = treemap_data(after, &diff).dump();
  CHECK_THAT(tree, ContainsSubstring(R"(["_PyObject_Call",1,310,300])"));
  CHECK_THAT(tree, ContainsSubstring(R"(["sin",1,1500,null])"));
  CHECK_THAT(tree, ContainsSubstring(R"(["same_body",1,10])"));
  CHECK_THAT(tree, ContainsSubstring(R"("before":null,"code":5000)"));
}

TEST_CASE("a file without attribution is shown by its sections") {
  DiffSide side = golden_side("after");
  side.facts.erase("attribution");
  side.symbols = {};
  CHECK(sums(treemap_data(side, nullptr)).first == side.facts["file"]["bytes"].get<std::uint64_t>());
  CHECK_THAT(report_page(side, nullptr, {}), ContainsSubstring("<!doctype html>"));
}

TEST_CASE("no name can break out of the page's data or its title") {
  DiffSide side = golden_side("after");
  side.name = "</title><script>alert(1)</script>&";
  side.facts["identity"]["description"] = "</script><!-- <script> \xE2\x80\xA8 \xFF";
  const std::string page = report_page(side, nullptr, {});
  CHECK_THAT(page, ContainsSubstring("<title>&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;"));
  CHECK_THAT(page, !ContainsSubstring("<script>alert"));
  const std::size_t data = page.find("<script type=\"application/json\"");
  const std::size_t end = page.find("</script>", data);
  CHECK(page.substr(data + 1, end - data - 1).find('<') == std::string::npos);
  CHECK(page == report_page(side, nullptr, {}));
}

TEST_CASE("Markdown shows names as they are") {
  CHECK(markdown_cell("a|b*c_d`e<f\\g[h\n") == "a\\|b\\*c\\_d\\`e&lt;f\\\\g\\[h ");
  CHECK(markdown_code("a|b") == "`a\\|b`");
  CHECK(markdown_code("a`b") == "`` a`b ``");
  const DiffSide side = golden_side("after");
  const std::string text = variant_markdown(side, nullptr, {2, 1});
  CHECK_THAT(text, ContainsSubstring("### large: 8,335 bytes"));
  CHECK_THAT(text, ContainsSubstring("10 rows add up to 8,335 of 8,335 bytes, 0 unexplained"));
  CHECK_THAT(text, ContainsSubstring("The largest 2 of 10 rows"));
}

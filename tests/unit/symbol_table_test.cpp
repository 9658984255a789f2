#include "manifest/symbol_table.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "base/error.hpp"

using Catch::Matchers::ContainsSubstring;
using namespace pylon;

TEST_CASE("a table of symbols is read as it was written", "[symbol_table]") {
  const std::vector<SymbolLine> lines{
      {true, "_json", "libpython3.13.a(_json.o)", "scan_once", 120, "0123456789abcdef"},
      {false, "shared strings", "", "(strings)", 7, "fedcba9876543210"}};
  const std::string text = symbols_text(lines);
  const auto back = read_symbols(text, "symbols.tsv");
  REQUIRE(back.size() == 2);
  CHECK(back[0].function);
  CHECK(back[0].object == "libpython3.13.a(_json.o)");
  CHECK(back[0].bytes == 120);
  CHECK_FALSE(back[1].function);
  CHECK(back[1].object.empty());
  CHECK(symbols_text(back) == text);
}

TEST_CASE("a malformed table of symbols is an error with the line", "[symbol_table]") {
  const auto message = [](std::string_view text) -> std::string {
    try {
      read_symbols(text, "symbols.tsv");
    } catch (const Error& error) {
      return error.what();
    }
    return "accepted";
  };
  CHECK_THAT(message(""), ContainsSubstring("line 1") && ContainsSubstring("not a table"));
  CHECK_THAT(message("# pylon symbols 2\n"), ContainsSubstring("version 2"));
  CHECK_THAT(message("# pylon symbols 1\nfunction\ta\tb\tc\t1\n"), ContainsSubstring("line 2"));
  CHECK_THAT(message("# pylon symbols 1\nfunction\ta\tb\tc\t1\td\te\n"), ContainsSubstring("six fields"));
  CHECK_THAT(message("# pylon symbols 1\ncode\ta\tb\tc\t1\td\n"), ContainsSubstring("unknown kind 'code'"));
  CHECK_THAT(message("# pylon symbols 1\ndata\ta\tb\tc\t-1\td\n"), ContainsSubstring("'-1'"));
  CHECK_THROWS_AS(symbols_text(std::vector<SymbolLine>{{true, "a", "", "b\tc", 1, "d"}}), Error);
}

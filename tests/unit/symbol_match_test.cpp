#include "manifest/symbol_match.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <string>

#include "base/text.hpp"

using namespace pylon;

namespace {

SymbolLine line(std::string_view row, std::string_view object, std::string_view symbol, std::uint64_t bytes,
                std::string_view digest) {
  return {true, row, object, symbol, bytes, digest};
}

// "->5 10>12 20>-": sizes of the pairs, sorted; "m" for those that only moved.
std::string matched(const std::vector<SymbolLine>& before, const std::vector<SymbolLine>& after) {
  std::vector<std::string> pairs;
  for (const SymbolPair& pair : match_symbols(before, after)) {
    pairs.push_back((pair.before != nullptr ? std::to_string(pair.before->bytes) : "-") + ">" +
                    (pair.after != nullptr ? std::to_string(pair.after->bytes) : "-") +
                    (pair.moved() ? "m" : ""));
  }
  std::sort(pairs.begin(), pairs.end());
  return join(pairs, " ");
}

}  // namespace

TEST_CASE("the same place is the same symbol, whatever its size") {
  CHECK(matched({line("r", "o", "f", 10, "a")}, {line("r", "o", "f", 12, "b")}) == "10>12");
  CHECK(matched({line("r", "o", "f", 10, "a")}, {line("r", "o", "g", 10, "b")}) == "->10 10>-");
  CHECK(matched({}, {}).empty());
}

TEST_CASE("repeated names match by content first, the rest in order") {
  CHECK(matched({line("r", "o", "f", 1, "a"), line("r", "o", "f", 2, "b"), line("r", "o", "f", 3, "c")},
                {line("r", "o", "f", 4, "d"), line("r", "o", "f", 3, "c"), line("r", "o", "f", 5, "e")}) ==
        "1>4 2>5 3>3");
  CHECK(matched({line("r", "o", "f", 1, "a"), line("r", "o", "f", 2, "b")}, {line("r", "o", "f", 2, "b")}) ==
        "1>- 2>2");
}

TEST_CASE("a function that moves is the same function") {
  CHECK(matched({line("r", "o", "f", 7, "a")}, {line("s", "p", "f", 7, "a")}) == "7>7m");
  // Another row, and the content changed because what it calls has other numbers.
  CHECK(matched({line("r", "o", "f", 7, "a")}, {line("s", "o", "f", 7, "b")}) == "7>7m");
  CHECK(matched({line("r", "o", "f", 7, "a")}, {line("s", "o", "f", 9, "b")}) == "7>9");
  // Another archive: a new version of CPython.
  CHECK(matched({line("r", "libpython3.13.a(call.o)", "f", 7, "a"),
                 line("r", "libpython3.13.a(x.o)", "f", 8, "b")},
                {line("r", "libpython3.14.a(x.o)", "f", 18, "c"),
                 line("r", "libpython3.14.a(call.o)", "f", 17, "d")}) == "7>17 8>18");
}

TEST_CASE("a name alone matches only where it is the last of its kind") {
  CHECK(matched({line("r", "o", "f", 1, "a")}, {line("s", "p", "f", 2, "b")}) == "1>2");
  CHECK(matched({line("r", "o", "f", 1, "a")}, {line("s", "p", "f", 2, "b"), line("t", "q", "f", 3, "c")}) ==
        "->2 ->3 1>-");
  SymbolLine datum = line("r", "o", ".rodata", 1, "a");
  SymbolLine other = line("s", "p", ".rodata", 2, "b");
  datum.function = other.function = false;
  CHECK(matched({datum}, {other}) == "->2 1>-");
}

TEST_CASE("thousands of symbols of one name take no time to speak of") {
  const std::string digits = "0123456789abcdef0123456789abcdef";
  std::vector<SymbolLine> before, after;
  for (std::size_t i = 0; i < 40000; ++i) {
    before.push_back(line("r", "", "", i, std::string_view(digits).substr(i % 16, 16)));
    after.push_back(line("r", "", "", i + 1, std::string_view(digits).substr(i % 16, 16)));
  }
  std::size_t both = 0;
  for (const SymbolPair& pair : match_symbols(before, after)) both += pair.before && pair.after ? 1U : 0U;
  CHECK(both == 40000);
}

TEST_CASE("the order of a table does not matter") {
  const std::vector<SymbolLine> before{line("a", "o", "f", 1, "x"), line("a", "o", "g", 2, "x"),
                                       line("b", "o", "f", 3, "x"), line("b", "p", "f", 4, "x")};
  const std::vector<SymbolLine> after{line("a", "o", "g", 12, "y"), line("b", "o", "f", 13, "y"),
                                      line("b", "o", "h", 15, "y"), line("b", "p", "f", 14, "y")};
  const std::string sorted = matched(before, after);
  CHECK(sorted == "->15 1>- 2>12 3>13 4>14");
  CHECK(matched({before.rbegin(), before.rend()}, after) == sorted);
  CHECK(matched({before.rbegin(), before.rend()}, {after.rbegin(), after.rend()}) == sorted);
}

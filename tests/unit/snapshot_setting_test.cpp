#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "base/error.hpp"
#include "plan/snapshot.hpp"

using Catch::Matchers::ContainsSubstring;
using namespace pylon;

TEST_CASE("data that may differ between two worlds have a reason each", "[snapshot]") {
  const auto allowed = read_allowed("# comment\n\nobmalloc.o .data.x  never read here\n", "allowed");
  REQUIRE(allowed.size() == 1);
  CHECK(allowed[0].object == "obmalloc.o");
  CHECK(allowed[0].section == ".data.x");
  CHECK(allowed[0].reason == "never read here");
  CHECK_THROWS_WITH(read_allowed("a.o .bss.x why\nb.o .bss.y\n", "allowed"),
                    ContainsSubstring("allowed: line 2"));
}

#include <catch2/catch_test_macros.hpp>

#include "base/text.hpp"

using namespace pylon;

TEST_CASE("days that there are") {
  CHECK(is_day("2026-11-23"));
  CHECK(is_day("2028-02-29"));
  for (const char* no : {"", "2026-2-29", "2027-02-29", "2026-13-01", "2026-00-01", "2026-11-31",
                         "2026/11/23", "-026-11-23", "2026-11-2x", "2026-11-233", " 026-11-23"}) {
    INFO(no);
    CHECK_FALSE(is_day(no));
  }
}

TEST_CASE("days between two days") {
  CHECK(days_between("2026-11-23", "2026-11-23") == 0);
  CHECK(days_between("2026-12-31", "2027-01-01") == 1);
  CHECK(days_between("2028-03-01", "2028-02-28") == -2);
  CHECK(days_between("2000-01-01", "2100-01-01") == 36525);
}

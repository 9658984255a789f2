#include "base/day.hpp"

#include <chrono>

#include "base/text.hpp"

namespace pylon {
namespace {

std::chrono::year_month_day parse(std::string_view text) {
  int year = 0;
  unsigned month = 0, day = 0;
  const bool right = text.size() == 10 && text[4] == '-' && text[7] == '-' && text.front() != '-' &&
                     parse_number(text.substr(0, 4), year) && parse_number(text.substr(5, 2), month) &&
                     parse_number(text.substr(8), day);
  if (!right) return {};  // month 0: not ok()
  return {std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
}

}  // namespace

bool is_day(std::string_view text) { return parse(text).ok(); }

long days_between(std::string_view from, std::string_view to) {
  return (std::chrono::sys_days{parse(to)} - std::chrono::sys_days{parse(from)}).count();
}

}  // namespace pylon

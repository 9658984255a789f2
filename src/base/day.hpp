// Calendar days as text, "2027-01-31" (UTC). They can be compared as text: the earlier day is the lesser
// text.
#pragma once

#include <string_view>

namespace pylon {

// Whether `text` is a day that there is.
bool is_day(std::string_view text);

// Days from `from` to `to`, negative when `to` comes first. Both must be days.
long days_between(std::string_view from, std::string_view to);

}  // namespace pylon

// CPython's headers against the tables of slot_types.hpp: what a new version changes in them would make the
// audit look at the wrong words.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pylon {

// Gives the text of a header below Include/ ("typeslots.h"), none when there is no such file.
using ReadHeader = std::function<std::optional<std::string>(const std::string& name)>;

// Where the headers differ from the tables of this program, one sentence each: a slot that is new or has
// another number, a member of a struct that came, went or moved.
std::vector<std::string> slot_header_differences(const ReadHeader& read);

// C code without its comments.
std::string without_comments(std::string_view text);

// The headers that are looked at.
const std::vector<std::string>& slot_headers();

}  // namespace pylon

// The strings of a JSON text with the place and the key that each belongs to. Comments (JSON5) are passed
// over.
#pragma once

#include <string_view>
#include <vector>

namespace pylon::lint {

struct JsonString {
  std::string_view text;   // between the quotes, escapes as they are written
  std::size_t offset = 0;  // of `text`
  bool key = false;
  // The key of the member whose value this is or lies in directly (as an element of a list); for a key that
  // of the object around it. "" at the top.
  std::string_view under;
};

// Takes any text: what is wrong in it is not ours to report.
std::vector<JsonString> json_strings(std::string_view text);

}  // namespace pylon::lint

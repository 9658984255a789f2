// Where in a JSON text a value stands: for messages that point into a file.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace pylon {

// The line (from 1) of the member or element that `pointer` ("/gate/growth/raw", "/packages/0") leads to, or
// of the nearest one above it that is there. `text` parses; keys are compared as they are written.
std::size_t line_of_json_path(std::string_view text, std::string_view pointer);

// The bytes of a text that a value takes up, from its first character to behind its last.
struct JsonSpan {
  std::size_t begin = 0, end = 0;
};

// Where the value at `pointer` stands; none when it is not there.
std::optional<JsonSpan> span_of_json_path(std::string_view text, std::string_view pointer);

// `text` with the string at `pointer`, which must be there, replaced; all else stays as people have laid it
// out.
std::string with_json_string(std::string_view text, std::string_view pointer, std::string_view value);

}  // namespace pylon

// Where in a JSON text a value stands: for messages that point into a file.
#pragma once

#include <cstddef>
#include <string_view>

namespace pylon {

// The line (from 1) of the member or element that `pointer` ("/gate/growth/raw", "/packages/0") leads to, or
// of the nearest one above it that is there. `text` parses; keys are compared as they are written.
std::size_t line_of_json_path(std::string_view text, std::string_view pointer);

}  // namespace pylon

// Variables that are only ever NULL.
#pragma once

#include <string_view>
#include <vector>

#include "lint/call.hpp"
#include "lint/source_file.hpp"

namespace pylon::lint {

// A variable as an argument of a call.
struct Passed {
  std::string_view name;  // "": what is passed is no variable
  Range argument;
};

// Which of `passed` are only ever NULL: all that is done with such a variable in its function is that it is
// declared, gets NULL, and is passed so. Outside of C's functions other files may change it; a variable of a
// Cython module is known by the module alone. `functions`: in the order of the text.
std::vector<bool> null_variables(const Piece& piece, const Words& words, const std::vector<Range>& functions,
                                 const std::vector<Passed>& passed);

}  // namespace pylon::lint

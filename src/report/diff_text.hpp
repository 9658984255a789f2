// A difference for people at a terminal.
#pragma once

#include <string>

#include "report/diff_numbers.hpp"

namespace pylon {

// One sentence, then tables; what does not differ is not mentioned. `colours`: with escape sequences.
std::string diff_text(const Diff& diff, const DiffLimits& limits, bool colours);

}  // namespace pylon

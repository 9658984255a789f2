// The commands in a Makefile. Source: POSIX.1-2017, make; GNU make for `define`.
#pragma once

#include <string_view>

#include "lint/source_file.hpp"

namespace pylon::lint {

// Adds each command of `text`, which begins at `offset` of the file, as a shell script of its own (all of
// them as one with .ONESHELL). Recipes and values of variables stay where they are, all else becomes spaces,
// `$(NAME)` becomes `${NAME}`, `$$x` becomes `\$x`; what `$(shell …)` runs is one more. Takes any text.
void make_commands(std::string_view text, std::size_t offset, Pieces& pieces);

}  // namespace pylon::lint

// Code within other files.
#pragma once

#include <string_view>
#include <vector>

#include "lint/source_file.hpp"

namespace pylon::lint {

// The code in a Markdown text. Source: CommonMark 0.31, "Fenced code blocks" and "Code spans".
// Each fenced block with the language that its first line names, and each inline code as Python where it
// begins with `import ` or `from `, else as shell. In the order of the text. Blocks that are only indented
// are text.
std::vector<Piece> markdown_code(std::string_view text);

// The commands in a Makefile. Source: POSIX.1-2017, make; GNU make for `define`.
// Adds each command of `text`, which begins at `offset` of the file, as a shell script of its own (all of
// them as one with .ONESHELL). Recipes and values of variables stay where they are, all else becomes spaces,
// `$(NAME)` becomes `${NAME}`, `$$x` becomes `\$x`; what `$(shell …)` runs is one more. Takes any text.
void make_commands(std::string_view text, std::size_t offset, Pieces& pieces);

}  // namespace pylon::lint

// The code in a Markdown text. Source: CommonMark 0.31, "Fenced code blocks" and "Code spans".
#pragma once

#include <string_view>
#include <vector>

#include "lint/source_file.hpp"

namespace pylon::lint {

// Each fenced block with the language that its first line names, and each inline code as Python where it
// begins with `import ` or `from `, else as shell. In the order of the text. Blocks that are only indented
// are text.
std::vector<Piece> markdown_code(std::string_view text);

}  // namespace pylon::lint

// A difference as a comment on a pull request: the numbers first, the rest folded.
#pragma once

#include <string>

#include "report/diff_numbers.hpp"

namespace pylon {

// GitHub-flavoured Markdown, ended by a line end.
std::string diff_markdown(const Diff& diff, const DiffLimits& limits);

// Text that a table's cell shows as it is.
std::string markdown_cell(std::string_view text);
// The same in a code span.
std::string markdown_code(std::string_view text);

}  // namespace pylon

// What a variant is, as a comment on a pull request: its sizes, its largest rows, its self-check.
#pragma once

#include <string>

#include "report/diff_numbers.hpp"

namespace pylon {

// GitHub-flavoured Markdown. `diff` (null: none) must have `side` as its `after`; it comes first then.
// Error when the manifest lacks what its version must have.
std::string variant_markdown(const DiffSide& side, const Diff* diff, const DiffLimits& limits);

}  // namespace pylon

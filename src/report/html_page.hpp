// The pages of `report` and `diff --format html`: one file that loads nothing, with its data as JSON inside.
#pragma once

#include <string>

#include "report/diff_numbers.hpp"

namespace pylon {

// The page about one side; `diff` (null: none) must have it as its `after`. Same input, same bytes.
// Error when the manifest lacks what its version must have.
std::string report_page(const DiffSide& side, const Diff* diff, const DiffLimits& limits);

// The same page with nothing but a difference.
std::string diff_page(const Diff& diff, const DiffLimits& limits);

}  // namespace pylon

// The answer to "why is it here, why is it not, what does it cost", as text for people.
#pragma once

#include <optional>
#include <string>

#include "manifest/file_sizes.hpp"
#include "manifest/why.hpp"

namespace pylon {

// What a build with, and one without, showed: file sizes in bytes.
struct MeasuredCost {
  FileSizes with, without;
};

// `alone`: the bytes of its rows, compressed by themselves.
std::string why_text(const Why& why, const std::optional<FileSizes>& alone,
                     const std::optional<MeasuredCost>& measured);

}  // namespace pylon

// Findings mended by machine.
#pragma once

#include <string>
#include <string_view>

#include "lint/finding.hpp"

namespace pylon::lint {

// `text` with the edits of the findings that count, each where it was found. An edit that overlaps an earlier
// one is left for the next run.
std::string fixed(std::string_view text, const Findings& findings);

}  // namespace pylon::lint

// What a build prints at its end: the sizes of what it made.
#pragma once

#include <string>
#include <vector>

#include "plan/project.hpp"

namespace pylon::cli {

// All of the variants are at one level; `format`: text or json.
std::string build_table(const Project& project, const std::vector<Variant>& variants,
                        const std::string& format);

}  // namespace pylon::cli

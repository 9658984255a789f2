// The doors to package indexes, suites and pages, through their ordinary clients.
#pragma once

#include <functional>
#include <string>

#include "checkout/project.hpp"
#include "update/offers.hpp"

namespace pylon {

// PyPI by `unearth` of the virtual environment (or on PATH), Debian's suites by toolchain/debian-suite, pages
// by libcurl. `say` is told what is asked for, a line each time that may take seconds. Answers are
// remembered as long as the market lives.
Market real_market(const Project& project, std::function<void(const std::string&)> say);

}  // namespace pylon

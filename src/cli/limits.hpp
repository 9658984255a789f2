// Options that diff and report share.
#pragma once

#include <CLI/CLI.hpp>

#include "report/diff_numbers.hpp"

namespace pylon::cli {

// --top and --threshold. `limits` must outlive the verb.
inline void add_limits(CLI::App* verb, DiffLimits& limits) {
  verb->add_option("--top", limits.top, "Entries of each list; 0: all")->capture_default_str();
  verb->add_option("--threshold", limits.threshold,
                   "Leave out rows and functions that changed by fewer BYTES")
      ->type_name("BYTES")
      ->capture_default_str();
}

}  // namespace pylon::cli

// Probes: small programs that show whether a runner keeps what pylon.wasm prints, its exit code, and what
// goes into it. `pylonctl doctor --runners` runs them.
#pragma once

#include <chrono>
#include <filesystem>
#include <vector>

#include "judge/runner.hpp"
#include "run/found_runner.hpp"

namespace pylon {

// Runs every probe with the pylon.wasm in `artifact`, each with a time limit of its own.
std::vector<ProbeResult> probe_runner(const FoundRunner& runner, const std::filesystem::path& artifact,
                                      std::chrono::seconds time_limit);

}  // namespace pylon

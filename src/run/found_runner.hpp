// Runners on this machine: their programs, their versions, and runs of pylon.wasm with them.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "judge/runner.hpp"
#include "system/process.hpp"

namespace pylon {

// Where to look, and what every run needs. All paths absolute.
struct RunnerPlaces {
  std::filesystem::path venv;       // the project's virtual environment
  std::filesystem::path toolchain;  // the project's toolchain/
  std::filesystem::path cache;      // where runtimes may keep compiled code
};

// With the shared cache for what runtimes keep.
RunnerPlaces places_of(const std::filesystem::path& venv, const std::filesystem::path& toolchain);

struct FoundRunner {
  Runner runner;
  RunnerPlaces places;
  std::filesystem::path program;
  std::string version;  // "49.0.3"; "" when it does not say
};

// toolchain/runners.json, checked.
Runners load_runners(const std::filesystem::path& toolchain);

// None when its program is nowhere. Error when a variable (env:…) names a file that cannot be run.
std::optional<FoundRunner> find_runner(const Runner& runner, const RunnerPlaces& places);

// A look for one that hides no other one: what was found, or why it could not be looked for, or neither.
struct Looked {
  std::optional<FoundRunner> found;
  std::string problem;
};

Looked look_for(const Runner& runner, const RunnerPlaces& places);

// The runner of that name in toolchain/runners.json ("": the standard one). Error, with how to get it, when
// it is not on this machine.
FoundRunner wanted_runner(const RunnerPlaces& places, const std::string& name);

// A run of artifacts/<variant>/pylon.wasm that has not started yet, lib/ mounted unless it is inside; its
// output is captured, standard error apart. `memory` bytes bound the guest where the runner can do that, and
// the process in any case.
Command guest_command(const FoundRunner& found, const std::filesystem::path& artifact, GuestRun run);

}  // namespace pylon

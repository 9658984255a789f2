// Runners on this machine: their programs, their versions, and runs of pylon.wasm with them.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "judge/runner.hpp"
#include "judge/runner_packages.hpp"
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

// Why the runner cannot run artifacts/<variant>/pylon.wasm: it runs modules alone, and that is a component,
// or the other way about; "": it can, or the file is not there. `artifact`: its folder.
std::string form_problem(const Runner& runner, const std::filesystem::path& artifact);
// What to do about it.
std::string form_advice(const Runner& runner);
// Error for it, with that.
void need_form(const Runner& runner, const std::filesystem::path& artifact);

// A run of artifacts/<variant>/pylon.wasm that has not started yet, lib/ mounted unless it is inside; its
// output is captured, standard error apart. `memory` bytes bound the guest where the runner can do that, and
// the process in any case.
Command guest_command(const FoundRunner& found, const std::filesystem::path& artifact, GuestRun run);

// --- Packages that runners are made of (judge/runner_packages.hpp): where they are, and how they get there.

// Below `cache`, where runtimes keep what is theirs: a folder named by the pins and by the files of
// `toolchain` that its preparation reads, so that another version is another folder.
std::filesystem::path package_folder(const PackageSet& set, const std::filesystem::path& toolchain,
                                     const std::filesystem::path& cache);

// Whether the folder is there, and finished.
bool has_packages(const PackageSet& set, const std::filesystem::path& toolchain,
                  const std::filesystem::path& cache);

// Fetches the packages with their client, checks and prepares them; does nothing when they are there. Calls
// `say` with each command before it runs. Error, with what to do, when the client is missing or fails, when
// the bytes are not those of the pins, and when the packages are not for this machine; the folder then counts
// as not there.
std::filesystem::path get_packages(const PackageSet& set, const std::filesystem::path& toolchain,
                                   const std::filesystem::path& cache,
                                   const std::function<void(const std::vector<std::string>&)>& say);

}  // namespace pylon

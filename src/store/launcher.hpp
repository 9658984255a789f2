// Compiler launchers (ccache, sccache, distcc, icecc): programs that compilers are started through, and how
// more than one machine or checkout shares compilations. They change no byte of any output, so they are not
// part of any key.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "store/step.hpp"

namespace pylon {

// {"ccache"}, {"distcc"}, {"ccache", "distcc"}; empty: compilers are started directly.
using Launcher = std::vector<std::string>;

// What `--launcher` and PYLON_LAUNCHER say: names between spaces, or "none". Error for another name, and for
// a pair that does not work together.
Launcher parse_launcher(const std::string& text);

// Error, with how to install it, when a program of the launcher is not on `path`. Starts the server that
// sccache needs: a step's own would outlive the step and hold its lock.
void prepare_launcher(const Launcher& launcher, const std::string& path);

// Writes, below `work`, the script that the recipes' LAUNCHER names and the compilers under names of their
// own. Returns the environment that recipes and launchers get; empty without a launcher.
//
// The names end in the first digits of the SDK's identity (`wasm32-wasip1-clang-<16 digits>`): a distcc
// server offers exactly these, so one with another SDK declines instead of compiling something else.
// ccache is given the whole identity as the compiler's digest. By itself it would digest the wrapper script,
// which stays the same when the clang behind it changes.
std::map<std::string, std::string> launcher_environment(const Launcher& launcher, const Step& step,
                                                        const std::filesystem::path& work);

// Where this build's ccache writes what became of each compilation.
std::filesystem::path cache_log(const std::filesystem::path& build_folder);

// "ccache: 96 of 120 compilations were there (80 %), 96 of them in the remote store"; empty for a log that
// says nothing.
std::string cache_report(const std::string& log);

}  // namespace pylon

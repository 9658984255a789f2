// The identity that a pylon.wasm carries, as build steps make it: before the link for the Python module
// _pylon_build, after wasm-opt as the custom section pylon.build.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace pylon {

// Writes `to`/build.json (what the section holds) and `to`/pylon_identity.h (what the registry module is
// compiled with). `known`: known_before_link() without the modules, as JSON; the modules are those of
// makesetup's `config` and `registered`.
void write_build_facts(const std::string& known, const std::vector<std::string>& registered,
                       const std::filesystem::path& config, const std::filesystem::path& to);

// Writes `from` to `to`, with `facts` (build.json) as the custom section pylon.build.
void write_identified(const std::filesystem::path& from, const std::filesystem::path& facts,
                      const std::filesystem::path& to);

}  // namespace pylon

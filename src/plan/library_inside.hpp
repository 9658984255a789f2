// The library inside a file, as the build makes it: its objects, the calls that the link wraps, its content.
#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "checkout/project.hpp"
#include "variant/variant.hpp"

namespace pylon {

// Raised when check_wraps() accepts or refuses other maps.
inline constexpr int kWrapCheckVersion = 1;

// Modules/_pylon_library of the project, and its list of calls to wrap.
std::filesystem::path library_sources(const Project& project);
std::filesystem::path library_wraps(const Project& project);
// The names in such a list: one a line, without comments.
std::vector<std::string> wrapped_names(const std::filesystem::path& list);

// The names of all functions in a linker's map.
std::set<std::string> linked_functions(const std::filesystem::path& map);

// Error that names, by the linker's map, each call that the file makes without it being wrapped, and each
// that a start needs and that is not there.
void check_wraps(const std::filesystem::path& map, const std::filesystem::path& names);

// The linked file with the empty segment of the library, for wasm-opt.
void write_segmented(const std::filesystem::path& linked, const std::filesystem::path& to);

// The file with that library in its segment.
void write_filled(const std::filesystem::path& from, const LibrarySetting& setting,
                  const std::vector<std::pair<std::string, std::string>>& parts,
                  const std::filesystem::path& to);

}  // namespace pylon

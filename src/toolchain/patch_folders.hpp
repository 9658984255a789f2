// toolchain/patches/<package>-<version>/: which of its files are patches, and versions that have no folder
// although another version of the package has one.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "toolchain/lock.hpp"

namespace pylon {

// In place of patches: says why the version needs none, so that git can hold a folder without any.
inline constexpr const char* kPatchesNote = "README.md";

// The patches of a folder in the order that they are applied, below it. No folder: none.
std::vector<std::filesystem::path> patch_files(const std::filesystem::path& folder);

// Other versions of `source` have patches, and nobody has said whether this one needs them: their folders
// with their patches ("cpython-3.13.5 (01-wasi-stack.patch)"), sorted. Empty: `source` has its own folder, or
// no version has one. `patches` is toolchain/patches; `lock` tells the package of a folder by its name.
std::vector<std::string> patches_elsewhere(const std::filesystem::path& patches, const Lock& lock,
                                           const Source& source);

// Patches of any package and version that name this C function or variable ("cpython-3.13.5/02-clear.patch"),
// sorted: one of them may be what is missing where it does not fit. No such folder: none.
std::vector<std::string> patches_about(const std::filesystem::path& patches, const std::string& symbol);

}  // namespace pylon

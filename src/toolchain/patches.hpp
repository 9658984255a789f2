// Patches of foreign sources (toolchain/patches/<package>-<version>/): which files they are, versions that
// have no folder although another one has, and whether each patch fits a tree.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
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

enum class PatchFit {
  kApplies,   // exactly, if perhaps at another line
  kUpstream,  // what it changes is in the tree already
  kFails
};

struct PatchTrial {
  std::string file;  // "01-wasi-stack.patch"
  PatchFit fit = PatchFit::kApplies;
  std::string notes;        // what patch says of it: "Hunk #1 succeeded at 112 (offset 2 lines)."
  std::string rejected;     // kFails: the hunks that do not fit, as the patch has them
  std::string remove_when;  // what the patch itself says of it, in one line; may be empty
};

const char* word_of(PatchFit fit);  // "applies", "already upstream", "fails"

// What stands behind "Remove when:" at the head of a patch, in one line. "" where nothing does.
std::string remove_when(std::string_view patch);

// The arguments that patches are applied with: no fuzz, so one that no longer fits is an error.
std::vector<std::string> patch_command(const std::filesystem::path& tree, const std::filesystem::path& patch);

// Tries every patch of `folder` in the order of their names on `tree`, a copy of the source that nobody needs
// afterwards: those that fit are applied, as later ones may need them; the others leave it as it is. No
// folder: no patches. Error when the program `patch` cannot be run.
std::vector<PatchTrial> try_patches(const std::filesystem::path& folder, const std::filesystem::path& tree);

}  // namespace pylon

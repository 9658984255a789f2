// Patches of foreign sources (toolchain/patches/<package>-<version>/): whether each of them fits a tree.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace pylon {

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

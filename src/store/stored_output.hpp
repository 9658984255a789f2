// What a finished step left in the store: whether all of it is there when it ends, and whether it still is
// what it was when others read it. Disks and copies of caches lose bits; no artifact may be made of such
// files.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "store/step.hpp"

namespace pylon {

// Throws Error naming the first of `step.outputs` that is missing, or that is no whole archive, WebAssembly
// file or object: a compiler that crashed may well have ended with exit code 0.
void check_outputs(const Step& step);

// Makes `step` a finished one, at the very end: writes `.content`, SHA-256 and path of every file in its
// folder, as `sha256sum -c` reads it; then the stamp, which knows the list's digest.
void finish_step(Step step);

// SHA-256 and path of every file below `folder`, sorted, as `sha256sum -c` reads it.
std::string content_list(const std::filesystem::path& folder);

// What a finished step's stamp and list say of it.
struct StoredContent {
  std::map<std::string, std::string> files;  // path in its folder -> SHA-256
  Step::Cost cost;
};
// Error when it is not finished, was finished before there were lists, or the list is not the stamp's.
StoredContent stored_content(const Step& step);

// The first file of a finished step that is not as it was then; none when all are, or when an older pylonctl
// finished it. Files that came later, such as compiled Python, are not looked at.
std::optional<std::string> find_damage(const Step& step);

struct DamagedStep {
  std::string name, file;
};

// Of the finished steps whose outputs this plan is about to read, those that are damaged. They are taken out
// of the store, so that they are made again.
std::vector<DamagedStep> discard_damaged(const Plan& plan);

}  // namespace pylon

// Writes a release into a folder that appears whole or not at all.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "release/readiness.hpp"

namespace pylon {

// The files that a release of these variants has, sorted; with their signature's when a key is given.
std::vector<std::string> release_files(const Readiness& readiness, const ReleaseWish& wish);

// Writes archives, bills of materials, statements, manifests, notes and checksums beside `wish.out` and
// renames the folder there. `readiness` must have no reasons. `say` is told of each phase. Errors leave
// nothing behind.
void write_release(const Readiness& readiness, const ReleaseWish& wish, const std::string& tool_version,
                   const std::function<void(const std::string&)>& say);

}  // namespace pylon

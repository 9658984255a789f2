// How much a release ships of a variant, before there is a release.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace pylon {

// Packs `wasm` and the files of each folder at its place ({"…/lib", "lib"}) as a release's tar.zst, and
// writes
// {"bytes": N} of it to `to`. A folder that is not there has no files.
void write_archive_size(const std::filesystem::path& wasm,
                        const std::vector<std::pair<std::string, std::string>>& parts,
                        const std::filesystem::path& to);

}  // namespace pylon

// Writes a release's archives: the same members give the same bytes, whoever packs them, where and when.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "release/archive_plan.hpp"

namespace pylon {

// Members in their order, with `seconds` (since 1970) as the time of each, owned by nobody in particular,
// files readable by all. Errors name the archive and the member. Compressed by several threads, whose number
// does not change the bytes.
void write_tar_zst(const std::filesystem::path& to, std::span<const ArchiveMember> members,
                   std::int64_t seconds);

// The same as a zip, whose times count from 1980 in steps of two seconds. The caller must have set TZ to UTC:
// libarchive writes local times.
void write_zip(const std::filesystem::path& to, std::span<const ArchiveMember> members, std::int64_t seconds);

// How much a release ships of a variant, before there is a release: packs `wasm` and the files of each folder
// at its place ({"…/lib", "lib"}) as a release's tar.zst, and writes {"bytes": N} of it to `to`. A folder
// that is not there has no files.
void write_archive_size(const std::filesystem::path& wasm,
                        const std::vector<std::pair<std::string, std::string>>& parts,
                        const std::filesystem::path& to);

}  // namespace pylon

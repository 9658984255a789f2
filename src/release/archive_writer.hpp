// Writes a release's archives: the same members give the same bytes, whoever packs them, where and when.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>

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

}  // namespace pylon

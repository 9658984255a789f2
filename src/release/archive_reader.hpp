// What lies in a release's archive, or in a folder where one was unpacked, without writing anything.
#pragma once

#include <filesystem>

#include "judge/content_check.hpp"

namespace pylon {

// Of a .tar.zst or .zip: without its one top folder. Error for a damaged archive, for names that leave the
// folder, anything but files and links, a name that is there twice, and more than any release holds.
ReleaseContent read_archive_content(const std::filesystem::path& archive);

// Of an unpacked folder.
ReleaseContent read_folder_content(const std::filesystem::path& folder);

}  // namespace pylon

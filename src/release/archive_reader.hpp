// What lies in a release's archive, or in a folder where one was unpacked, without writing anything.
#pragma once

#include <filesystem>
#include <string_view>

#include "judge/content_check.hpp"

namespace pylon {

// Of a .tar.zst or .zip: without its one top folder. Error for a damaged archive, for names that leave the
// folder, anything but files and links, a name that is there twice, and more than any release holds.
ReleaseContent read_archive_content(const std::filesystem::path& archive);

// Of an unpacked folder.
ReleaseContent read_folder_content(const std::filesystem::path& folder);

// Error naming the member and its offset when the two differ in names, methods, sizes or checksums, when the
// members do not fill the file one after the other from its first byte, when something follows the directory,
// and for a zip64, which no release is. Source: APPNOTE.TXT 6.3.10, sections 4.3.7, 4.3.12 and 4.3.16.
void check_zip_directory(std::string_view zip);

}  // namespace pylon

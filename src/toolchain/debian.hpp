// What dpkg has installed on this machine, read from its own files. On other systems: nothing is installed.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace pylon {

// The version of an installed package; nothing when it is not there, or removed with only settings left.
std::optional<std::string> debian_version(const std::string& package);

// dpkg's list of the package's files with their digests; it changes whenever any of them does by an update.
std::optional<std::filesystem::path> debian_file_sums(const std::string& package);

}  // namespace pylon

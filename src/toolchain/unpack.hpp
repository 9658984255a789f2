// Unpacks source archives (tar.*, zip, wheel, deb) with libarchive.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace pylon {

// What an archive may at most become; the defaults are far above every real source.
struct UnpackLimits {
  std::uint64_t bytes = std::uint64_t{4} << 30U;  // unpacked, in total
  std::uint64_t files = 500'000;
  std::uint64_t ratio = 200;  // unpacked to packed, from 64 MiB on
};

// Unpacks `archive` into the new folder `to`, which appears whole or not at all; drops `strip` leading path
// components (the top folder of a tarball: 1). Of a .deb, an `ar` archive, its member data.tar. Times and
// permissions are those of the archive, owners are not. Error for absolute names, "..", links that leave the
// folder, device files.
void unpack(const std::filesystem::path& archive, const std::filesystem::path& to, int strip,
            const UnpackLimits& limits = {});

// The `strip` that fits a locked file's name: 0 for .deb and .whl, else 1.
int top_folders(const std::string& file);

}  // namespace pylon

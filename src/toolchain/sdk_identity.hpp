// What an SDK is: a digest over everything in it that can change an object file.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "toolchain/digest_cache.hpp"
#include "toolchain/lock.hpp"
#include "toolchain/sdk_list.hpp"

namespace pylon {

// The target that everything is compiled for, as the folders of an SDK name it.
inline constexpr const char* kSdkTarget = "wasm32-wasip1";

// Of a folder laid out like wasi-sdk; the same SDK elsewhere is the same SDK. A bin/clang that is a script,
// or that loads LLVM as a shared library, counts with all that it leads to.
std::string identity_of_prefix(const std::filesystem::path& prefix, DigestCache& digests);

// Of LLVM as Debian's packages have installed it.
std::string identity_of_installed(const SdkEntry& entry, DigestCache& digests);

// Of packages that are unpacked: the lock's digests.
std::string identity_of_packages(const SdkEntry& entry, const Lock& lock);

// The programs and libraries of LLVM that run when `program` (a compiler, or a script that starts one) does:
// absolute paths, sorted. The dynamic linker tells them; empty when `program` cannot be run or is linked
// statically.
std::vector<std::filesystem::path> compiler_parts(const std::filesystem::path& program);

// The version of an installed package; nothing when it is not there, or removed with only settings left.
std::optional<std::string> debian_version(const std::string& package);

// dpkg's list of the package's files with their digests; it changes whenever any of them does by an update.
std::optional<std::filesystem::path> debian_file_sums(const std::string& package);

}  // namespace pylon

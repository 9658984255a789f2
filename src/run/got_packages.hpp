// Package sets of runners (judge/runner_packages.hpp) on this machine: where they are, and how they get
// there.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "judge/runner_packages.hpp"

namespace pylon {

// Below `cache`, where runtimes keep what is theirs: a folder named by the pins and by the files of
// `toolchain` that its preparation reads, so that another version is another folder.
std::filesystem::path package_folder(const PackageSet& set, const std::filesystem::path& toolchain,
                                     const std::filesystem::path& cache);

// Whether the folder is there, and finished.
bool has_packages(const PackageSet& set, const std::filesystem::path& toolchain,
                  const std::filesystem::path& cache);

// Fetches the packages with their client, checks and prepares them; does nothing when they are there. Calls
// `say` with each command before it runs. Error, with what to do, when the client is missing or fails, when
// the bytes are not those of the pins, and when the packages are not for this machine; the folder then counts
// as not there.
std::filesystem::path get_packages(const PackageSet& set, const std::filesystem::path& toolchain,
                                   const std::filesystem::path& cache,
                                   const std::function<void(const std::vector<std::string>&)>& say);

}  // namespace pylon

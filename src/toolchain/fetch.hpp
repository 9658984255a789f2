// Brings a locked file into the download folder of the cache and proves its digest.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "toolchain/lock.hpp"

namespace pylon {

struct FetchOptions {
  std::filesystem::path downloads;                   // `<cache>/downloads`
  std::vector<std::filesystem::path> local_folders;  // looked at first, by file name
  std::filesystem::path toolchain;                   // the project's toolchain folder (for debian-suite)
  std::filesystem::path programs;               // the virtual environment's bin (for unearth); may be empty
  bool offline = false;                         // never touch the network
  std::function<void(const std::string&)> say;  // a line for people; never null
  // A line that replaces the one before it, "" when the file has ended; null when nobody watches a terminal.
  std::function<void(const std::string&)> progress;
  bool any_url = false;  // for tests: file:// and http:// pages too
};

// Returns the path of the verified file: `<downloads>/<sha256>/<file>` (a support entry:
// `<downloads>/support/…`). Nothing unverified ever has that path. Tries each place in order, resumes partial
// downloads, and gives up an unreachable place within seconds. Two processes that want the same file take
// turns. Error listing every place and why it failed.
std::filesystem::path fetch(const Source& source, const FetchOptions& options);

// Where the verified file is or would be.
std::filesystem::path download_path(const Source& source, const std::filesystem::path& downloads);

// The folders of the environment variable PYLON_SOURCES, separated by colons.
std::vector<std::filesystem::path> local_source_folders();

}  // namespace pylon

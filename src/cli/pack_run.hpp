// `pylonctl pack`: a user's files into a finished file, and out of it. No linker, no project is needed.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "wasm/library_image.hpp"

namespace pylon {

struct PackWish {
  std::filesystem::path file;        // a pylon.wasm
  std::vector<std::string> folders;  // DIR or DIR::GUEST
  std::string main;                  // module that a start runs; "": what it was
  wasm::Codec codec = wasm::Codec::kLz4;
  bool replace = false;
};

struct PackedFolder {
  std::string guest;  // "/lib/python3.13/site-packages/app"
  std::uint64_t files = 0, bytes = 0, stored = 0;
  std::uint64_t dated = 0;  // compiled files that were left out: Python would not use them
};

struct PackResult {
  std::vector<PackedFolder> folders;
  std::string main;  // of the new file; "": none
  std::uint64_t bytes = 0;
};

// Writes `to`, whole or not at all. Error for what cannot be done, and nothing is written.
PackResult pack(const PackWish& wish, const std::filesystem::path& to);

// Writes everything that is inside `file` below `to`, a folder that is empty or not there yet: whole or not
// at all, and nothing outside of it. Returns how many files.
std::size_t extract(const std::filesystem::path& file, const std::filesystem::path& to);

}  // namespace pylon

// Makes small library images for tests.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace library_test {

// Aligned as an image must be. 32 bits a word, little-endian as the machine is.
using Words = std::vector<std::uint32_t>;

enum class Pack { kStored, kLz4, kDeflate };

struct File {
  std::string content;
  Pack pack = Pack::kStored;
};

// Paths ("lib/a.txt") with their files; a path that ends in / is an empty directory.
using Files = std::map<std::string, File>;

Words make_image(const Files& files, const std::string& main = "");

// LZ4's block of `count` times the same byte, for a count of at least 20.
std::string lz4_of_repeated(char byte, std::size_t count);

}  // namespace library_test

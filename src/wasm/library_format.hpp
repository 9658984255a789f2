// How a library image is laid out: a header, nodes, names, the files' bytes. 32-bit numbers, little-endian.
// The other reader of it is Modules/_pylon_library/index.h.
#pragma once

#include <cstdint>
#include <string>

#include "wasm/sections.hpp"

namespace pylon::wasm {

inline constexpr std::uint32_t kImageMagic = 0x53465950;  // "PYFS"
inline constexpr std::uint32_t kImageVersion = 1;
inline constexpr std::uint64_t kHeaderBytes = 32, kNodeBytes = 36;
inline constexpr std::uint64_t kLargestImage = std::uint64_t{1} << 31U;
// Names are shared, so that few bytes could say paths of any length.
inline constexpr std::size_t kLongestName = 255, kLongestPath = 1024;
inline constexpr std::uint32_t kFolder = 1;
inline constexpr unsigned kCodecShift = 8;

struct ImageHeader {
  std::uint32_t magic = kImageMagic, version = kImageVersion, node_count = 0;
  std::uint32_t names_offset = 0, index_bytes = 0, data_bytes = 0;  // from the start; sizes
  std::uint32_t main_offset = 0, main_length = 0;                   // from names_offset on; length 0: none
};

// Nodes come breadth first: the children of node 0, the root, are 1 to n, then those of node 1 that is a
// folder, and so on. Siblings are sorted by bytes.
struct ImageNode {
  std::uint32_t name = 0, name_length = 0;         // from names_offset on
  std::uint32_t parent = 0;                        // node
  std::uint32_t first_child = 0, child_count = 0;  // of a folder; the first of a file: FileOrigin
  std::uint32_t data = 0, size = 0;                // from index_bytes on; bytes of the content
  std::uint32_t packed_size = 0;                   // bytes that are stored; 0: as it is
  std::uint32_t kind = 0;                          // bit 0: a folder; bits 8 to 15: Codec
};

std::string header_bytes(const ImageHeader& header);
std::string node_bytes(const ImageNode& node);
// The bytes must be there.
ImageHeader header_at(Bytes image);
ImageNode node_at(Bytes image, std::uint64_t node);

}  // namespace pylon::wasm

// A module whose memory is a snapshot: what wizer leaves in it, and where two of them differ.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "wasm/sections.hpp"

namespace pylon::wasm {

// Raised when without_empty_segments() gives other bytes.
inline constexpr int kSnapshotTidyVersion = 1;

// The module without the empty passive segments behind that of the library. wizer leaves one for each segment
// that was there, so that no number changes; but nothing names these. Error with the offset for malformed
// bytes.
std::string without_empty_segments(Bytes module);

// Bytes of linear memory, one after the other, that differ.
struct MemoryRange {
  std::uint64_t address = 0, size = 0;
};

// Where the initial memories of two modules differ, by address. Ranges nearer than 8 bytes are one, without
// the equal bytes between them being counted. Error for malformed bytes, and for a segment without an address
// of its own below 4 GiB.
std::vector<MemoryRange> memory_differences(Bytes one, Bytes other);

}  // namespace pylon::wasm

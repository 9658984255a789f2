// How large a file is, raw and as it would be sent: exact, and slow (brotli at its best level), so the result
// is kept.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "wasm/sections.hpp"

namespace pylon {

// Raised when a setting below changes: kept results of the old one must not be met.
inline constexpr int kMeasureVersion = 2;

// Bytes. gzip: level 9, no file name; brotli: quality 11, window of 16 MiB, not a "large window"; zstd:
// level 19.
struct FileSizes {
  std::uint64_t raw = 0, gzip = 0, brotli = 0, zstd = 0;
  std::string sha256;

  friend bool operator==(const FileSizes&, const FileSizes&) = default;
};

// Of gzip alone, which takes a tenth of the time of all three.
std::uint64_t gzip_size(wasm::Bytes bytes);

// Compresses in one thread per format.
FileSizes measure_file(wasm::Bytes bytes);

// As a small JSON document, and back. `name` is for errors.
std::string sizes_text(const FileSizes& sizes);
FileSizes parse_sizes(std::string_view text, const std::string& name);

}  // namespace pylon

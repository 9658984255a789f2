// The data segment that holds the library inside a file. C cannot name a segment that is not there yet, so
// the link makes a function without content, `pylon_library_copy`; here its content and an empty passive
// segment are written, and later the segment is filled. All are pure functions from a module to a module.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "wasm/sections.hpp"

namespace pylon::wasm {

// Raised when one of these gives other bytes: outputs made with the old ones must not be met.
inline constexpr int kLibrarySegmentVersion = 2;

// The header of a library image: a segment of so many zero bytes is an empty one, and nothing is mounted.
inline constexpr std::uint64_t kLibraryHeader = 32;

// The module with an empty passive segment at the end of its data, a data count, and `pylon_library_copy`
// (to, from, count) copying out of that segment; the function's export goes. To be done before wasm-opt.
// Function indices stay. Error when there is no such function, or it has content already.
std::string add_empty_segment(Bytes module);

// The module with `image` in its library segment, in place of what was there; everything else stays, byte by
// byte. Error when there is no such segment.
std::string fill_segment(Bytes module, std::string_view image);

// Where the library segment's content lies in the file: it is the only passive segment that has room for a
// header. None where no segment is passive. Error when two could be meant. Of what is no module: Error with
// the offset.
struct LibrarySegment {
  std::uint64_t offset = 0, size = 0;  // bytes of the content, from the start of the file
};
std::optional<LibrarySegment> find_library_segment(Bytes module);

}  // namespace pylon::wasm

// The map that wasm-ld writes (-Map): which object each function and datum of the linked file came from.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pylon::wasm {

// A function, or a piece of a data segment, that was taken from one object. Views point into the map's text.
struct MapChunk {
  std::uint64_t address = 0;  // data: in linear memory
  std::uint64_t size = 0;     // bytes; functions: with the size field before the body
  std::string_view file;      // as given to the linker: an object or an archive; "<internal>" for its own
  std::string_view member;    // of the archive; empty for an object
  std::string_view title;     // function's symbol, or the datum's input segment: ".rodata.bool_doc"
};

struct LinkerMap {
  std::vector<MapChunk> functions;  // in the order of the code section
  std::vector<MapChunk> data;       // sorted by address; those without bytes in the file (.bss) too
};

// Error with the line for text that is not a map of wasm-ld.
LinkerMap read_map(std::string_view text, const std::string& name);

}  // namespace pylon::wasm

// Where the function bodies and the data of a finished module lie in its file, and what functions are called.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "wasm/sections.hpp"

namespace pylon::wasm {

// A function's locals and instructions, without the size field before them. Bytes from the start of the file.
struct Body {
  std::uint64_t offset = 0, size = 0;
};

struct DataSegment {
  std::optional<std::uint64_t> address;  // in linear memory; none: passive, or not at a constant
  std::uint64_t offset = 0, size = 0;    // of its content in the file
};

struct Contents {
  std::uint32_t imported_functions = 0;
  std::vector<Body> bodies;  // the first is that of function `imported_functions`
  std::vector<DataSegment> segments;
};

// Error with the offset for malformed bytes.
Contents read_contents(Bytes module);

// By function index, imported ones first; empty where the name section has none, or more entries than
// `functions`. The views point into the module.
std::vector<std::string_view> function_names(Bytes module, std::size_t functions);

}  // namespace pylon::wasm

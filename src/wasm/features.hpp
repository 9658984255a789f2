// Which post-1.0 features a module really uses: what its code and sections hold, not what target_features
// declares.
#pragma once

#include <string>
#include <vector>

#include "wasm/sections.hpp"

namespace pylon::wasm {

// Names as in target_features (tool-conventions): "bulk-memory", "sign-ext", "simd128", … Sorted. Error with
// the offset for malformed code, UnknownEncoding for instructions of proposals that are not known here.
std::vector<std::string> used_features(Bytes module);

// A module with what its code uses, read in one go.
struct ModuleReading {
  Module module;
  std::vector<std::string> used;  // features
  std::string unread;  // what was met that no known proposal has, with its offset; "": all was read
};

// As read_module and used_features.
ModuleReading read_whole(Bytes module);
// The same, but that what is of no known proposal ends it without an error: the list
// of sections is whole, the rest what was read up to there. `done` is told of what was read.
ModuleReading read_as_known(Bytes module, const BytesRead& done = {});

}  // namespace pylon::wasm

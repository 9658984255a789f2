// Which post-1.0 features a module really uses: what its code and sections hold, not what target_features
// declares.
#pragma once

#include <string>
#include <vector>

#include "wasm/sections.hpp"

namespace pylon::wasm {

// Names as in target_features (tool-conventions): "bulk-memory", "sign-ext", "simd128", … Sorted. Error with
// the offset for malformed code, and for instructions of proposals that are not known here (garbage
// collection).
std::vector<std::string> used_features(Bytes module);

}  // namespace pylon::wasm

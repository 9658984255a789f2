// What a .wasm file says of itself, in the manifest's own words.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "wasm/sections.hpp"

namespace pylon {

// {"sections", "interface", "features", "memory"} as in manifest.schema.json, without what only a build knows
// (the stack's size, what a C++ throw does). Error for malformed bytes, or when the sections do not add up to
// them.
nlohmann::json module_facts(wasm::Bytes bytes);

}  // namespace pylon

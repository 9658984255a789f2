// Custom sections that tools agree on; see tool-conventions (Linking.md, ProducersSection.md) and the
// appendix of the WebAssembly Core Specification (name section). `content` begins after the section's name.
#pragma once

#include "wasm/cursor.hpp"
#include "wasm/sections.hpp"

namespace pylon::wasm {

// target_features: the names of those with '+', sorted.
std::vector<std::string> read_target_features(Cursor content);

// producers: each field's values, in file order.
std::vector<Producer> read_producers(Cursor content);

// name: that its sub-sections are in order, each once, and as long as they say. What they hold is not read.
void check_name_section(Cursor content);

}  // namespace pylon::wasm

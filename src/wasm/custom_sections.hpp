// Custom sections that tools agree on; see tool-conventions (Linking.md, ProducersSection.md) and the
// appendix of the WebAssembly Core Specification (name section). `content` begins after the section's name.
#pragma once

#include "wasm/cursor.hpp"
#include "wasm/sections.hpp"

namespace pylon::wasm {

// They only advise, so nothing in them is an error: what comes before the first odd thing is read, and that
// is noted in the module's oddities.

// target_features: the names of those with '+' join the module's, sorted.
void read_target_features(Module& module, Cursor content);

// producers: each field's values join the module's, in file order.
void read_producers(Module& module, Cursor content);

// name: that its sub-sections are in order, each once, and as long as they say. What they hold is not read.
void check_name_section(Module& module, Cursor content);

}  // namespace pylon::wasm

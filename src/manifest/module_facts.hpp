// What a .wasm file says of itself, in the manifest's own words.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "wasm/sections.hpp"

namespace pylon {

// What a component needs of its host besides the features of its modules; Wasmtime's switch is called so too.
inline constexpr const char* kComponentModel = "component-model";

// {"sections", "interface", "features", "memory"} as in manifest.schema.json, without what only a build knows
// (the stack's size, what a C++ throw does). Of a component its own sections and interface, the memory of its
// main module, and the features of all of its modules. Error for malformed bytes, or when the sections do not
// add up to them.
nlohmann::json module_facts(wasm::Bytes bytes);

// The same as far as it is known, for a comparison: where something in it is of no known proposal, "unread"
// says what. A component is known by its sections alone.
nlohmann::json known_facts(wasm::Bytes bytes);

// What any .wasm file says without its build: {"bytes", "component"} and
//   of a core module  module_facts() with "counts", "producers", "start" (null when there is none), "build"
//                     (the identity that a pylon.wasm carries, build_facts.hpp; null in other files)
//   of a component    its "sections" and "core_modules", each of these with "offset" (in the file), "depth"
//                     (of nested components) and all facts of a core module
//   "unread"          of a module with something of no known proposal: what and where. Its sections
//                     are right, the rest is what comes before that place
//   "oddities"        where there are any: what is odd in custom sections
// Errors as module_facts, naming the core module.
nlohmann::json file_facts(wasm::Bytes bytes, bool digest = true);

}  // namespace pylon

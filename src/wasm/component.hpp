// WebAssembly components: binaries that core modules are nested in (component-model,
// design/mvp/Binary.md). Only their outermost structure is read: sections, and what lies in them as a whole.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "wasm/sections.hpp"

namespace pylon::wasm {

// Whether the bytes begin as a component does: the magic of a module, then a version and the layer 1.
bool is_component(Bytes bytes);

// The component's sections, in file order; 8 header bytes and all of them are its bytes. Sections may be
// there more than once and in any order. Their names: "core module", "component", "type", …, custom sections
// their own. Errors as read_sections.
std::vector<Section> read_component_sections(Bytes bytes);

struct NestedModule {
  std::uint64_t offset = 0, size = 0;  // in the outermost component's bytes
  unsigned depth = 0;                  // 0: directly in the outermost component
};

// Every core module in a component and in the components nested in it, in file order. Error with the offset
// for malformed bytes, and for components that are nested more than 32 deep.
std::vector<NestedModule> core_modules(Bytes bytes);

// The program in a file: of a component the largest of its core modules, what is made around it being small;
// of a module itself. Empty when a component has none.
Bytes main_module(Bytes bytes);

// What a component asks of its host, and gives to it.
struct ComponentExternal {
  std::string name;  // "wasi:cli/exit@0.2.12"
  std::string kind;  // "core module", "func", "value", "type", "component", "instance"
};

struct ComponentInterface {
  std::vector<ComponentExternal> imports, exports;  // of the outermost component, in file order
};

ComponentInterface component_interface(Bytes bytes);

}  // namespace pylon::wasm

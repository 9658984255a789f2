// The sections of a .wasm file with their sizes, as text or JSON. Uses nothing that takes time to load: the
// front prints it (see front.cpp).
#pragma once

#include <string>

#include "wasm/sections.hpp"

namespace pylon {

// The header, then each section with its id and size fields, in file order: they add up to `file`. A module
// in a component is one section. JSON: {"bytes", "component", "sections": [{"bytes", "custom", "name"}, …]}.
// Contents are not read. Error with the offset for malformed bytes.
std::string section_table(wasm::Bytes file, bool json);

}  // namespace pylon

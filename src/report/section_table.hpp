// The sections of a .wasm file with their sizes, as text or JSON. Uses nothing that takes time to load: the
// front prints it (see front.cpp).
#pragma once

#include <string>

#include "wasm/sections.hpp"

namespace pylon {

// Every byte once: the header, then each section with its id and size fields, in file order; they add up to
// `file`. Of a component, its own sections (each nested module or component is one). No section's content is
// read but the name of a custom section. JSON: {"bytes", "component", "sections": [{"bytes", "custom",
// "name"}, …]}, as in a manifest. Error with the offset for malformed bytes.
std::string section_table(wasm::Bytes file, bool json);

}  // namespace pylon

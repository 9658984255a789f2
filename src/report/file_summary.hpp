// What people read about a .wasm file that has no manifest.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace pylon {

// Of file_facts(): a core module's sections, interface, features, counts and producers; a component's
// sections, and the same of each core module in it.
std::string file_summary(const nlohmann::json& facts);

}  // namespace pylon

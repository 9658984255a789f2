// A manifest, or the facts of a .wasm file that has none, as text for people.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace pylon {

// What it is, how large, from which sources, what is built in, absent (and why), and asked of the host.
// Error when the manifest lacks something that its version must have.
std::string manifest_summary(const nlohmann::json& manifest, const std::string& name);

// Sections, imports, exports, memory and features, of module_facts().
std::string module_summary(const nlohmann::json& facts);

// Of file_facts(): a core module's sections, interface, features, counts and producers; a component's
// sections, and the same of each core module in it.
std::string file_summary(const nlohmann::json& facts);

}  // namespace pylon

// What a function or datum *is*, as a digest: its bytes, with every relocated place replaced by what it
// refers to. Two objects that were compiled from the same source with the same flags give equal digests
// wherever they are linked.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "wasm/object_file.hpp"

namespace pylon::wasm {

// Digests of defined function and data symbols of `object` (indices into its symbols). Global symbols are
// referred to by name; local ones (static functions, string constants) by their content, to a depth of 16.
// The digest of a function does not depend on which one is asked for first, even where two call each other.
// Error when symbols overlap so much that reading them would take unreasonably long.
std::vector<std::string> body_digests(const ObjectFile& object, std::span<const std::uint32_t> symbols);

}  // namespace pylon::wasm

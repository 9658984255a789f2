// Who owns which bytes of a finished pylon.wasm: every function by the number that it carried through
// wasm-opt, every datum by its address, both looked up in the linker's map; strings that the linker merged by
// their content.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "manifest/ownership.hpp"
#include "manifest/rows.hpp"
#include "wasm/linker_map.hpp"
#include "wasm/sections.hpp"

namespace pylon {

// An object that the linker took functions or data from.
struct LinkedObject {
  std::string file, member;  // as the map names it
  wasm::Bytes bytes;
};

struct AttributionInput {
  wasm::Bytes linked;                    // what the map belongs to
  const wasm::LinkerMap* map = nullptr;  // the linker's
  wasm::Bytes shipped;                   // pylon.wasm; of a component its main module
  std::string_view function_map;  // wasm-opt's (wasm/numbering.hpp); empty: `shipped` was not optimised
  std::span<const LinkedObject> objects;  // those whose strings may have been merged
  const Ownership* ownership = nullptr;
  // What a snapshot's heap is split by, in order: "interpreter" or an import -> bytes by which it grew.
  // Empty: the file starts from nothing, and memory that no object has is in doubt.
  std::vector<std::pair<std::string, std::uint64_t>> snapshot;
  wasm::Bytes component;  // the whole, which `shipped` is in; empty: the file is a module
};

struct Attribution {
  std::vector<std::string> why;  // why it is only approximate; empty: exact
  std::vector<Row> rows;         // sorted by name; they add up to the shipped file
  std::string symbols;           // the text of symbols.tsv
};

// Error when a map belongs to another file, or bytes are malformed.
Attribution attribute(const AttributionInput& input);

// The bytes of these rows' functions and data, one after the other.
std::string row_contents(const AttributionInput& input, std::span<const std::string> rows);

// The manifest's "attribution": rows, the self-check against `file_bytes`, and the digest of the symbols'
// table.
nlohmann::json attribution_json(const Attribution& attribution, std::uint64_t file_bytes);

}  // namespace pylon

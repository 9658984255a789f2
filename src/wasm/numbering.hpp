// Provenance through wasm-opt. Before it, every function gets its own index as its name: function 123 is
// "f0000123". wasm-opt's map of names (--symbolmap) then says which function of the linked file each body
// came from. Names go into the map only, so the file that is mapped is the very one that ships.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wasm/sections.hpp"

namespace pylon::wasm {

// Raised when number_functions gives other bytes: outputs made with the old ones must not be met.
inline constexpr int kNumberingVersion = 3;

// What wasm-opt must not put back (--no-inline): the parts that clang cut off a large function because usual
// programs do not come there, `_PyEval_EvalFrameDefault.cold.12`. Our names of them end with "c".
inline constexpr std::string_view kCutOff = "f*c";

// The module with a name section of our own in place of any it had: function 123 is called "f0000123", or
// "f0000123c" where it was cut off another. Where wasm-opt orders functions by name, it keeps the linker's
// order.
std::string number_functions(Bytes module);

// Where a function of the optimised file came from.
struct Origin {
  std::optional<std::uint32_t> index;  // of the linked file's function; none: not to be told
  bool merged = false;  // wasm-opt made it from several similar functions; `index` is one of them
};

// By function index of the optimised file, imports first: `text` is what `wasm-opt --symbolmap=FILE` wrote,
// lines of "index:name". Error with the line for anything else, or when it has not `functions` lines.
std::vector<Origin> read_function_map(std::string_view text, std::size_t functions, const std::string& name);

}  // namespace pylon::wasm

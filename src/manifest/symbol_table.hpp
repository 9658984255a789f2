// artifacts/<variant>/symbols.tsv: every function and datum of pylon.wasm, with the row it belongs to. Text,
// so that sort, grep and awk work on it.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace pylon {

struct SymbolLine {
  bool function = true;     // else a datum
  std::string_view row;     // Row::name
  std::string_view object;  // "libpython3.13.a(call.o)", "config.o"; empty: strings, and what the linker made
  std::string_view symbol;  // as linked: "_PyObject_Call"; names of static functions repeat
  std::uint64_t bytes = 0;
  std::string_view digest;  // symbol_digest() of these bytes
};

// The first 16 digits of the SHA-256.
std::string symbol_digest(std::string_view bytes);

// The lines' views point into `text`. Error with the line's number when it is malformed, or of a newer
// version.
std::vector<SymbolLine> read_symbols(std::string_view text, const std::string& name);

// "# pylon symbols 1" and a line for each, in the given order. Error when a name holds a tab or a line end.
std::string symbols_text(std::span<const SymbolLine> lines);

}  // namespace pylon

// The books of an attribution while it is made: rows, symbols with their bytes, and what is in doubt.
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "manifest/attribution.hpp"
#include "wasm/contents.hpp"

namespace pylon {

// A function, a datum, or all merged strings of one row.
struct Symbol {
  bool function = true;
  std::size_t row = 0;
  std::string object;
  std::string_view name;
  std::string bytes;  // its bytes in the shipped file, in order
};

struct Accounts {
  const AttributionInput& input;
  std::vector<Row> rows;
  std::map<std::string, std::size_t> row_by_name;
  std::vector<Symbol> symbols;
  std::vector<std::string> why;
  std::deque<std::string> paths;  // of files inside, for the names of their symbols

  // The index of an owner's row, which is made when it is the first time.
  std::size_t row(const Owner& owner);
  void doubt(const std::string& reason);  // the same one counts once
};

inline const Owner kLinkerRow{"linker", "linker", ""};
inline const Owner kUnknownRow{"unknown", "linker", ""};

// Of what the map says a function or datum came from: its row, and "libpython3.13.a(call.o)" ("" for the
// linker's).
std::size_t owner_row(Accounts& accounts, const wasm::MapChunk& chunk);
std::string object_label(const wasm::MapChunk& chunk);

void add_format_row(Accounts& accounts, const std::string& name, std::uint64_t bytes);

// Gives every byte of the data segments to the objects at its address, or, where the linker merged strings,
// to whoever has the string.
void add_data(Accounts& accounts, const wasm::Contents& shipped, const wasm::Contents& linked);

// The same of the segment with the library inside, by its own index.
void add_library(Accounts& accounts, const wasm::DataSegment& segment);

}  // namespace pylon

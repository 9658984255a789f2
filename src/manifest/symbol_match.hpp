// Which function or datum of one file is which of another. Names repeat (static functions), objects move from
// archive to archive, functions move from row to row: hence several passes, from the surest sign to the
// weakest.
#pragma once

#include <span>
#include <vector>

#include "manifest/symbol_table.hpp"

namespace pylon {

// Either may be null: then the other file has no such symbol. Never both.
struct SymbolPair {
  const SymbolLine* before = nullptr;
  const SymbolLine* after = nullptr;

  // The same function or datum, as large as it was, in another row or object. (Not: the same digest. A call
  // holds its function's number, which another link gives anew.)
  bool moved() const;
};

// Pairs the lines of both tables; each line is in the result once. Each pass pairs what is equal in some
// fields, among the lines that earlier passes left:
//   1. (kind, row, object, symbol); where that repeats, by digest first, the rest in order
//   2. (kind, symbol, digest): moved as it is
//   3. (kind, object, symbol): its row changed
//   4. (kind, row, symbol) in an object whose archive has another name:
//      libpython3.13.a(call.o), libpython3.14.a(call.o)
//   5. (kind, row, symbol), then functions of the same name, where either side has just one left
// The order of the result depends on nothing but the two tables.
std::vector<SymbolPair> match_symbols(std::span<const SymbolLine> before, std::span<const SymbolLine> after);

}  // namespace pylon

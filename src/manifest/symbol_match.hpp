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

// Every line of both tables exactly once. Who is who is decided in passes, each among those that are left:
//   the same (kind, row, object, symbol); where that repeats, by digest first, the rest in order
//   the same (kind, symbol, digest): moved as it is
//   the same (kind, object, symbol): its row changed
//   the same (kind, row, symbol) in an object whose archive has another name:
//     libpython3.13.a(call.o), libpython3.14.a(call.o)
//   the same (kind, row, symbol), then functions of the same name, where either side has just one left
// The order of the result depends on nothing but the two tables.
std::vector<SymbolPair> match_symbols(std::span<const SymbolLine> before, std::span<const SymbolLine> after);

}  // namespace pylon

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

  // Same bytes under the same name, in another row or object.
  bool moved() const;
};

// Every line of both tables exactly once. Passes: the same (kind, row, object, symbol), by digest first when
// that repeats, the rest in order; the same (kind, symbol, digest), which is a move; the same row, member of
// an archive of another name (libpython3.13.a(call.o), libpython3.14.a(call.o)) and symbol; at last the same
// row and symbol, where either side has just one left. The order of the result depends on nothing but the
// two tables.
std::vector<SymbolPair> match_symbols(std::span<const SymbolLine> before, std::span<const SymbolLine> after);

}  // namespace pylon

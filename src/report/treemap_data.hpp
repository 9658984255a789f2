// The bytes of a file as the tree that the report's treemap draws: groups, rows, objects, symbols.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

#include "manifest/diff.hpp"

namespace pylon {

// Symbols with long names would make the page of a large file too large to open; the smallest ones of each
// object are folded then. Bytes of names and numbers.
inline constexpr std::size_t kTreeBudget = 1'100'000;

// The group a row stands under: its package, or what its kind says.
std::string group_of(const Row& row);

// {"folded_below": n, "groups": [{"name", "rows": [ROW, …]}, …]}, largest first, where
//   ROW     {"name", "kind", "code", "data", "other", "before"?, "objects"?: [OBJECT, …]}
//   OBJECT  [name, [SYMBOL, …], folded count, folded bytes]
//   SYMBOL  [name, 1 for a function and 0 for a datum, bytes, bytes before?]
// The sums at each level are exact. `before` (of a row or symbol that changed): null when it is new; there
// only when `diff`, whose `after` must be `side`, is given. Without attribution the sections are the rows.
nlohmann::json treemap_data(const DiffSide& side, const Diff* diff, std::size_t budget = kTreeBudget);

}  // namespace pylon

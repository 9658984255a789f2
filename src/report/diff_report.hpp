// The difference of two files, and a file by itself (or with the difference from another) as a page and as a
// comment, in every format.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "manifest/diff.hpp"

namespace pylon {

struct DiffLimits {
  std::size_t top = 20;         // entries of a list; 0: all
  std::uint64_t threshold = 1;  // bytes; rows and functions that changed by less are left out
};

// One sentence, then tables; what does not differ is not mentioned. `colours`: with escape sequences.
std::string diff_text(const Diff& diff, const DiffLimits& limits, bool colours);

// GitHub-flavoured Markdown for a pull request, ended by a line end: the numbers first, the rest folded.
std::string diff_markdown(const Diff& diff, const DiffLimits& limits);

// Stable and sorted. Numbers are bytes, differences are after - before.
// {
//   "diff_version": 1,
//   "before": "lean", "after": "fat",
//   "totals": {"raw"|"gzip"|"brotli"|"zstd": {"before", "after", "delta", "per_cent"?}},
//   "basis": "symbols" | "rows" | "sections",      how far down both sides are known
//   "split": [{"part", "bytes", "detail"}],        adds up to totals.raw.delta, but for
//   "residual": 0,
//   "rows": {"added"|"removed"|"changed": {"left_out": n, "list": [
//       {"name", "kind", "package"?, "before"?, "after"?: {"code", "data", "other", "bytes"}, "delta"}]}},
//   "functions"|"data": {"left_out": n, "list": [{"row", "object", "symbol", "before"?, "after"?, "delta"}]},
//   "moved": n,                                    functions with the same bytes in another row or object
//   "sections": {"code": {"before", "after", "delta", "per_cent"?}},
//   "modules"|"imports"|"exports"|"features": {"added": [], "removed": []},
//   "memory"|"inputs": [{"name", "before", "after"}]     "": that side has none
// }
inline constexpr int kDiffVersion = 1;
nlohmann::json diff_json(const Diff& diff, const DiffLimits& limits);

// One HTML file that loads nothing, with diff_json() inside.
std::string diff_page(const Diff& diff, const DiffLimits& limits);

// The same about one side: with its manifest and its treemap. `diff` (null: none) must have it as its
// `after`. Same input, same bytes. Error when the manifest lacks what its version must have.
std::string report_page(const DiffSide& side, const Diff* diff, const DiffLimits& limits);

// The same as GitHub-flavoured Markdown: `diff`, then sizes, self-check and the largest rows.
std::string variant_markdown(const DiffSide& side, const Diff* diff, const DiffLimits& limits);

// Long names of symbols would make the page of a large file too large to open. The smallest symbols of each
// object are folded until names and numbers fit into this many bytes.
inline constexpr std::size_t kTreeBudget = 1'100'000;

// The treemap of report_page():
// {"folded_below": n, "groups": [{"name", "rows": [ROW, …]}, …]}, largest first, where
//   ROW     {"name", "kind", "code", "data", "other", "before"?, "objects"?: [OBJECT, …]}
//   OBJECT  [name, [SYMBOL, …], folded count, folded bytes]
//   SYMBOL  [name, 1 for a function and 0 for a datum, bytes, bytes before?]
// The sums at each level are exact. With a `diff`, a row or symbol that changed has `before`; null: it is
// new. A group is a package, or what group_of() says. Without attribution the sections are the rows.
nlohmann::json treemap_data(const DiffSide& side, const Diff* diff, std::size_t budget = kTreeBudget);

// The entries of a list that are shown, and how many the limits left out.
template <typename Entry>
struct Shown {
  std::vector<const Entry*> entries;
  std::size_t left_out = 0;
};
enum class RowSide { kAdded, kRemoved, kChanged };
Shown<RowChange> shown_rows(const Diff& diff, const DiffLimits& limits, RowSide side);
Shown<SymbolChange> shown_symbols(const Diff& diff, const DiffLimits& limits, bool functions);

// Of `before`: "+87.0 %"; "" when there is nothing to compare with, or no change.
std::string per_cent_text(const SizeChange& change);

// "fat is 6,154,311 bytes (87.0 %) larger than lean".
std::string diff_sentence(const Diff& diff);

}  // namespace pylon

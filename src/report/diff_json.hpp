// A difference as a document: stable, sorted, the same bytes for the same two files.
//
// {
//   "diff_version": 1,
//   "before": "lean", "after": "fat",              all numbers are bytes; all differences are after - before
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
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "report/diff_numbers.hpp"

namespace pylon {

inline constexpr int kDiffVersion = 1;

nlohmann::json diff_json(const Diff& diff, const DiffLimits& limits);

}  // namespace pylon

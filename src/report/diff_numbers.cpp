#include "report/diff_numbers.hpp"

#include <fmt/format.h>

#include <cmath>

#include "base/text.hpp"

namespace pylon {
Shown<RowChange> shown_rows(const Diff& diff, const DiffLimits& limits, RowSide side) {
  return shown(diff.rows, limits, [side](const RowChange& row) {
    if (row.before && row.after) return side == RowSide::kChanged;
    return side == (row.after ? RowSide::kAdded : RowSide::kRemoved);
  });
}

Shown<SymbolChange> shown_symbols(const Diff& diff, const DiffLimits& limits, bool functions) {
  return shown(diff.symbols, limits,
               [functions](const SymbolChange& symbol) { return symbol.function == functions; });
}

std::string per_cent_text(const SizeChange& change) {
  const auto share = per_cent(change.delta(), change.before);
  return share && change.delta() != 0 ? fmt::format("{:+.1f} %", *share) : "";
}

std::string diff_sentence(const Diff& diff) {
  const SizeChange& raw = diff.totals.front();
  const std::int64_t delta = raw.delta();
  if (delta == 0) {
    return fmt::format("{} and {} are of the same size: {} bytes", diff.after, diff.before,
                       with_thousands(raw.after));
  }
  const auto share = per_cent(delta, raw.before);
  const std::string part = share ? fmt::format(" ({:.1f} %)", std::abs(*share)) : "";
  return fmt::format("{} is {} byte{}{} {} than {}", diff.after, with_thousands(magnitude(delta)),
                     magnitude(delta) == 1 ? "" : "s", part, delta > 0 ? "larger" : "smaller", diff.before);
}

}  // namespace pylon

// How the difference of two files is shown, whatever the format: limits of the lists, signs, per cents.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "manifest/diff.hpp"
#include "report/numbers.hpp"

namespace pylon {

struct DiffLimits {
  std::size_t top = 20;         // entries of a list; 0: all
  std::uint64_t threshold = 1;  // bytes; rows and functions that changed by less are left out
};

// The entries of a list that are shown, and how many the limits left out.
template <typename Entry>
struct Shown {
  std::vector<const Entry*> entries;
  std::size_t left_out = 0;
};

// Of those that `wanted` takes. The threshold hides silently counted entries, as `top` does.
template <typename Entry, typename Wanted>
Shown<Entry> shown(const std::vector<Entry>& list, const DiffLimits& limits, Wanted wanted) {
  Shown<Entry> result;
  for (const Entry& entry : list) {
    if (!wanted(entry)) continue;
    const std::int64_t delta = entry.delta();
    const auto size = static_cast<std::uint64_t>(delta < 0 ? -delta : delta);
    const bool fits = limits.top == 0 || result.entries.size() < limits.top;
    if (size >= limits.threshold && fits) {
      result.entries.push_back(&entry);
    } else {
      ++result.left_out;
    }
  }
  return result;
}

enum class RowSide { kAdded, kRemoved, kChanged };
Shown<RowChange> shown_rows(const Diff& diff, const DiffLimits& limits, RowSide side);
Shown<SymbolChange> shown_symbols(const Diff& diff, const DiffLimits& limits, bool functions);

// Of `before`: "+87.0 %"; "" when there is nothing to compare with, or no change.
std::string per_cent_text(const SizeChange& change);

// "fat is 6,154,311 bytes (87.0 %) larger than lean".
std::string diff_sentence(const Diff& diff);

}  // namespace pylon

// The difference of two files, split into parts that add up to it.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>
#include <unordered_map>

#include "base/text.hpp"
#include "manifest/diff.hpp"
#include "manifest/symbol_match.hpp"

namespace pylon {
namespace {

// Rows of both sides by name, in the order of names. The format's rows are kept apart: they own no code.
struct Rows {
  std::map<std::string_view, RowChange> owners, format;

  void add(const std::vector<Row>& rows, std::optional<Row> RowChange::* side) {
    for (const Row& row : rows) {
      RowChange& change = (row.kind == "format" ? format : owners)[row.name];
      change.name = row.name;
      change.kind = row.kind;
      change.package = row.package;
      change.*side = row;
    }
  }
};

bool in_both(const RowChange& row) { return row.before && row.after; }

std::int64_t sum(const std::map<std::string_view, RowChange>& rows, auto&& value) {
  std::int64_t total = 0;
  for (const auto& [name, row] : rows) total += value(row);
  return total;
}

std::int64_t code_delta(const RowChange& row) {
  return static_cast<std::int64_t>(row.after->code) - static_cast<std::int64_t>(row.before->code);
}

std::string count_of(std::size_t count, const std::string& thing) {
  return fmt::format("{} {}{}", with_thousands(count), thing, count == 1 ? "" : "s");
}

// "13 rows only in fat, 1 row only in lean".
std::string only_in(std::size_t after, std::size_t before, const std::string& thing, const Diff& diff) {
  std::vector<std::string> parts;
  if (after > 0) parts.push_back(count_of(after, thing) + " only in " + diff.after);
  if (before > 0) parts.push_back(count_of(before, thing) + " only in " + diff.before);
  return parts.empty() ? "none" : join(parts, ", ");
}

SplitPart exclusive_part(const Rows& rows, const Diff& diff) {
  std::size_t before = 0, after = 0;
  for (const auto& [name, row] : rows.owners) {
    before += row.after ? 0U : 1U;
    after += row.before ? 0U : 1U;
  }
  return {"exclusive", sum(rows.owners, [](const RowChange& row) { return in_both(row) ? 0 : row.delta(); }),
          only_in(after, before, "row", diff)};
}

// Collects what the pairs of symbols say of the rows that both sides have.
struct SymbolSums {
  std::int64_t pulled_in = 0, resized = 0;
  std::size_t only_before = 0, only_after = 0, grew = 0, shrank = 0;
};

// `before` and `after`: null unless that side's row is one that both have.
void add_pair(const SymbolLine* before, const SymbolLine* after, SymbolSums& sums, Diff& diff) {
  if (before == nullptr && after == nullptr) return;
  const SymbolLine& place = after != nullptr ? *after : *before;
  SymbolChange change{place.function, place.row, place.object, place.symbol, {}, {}};
  if (before != nullptr) change.before = before->bytes;
  if (after != nullptr) change.after = after->bytes;
  const std::int64_t delta = change.delta();
  if (place.function) {
    const bool both = before != nullptr && after != nullptr;
    (both ? sums.resized : sums.pulled_in) += delta;
    if (!both) ++(after != nullptr ? sums.only_after : sums.only_before);
    if (both && delta != 0) ++(delta > 0 ? sums.grew : sums.shrank);
  }
  if (delta != 0) diff.symbols.push_back(change);
}

SymbolSums match_rows(const DiffSide& before, const DiffSide& after, const Rows& rows, Diff& diff) {
  std::unordered_map<std::string_view, bool> shared;
  for (const auto& [name, row] : rows.owners) shared[name] = in_both(row);
  const auto a = read_symbols(before.symbols, "the symbols of " + before.name);
  const auto b = read_symbols(after.symbols, "the symbols of " + after.name);
  // A symbol that moves from a row of both sides to a row of one side is counted whole: "exclusive" has that
  // row's part of the move already.
  const auto of_both = [&](const SymbolLine* line) {
    const auto found = line == nullptr ? shared.end() : shared.find(line->row);
    return found != shared.end() && found->second ? line : nullptr;
  };
  SymbolSums sums;
  for (const SymbolPair& pair : match_symbols(a, b)) {
    if (pair.moved() && pair.before->function) ++diff.moved;
    add_pair(of_both(pair.before), of_both(pair.after), sums, diff);
  }
  return sums;
}

void add_code_parts(const DiffSide& before, const DiffSide& after, const Rows& rows, Diff& diff) {
  if (before.symbols.empty() || after.symbols.empty()) {
    diff.split.push_back(
        {"code of shared rows",
         sum(rows.owners, [](const RowChange& row) { return in_both(row) ? code_delta(row) : 0; }),
         "functions cannot be told apart: at least one side has no symbols.tsv, or another than its manifest "
         "names"});
    return;
  }
  diff.basis = DiffBasis::kSymbols;
  const SymbolSums sums = match_rows(before, after, rows, diff);
  diff.split.push_back(
      {"pulled in only", sums.pulled_in, only_in(sums.only_after, sums.only_before, "function", diff)});
  diff.split.push_back(
      {"same function, different size", sums.resized,
       fmt::format("{} grew, {} shrank", count_of(sums.grew, "function"), with_thousands(sums.shrank))});
}

// Where a format row stands in the split: type, element, other sections, then what LEB128 and alignment
// take.
int format_rank(const std::string& name) {
  if (name == "type section") return 0;
  if (name == "element section") return 1;
  return name.starts_with("code: ") || name.starts_with("data: ") ? 3 : 2;
}

void add_format_parts(const Rows& rows, Diff& diff) {
  std::vector<std::tuple<int, std::string, std::int64_t>> parts;
  for (const auto& [name, row] : rows.format) {
    parts.emplace_back(format_rank(row.name), row.name, row.delta());
  }
  std::sort(parts.begin(), parts.end());
  for (const auto& [rank, name, bytes] : parts) {
    diff.split.push_back({name, bytes,
                          rank < 3                    ? ""
                          : name == "data: alignment" ? "padding"
                                                      : "LEB128 numbers"});
  }
}

void split_by_rows(const DiffSide& before, const DiffSide& after, const Rows& rows, Diff& diff) {
  diff.basis = DiffBasis::kRows;
  diff.split.push_back(exclusive_part(rows, diff));
  add_code_parts(before, after, rows, diff);
  const auto data_delta = [](const RowChange& row) {
    return in_both(row) ? row.delta() - code_delta(row) : 0;
  };
  diff.split.push_back({"data", sum(rows.owners, data_delta), "in rows that both have"});
  add_format_parts(rows, diff);
  for (const auto& [name, row] : rows.owners) {
    const bool same = in_both(row) && row.before->code == row.after->code &&
                      row.before->data == row.after->data && row.before->other == row.after->other;
    if (!same) diff.rows.push_back(row);
  }
}

}  // namespace

void split_difference(const DiffSide& before, const DiffSide& after, Diff& diff) {
  const std::vector<Row> rows_before = read_rows(before.facts);
  const std::vector<Row> rows_after = read_rows(after.facts);
  Rows rows;
  rows.add(rows_before, &RowChange::before);
  rows.add(rows_after, &RowChange::after);
  if (!rows_before.empty() && !rows_after.empty()) {
    split_by_rows(before, after, rows, diff);
  } else {
    for (const SizeChange& section : diff.sections) {
      diff.split.push_back(
          {section.name + (section.name == "header" ? "" : " section"), section.delta(), ""});
    }
  }
  const auto largest_first = [](const auto& x, const auto& y) {
    return std::abs(x.delta()) > std::abs(y.delta());
  };
  std::stable_sort(diff.rows.begin(), diff.rows.end(), largest_first);
  std::sort(diff.symbols.begin(), diff.symbols.end(), [](const SymbolChange& x, const SymbolChange& y) {
    if (const auto a = std::abs(x.delta()), b = std::abs(y.delta()); a != b) return a > b;
    return std::tuple(x.row, x.symbol, x.object, x.delta()) <
           std::tuple(y.row, y.symbol, y.object, y.delta());
  });
  diff.residual = diff.totals.front().delta();
  for (const SplitPart& part : diff.split) diff.residual -= part.bytes;
}

}  // namespace pylon

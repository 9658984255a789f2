#include "report/diff_report.hpp"

#include <fmt/format.h>

#include <cmath>
#include <nlohmann/json.hpp>

#include "base/json.hpp"
#include "base/text.hpp"
#include "report/words.hpp"

namespace pylon {
namespace {

using Json = nlohmann::json;

// Those of `list` that `wanted` takes. What the limits leave out is counted: entries after the first `top`,
// and those that changed by less than the threshold.
template <typename Entry, typename Wanted>
Shown<Entry> within(const std::vector<Entry>& list, const DiffLimits& limits, Wanted wanted) {
  Shown<Entry> result;
  for (const Entry& entry : list) {
    if (!wanted(entry)) continue;
    const bool fits = limits.top == 0 || result.entries.size() < limits.top;
    if (magnitude(entry.delta()) >= limits.threshold && fits) {
      result.entries.push_back(&entry);
    } else {
      ++result.left_out;
    }
  }
  return result;
}

Json sizes_json(const std::vector<SizeChange>& changes) {
  Json object = Json::object();
  for (const SizeChange& change : changes) {
    Json entry{{"before", change.before}, {"after", change.after}, {"delta", change.delta()}};
    if (const auto share = per_cent(change.delta(), change.before)) entry["per_cent"] = *share;
    object[change.name] = entry;
  }
  return object;
}

Json part_json(const SplitPart& part) {
  return {{"part", part.name}, {"bytes", part.bytes}, {"detail", part.detail}};
}

Json row_json(const Row& row) {
  return {{"code", row.code}, {"data", row.data}, {"other", row.other}, {"bytes", row.bytes()}};
}

Json row_changes(const Shown<RowChange>& rows) {
  Json list = Json::array();
  for (const RowChange* row : rows.entries) {
    Json& entry = list.emplace_back(Json{{"name", row->name}, {"kind", row->kind}, {"delta", row->delta()}});
    if (!row->package.empty()) entry["package"] = row->package;
    if (row->before) entry["before"] = row_json(*row->before);
    if (row->after) entry["after"] = row_json(*row->after);
  }
  return {{"list", list}, {"left_out", rows.left_out}};
}

Json symbols_json(const Shown<SymbolChange>& symbols) {
  Json list = Json::array();
  for (const SymbolChange* symbol : symbols.entries) {
    Json& entry = list.emplace_back(Json{{"row", symbol->row},
                                         {"object", symbol->object},
                                         {"symbol", symbol->symbol},
                                         {"delta", symbol->delta()}});
    if (symbol->before) entry["before"] = *symbol->before;
    if (symbol->after) entry["after"] = *symbol->after;
  }
  return {{"list", list}, {"left_out", symbols.left_out}};
}

Json list_json(const ListChange& change) { return {{"added", change.added}, {"removed", change.removed}}; }

Json value_json(const ValueChange& change) {
  return {{"name", change.name}, {"before", change.before}, {"after", change.after}};
}

const char* basis_name(DiffBasis basis) {
  if (basis == DiffBasis::kSymbols) return "symbols";
  return basis == DiffBasis::kRows ? "rows" : "sections";
}

}  // namespace

Shown<RowChange> shown_rows(const Diff& diff, const DiffLimits& limits, RowSide side) {
  return within(diff.rows, limits, [side](const RowChange& row) {
    if (row.before && row.after) return side == RowSide::kChanged;
    return side == (row.after ? RowSide::kAdded : RowSide::kRemoved);
  });
}

Shown<SymbolChange> shown_symbols(const Diff& diff, const DiffLimits& limits, bool functions) {
  return within(diff.symbols, limits,
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

Json diff_json(const Diff& diff, const DiffLimits& limits) {
  return {{"diff_version", kDiffVersion},
          {"before", diff.before},
          {"after", diff.after},
          {"totals", sizes_json(diff.totals)},
          {"basis", basis_name(diff.basis)},
          {"split", json_list(diff.split, part_json)},
          {"residual", diff.residual},
          {"rows",
           {{"added", row_changes(shown_rows(diff, limits, RowSide::kAdded))},
            {"removed", row_changes(shown_rows(diff, limits, RowSide::kRemoved))},
            {"changed", row_changes(shown_rows(diff, limits, RowSide::kChanged))}}},
          {"functions", symbols_json(shown_symbols(diff, limits, true))},
          {"data", symbols_json(shown_symbols(diff, limits, false))},
          {"moved", diff.moved},
          {"sections", sizes_json(diff.sections)},
          {"modules", list_json(diff.modules)},
          {"imports", list_json(diff.imports)},
          {"exports", list_json(diff.exports)},
          {"features", list_json(diff.features)},
          {"memory", json_list(diff.memory, value_json)},
          {"inputs", json_list(diff.inputs, value_json)}};
}

}  // namespace pylon

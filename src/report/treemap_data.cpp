#include "report/treemap_data.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <tuple>
#include <unordered_map>

#include "manifest/symbol_table.hpp"

namespace pylon {
namespace {

using Json = nlohmann::json;
using Objects = std::map<std::string_view, std::vector<SymbolLine>>;
// Views into one text are told apart by where they begin, however often a name repeats.
using Changes = std::unordered_map<const char*, std::optional<std::uint64_t>>;

constexpr std::size_t kPerSymbol = 12;  // brackets, commas and digits

// The smallest size (a power of two, or 0) such that the symbols of at least this size fit into the budget.
std::uint64_t fold_size(const std::vector<SymbolLine>& lines, std::size_t budget) {
  for (std::uint64_t least = 0;; least = least == 0 ? 8 : least * 2) {
    std::size_t cost = 0;
    bool any = false;
    for (const SymbolLine& line : lines) {
      if (line.bytes < least) continue;
      cost += line.symbol.size() + kPerSymbol;
      any = true;
    }
    if (cost <= budget || !any) return least;
  }
}

Json object_json(std::string_view name, std::vector<SymbolLine> lines, std::uint64_t least,
                 const Changes& changes) {
  std::sort(lines.begin(), lines.end(), [](const SymbolLine& a, const SymbolLine& b) {
    return std::tuple(b.bytes, a.symbol, b.function) < std::tuple(a.bytes, b.symbol, a.function);
  });
  Json symbols = Json::array();
  std::uint64_t folded = 0, folded_bytes = 0;
  for (const SymbolLine& line : lines) {
    if (line.bytes < least) {
      ++folded;
      folded_bytes += line.bytes;
      continue;
    }
    Json symbol = Json::array({line.symbol, line.function ? 1 : 0, line.bytes});
    if (const auto change = changes.find(line.symbol.data()); change != changes.end()) {
      symbol.push_back(change->second ? Json(*change->second) : Json());
    }
    symbols.push_back(std::move(symbol));
  }
  return Json::array({name, std::move(symbols), folded, folded_bytes});
}

std::vector<Row> rows_or_sections(const Json& facts) {
  std::vector<Row> rows = read_rows(facts);
  if (!rows.empty()) return rows;
  for (const Json& section : facts.at("sections")) {
    rows.push_back({section.at("name"), "format", "", 0, 0, section.at("bytes")});
  }
  return rows;
}

Changes symbol_changes(const Diff* diff) {
  Changes changes;
  if (diff == nullptr) return changes;
  for (const SymbolChange& change : diff->symbols) {
    if (change.after) changes[change.symbol.data()] = change.before;
  }
  return changes;
}

const RowChange* row_change(const Diff* diff, const Row& row) {
  if (diff == nullptr) return nullptr;
  const auto found = std::ranges::find_if(
      diff->rows, [&](const RowChange& change) { return change.after && change.name == row.name; });
  return found == diff->rows.end() ? nullptr : &*found;
}

Json row_json(const Row& row, const Objects& objects, std::uint64_t least, const Changes& changes,
              const RowChange* change) {
  Json entry{
      {"name", row.name}, {"kind", row.kind}, {"code", row.code}, {"data", row.data}, {"other", row.other}};
  if (change != nullptr) entry["before"] = change->before ? Json(change->before->bytes()) : Json();
  for (const auto& [name, lines] : objects) {
    entry["objects"].push_back(object_json(name, lines, least, changes));
  }
  return entry;
}

}  // namespace

std::string group_of(const Row& row) {
  if (!row.package.empty()) return row.package;
  if (row.kind == "core") return "cpython";
  if (row.kind == "runtime") return "C and C++ runtime";
  if (row.kind == "shared") return "shared";
  if (row.kind == "format") return "file format";
  if (row.kind == "inside") return "library inside";
  return row.kind == "own" || row.kind == "linker" ? "pylon and linker" : row.name;
}

Json treemap_data(const DiffSide& side, const Diff* diff, std::size_t budget) {
  const std::vector<SymbolLine> lines = side.symbols.empty()
                                            ? std::vector<SymbolLine>()
                                            : read_symbols(side.symbols, "the symbols of " + side.name);
  const std::uint64_t least = fold_size(lines, budget);
  std::unordered_map<std::string_view, Objects> objects;
  for (const SymbolLine& line : lines) objects[line.row][line.object].push_back(line);
  const Changes changes = symbol_changes(diff);

  std::map<std::string, std::vector<Row>> by_group;
  for (const Row& row : rows_or_sections(side.facts)) by_group[group_of(row)].push_back(row);
  std::vector<std::pair<std::uint64_t, Json>> groups;
  for (auto& [name, rows] : by_group) {
    std::stable_sort(rows.begin(), rows.end(),
                     [](const Row& a, const Row& b) { return a.bytes() > b.bytes(); });
    std::uint64_t bytes = 0;
    Json list = Json::array();
    for (const Row& row : rows) {
      bytes += row.bytes();
      list.push_back(row_json(row, objects[row.name], least, changes, row_change(diff, row)));
    }
    groups.emplace_back(bytes, Json{{"name", name}, {"rows", std::move(list)}});
  }
  std::stable_sort(groups.begin(), groups.end(),
                   [](const auto& a, const auto& b) { return a.first > b.first; });
  Json data{{"folded_below", least}, {"groups", Json::array()}};
  for (auto& [bytes, group] : groups) data["groups"].push_back(std::move(group));
  return data;
}

}  // namespace pylon

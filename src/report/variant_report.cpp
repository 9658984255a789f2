// A file by itself: as a page, as a comment on a pull request, and the tree that the page draws.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <tuple>
#include <unordered_map>

#include "base/embedded.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "manifest/symbol_table.hpp"
#include "report/diff_report.hpp"
#include "report/words.hpp"

namespace pylon {
namespace {

using Json = nlohmann::json;
using Objects = std::map<std::string_view, std::vector<SymbolLine>>;
// The key is the address of a symbol's name in the text of symbols: `init` of two objects are two symbols.
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

// JSON for a <script> element. Escapes "<", since "</script>" or "<!--" in a name would end it, and all that
// is not ASCII, since a server may name another encoding than UTF-8.
std::string script_json(const Json& document) {
  return replaced(document.dump(-1, ' ', true, Json::error_handler_t::replace), {{'<', "\\u003c"}});
}

// Puts title, style, data and script at the marks of the frame.
std::string page(const std::string& title, const Json& data) {
  std::string result;
  std::string_view rest = embedded::page_frame;
  const auto fill = [&](std::string_view mark, std::string_view text) {
    const std::size_t at = rest.find(mark);
    if (at == std::string_view::npos) throw Error(fmt::format("the page's frame has no {}", mark));
    result += rest.substr(0, at);
    result += text;
    rest.remove_prefix(at + mark.size());
  };
  fill("@TITLE@", xml_text(title));
  fill("@STYLE@", embedded::page_style);
  fill("@DATA@", script_json(data));
  fill("@SCRIPT@", embedded::page_script);
  return result.append(rest);
}

std::string number(const Json& value) { return with_thousands(value.get<std::uint64_t>()); }

std::string sizes(const Json& file) {
  std::string head = "| bytes |", rule = "|---:|", line = "| " + number(file.at("bytes")) + " |";
  if (file.contains("compressed")) {
    for (const char* format : {"gzip", "brotli", "zstd"}) {
      head += fmt::format(" {} |", format);
      rule += "---:|";
      line += fmt::format(" {} |", number(file.at("compressed").at(format)));
    }
  }
  return head + "\n" + rule + "\n" + line + "\n";
}

std::string check(const Json& facts) {
  if (!facts.contains("attribution")) return "";
  const Json& attribution = facts.at("attribution");
  const Json& sums = attribution.at("check");
  std::string text =
      fmt::format("\n{} rows add up to {} of {} bytes, {} unexplained; attribution: {}.\n",
                  with_thousands(attribution.at("rows").size()), number(sums.at("rows")),
                  number(sums.at("file")), signed_thousands(sums.at("unexplained").get<std::int64_t>()),
                  attribution.at("quality").get<std::string>());
  for (const Json& why : attribution.at("why")) text += "- " + markdown_cell(why.get<std::string>()) + "\n";
  return text;
}

std::string top_rows(const Json& facts, const DiffLimits& limits) {
  std::vector<Row> rows = read_rows(facts);
  if (rows.empty()) return "";
  std::stable_sort(rows.begin(), rows.end(),
                   [](const Row& a, const Row& b) { return a.bytes() > b.bytes(); });
  const std::size_t count = limits.top == 0 ? rows.size() : std::min(limits.top, rows.size());
  std::string text = "| row | package | code | data | bytes |\n|---|---|---:|---:|---:|\n";
  for (const Row& row : std::span(rows).first(count)) {
    text += fmt::format("| {} | {} | {} | {} | {} |\n", markdown_code(row.name), markdown_cell(row.package),
                        with_thousands(row.code), with_thousands(row.data), with_thousands(row.bytes()));
  }
  return markdown_folded(fmt::format("The largest {} of {} rows", count, with_thousands(rows.size())), text);
}

Error incomplete(const DiffSide& side, const Json::exception& error) {
  return Error(fmt::format("{}: not a complete manifest: {}", side.name, error.what()),
               "build the variant again: pylonctl build VARIANT");
}

std::string group_of(const Row& row) {
  if (!row.package.empty()) return row.package;
  if (row.kind == "core") return "cpython";
  if (row.kind == "runtime") return "C and C++ runtime";
  if (row.kind == "shared") return "shared";
  if (row.kind == "format") return "file format";
  if (row.kind == "inside") return "library inside";
  return row.kind == "own" || row.kind == "linker" ? "pylon and linker" : row.name;
}

}  // namespace

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

std::string report_page(const DiffSide& side, const Diff* diff, const DiffLimits& limits) {
  try {
    Json facts = side.facts;
    if (facts.contains("attribution")) facts["attribution"].erase("rows");  // the tree has them
    const Json data{{"page", "report"},
                    {"name", side.name},
                    {"facts", std::move(facts)},
                    {"tree", treemap_data(side, diff)},
                    {"diff", diff != nullptr ? diff_json(*diff, limits) : Json()}};
    const std::string against = diff != nullptr ? " against " + diff->before : "";
    return page(side.name + against + " - pylon", data);
  } catch (const Json::exception& error) {
    throw incomplete(side, error);
  }
}

std::string diff_page(const Diff& diff, const DiffLimits& limits) {
  const Json data{{"page", "diff"}, {"name", diff.after}, {"diff", diff_json(diff, limits)}};
  return page(diff.after + " against " + diff.before + " - pylon", data);
}

std::string variant_markdown(const DiffSide& side, const Diff* diff, const DiffLimits& limits) {
  try {
    const std::string head = fmt::format("### {}: {} bytes\n\n", markdown_cell(side.name),
                                         number(side.facts.at("file").at("bytes")));
    return (diff != nullptr ? diff_markdown(*diff, limits) + "\n" : "") + head +
           sizes(side.facts.at("file")) + check(side.facts) + top_rows(side.facts, limits);
  } catch (const Json::exception& error) {
    throw incomplete(side, error);
  }
}

}  // namespace pylon

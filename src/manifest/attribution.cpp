#include "manifest/attribution.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>

#include "base/digest.hpp"
#include "base/error.hpp"
#include "manifest/merged_strings.hpp"
#include "manifest/symbol_table.hpp"
#include "wasm/contents.hpp"
#include "wasm/linker_map.hpp"
#include "wasm/numbering.hpp"

namespace pylon {
namespace {

std::string_view as_text(wasm::Bytes bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

// A part of linear memory as it was linked.
struct Piece {
  std::uint64_t address = 0, size = 0;
  std::size_t symbol = 0;  // index of Accounts::symbols
};

// A function, a datum, or all merged strings of one row.
struct Symbol {
  bool function = true;
  std::size_t row = 0;
  std::string object;
  std::string_view name;
  std::string bytes;  // its bytes in the shipped file, in order
};

struct Accounts {
  const AttributionInput& input;
  wasm::LinkerMap map;
  std::vector<Row> rows;
  std::map<std::string, std::size_t> row_by_name;
  std::vector<Symbol> symbols;
  std::vector<std::string> why;

  std::size_t row(const Owner& owner) {
    const auto [place, added] = row_by_name.try_emplace(owner.row, rows.size());
    if (added) rows.push_back({owner.row, owner.kind, owner.package});
    return place->second;
  }
  void doubt(const std::string& reason) {
    if (std::ranges::find(why, reason) == why.end()) why.push_back(reason);
  }
};

const Owner kLinker{"linker", "linker", ""};
const Owner kSharedCode{"shared code", "shared", ""};
const Owner kSharedStrings{"shared strings", "shared", ""};

std::string file_name(std::string_view path) { return std::string(path.substr(path.rfind('/') + 1)); }

std::string object_label(const wasm::MapChunk& chunk) {
  if (chunk.file == "<internal>") return "";
  return chunk.member.empty() ? file_name(chunk.file)
                              : fmt::format("{}({})", file_name(chunk.file), chunk.member);
}

std::size_t owner_row(Accounts& accounts, const wasm::MapChunk& chunk) {
  if (chunk.file == "<internal>") return accounts.row(kLinker);
  const Owner* owner = accounts.input.ownership->find(chunk.file, chunk.member);
  if (owner != nullptr) return accounts.row(*owner);
  accounts.doubt("nobody is known to own " + object_label(chunk));
  return accounts.row({"unknown", "linker", ""});
}

// Sizes of all functions, in order: no other link has the same ones by chance.
void check_map(const wasm::LinkerMap& map, const wasm::Contents& linked) {
  const auto refuse = [](const std::string& what) {
    throw Error("the linker's map belongs to another link: " + what, "give the map that the same link wrote");
  };
  if (map.functions.size() != linked.bodies.size()) {
    refuse(fmt::format("it has {} functions, the file {}", map.functions.size(), linked.bodies.size()));
  }
  for (std::size_t i = 0; i < linked.bodies.size(); ++i) {
    const std::uint64_t size = linked.bodies[i].size;
    std::uint64_t field = 1;
    while (size >> (7 * field) != 0) ++field;
    // The linker pads the size field to five bytes where it does not compress relocations.
    if (map.functions[i].size == size + field || map.functions[i].size == size + 5) continue;
    refuse(fmt::format("{} has {} bytes in it, {} in the file", map.functions[i].title, map.functions[i].size,
                       size));
  }
}

// Without wasm-opt every function is its own origin.
std::vector<wasm::Origin> origins_of(const AttributionInput& input, std::size_t functions) {
  if (!input.function_map.empty())
    return wasm::read_function_map(input.function_map, functions, "wasm-opt's map of functions");
  std::vector<wasm::Origin> origins(functions);
  for (std::size_t i = 0; i < functions; ++i) origins[i].index = static_cast<std::uint32_t>(i);
  return origins;
}

Symbol function_symbol(Accounts& accounts, const wasm::Origin& origin, std::uint32_t linked_imports) {
  const auto& functions = accounts.map.functions;
  if (!origin.index || *origin.index < linked_imports || *origin.index - linked_imports >= functions.size()) {
    accounts.doubt("wasm-opt made functions without saying from what");
    return {true, accounts.row({"unknown", "linker", ""}), "", "(made by wasm-opt)", {}};
  }
  const wasm::MapChunk& chunk = functions[*origin.index - linked_imports];
  // The others that went into it may belong to other rows; which ones, wasm-opt does not say.
  if (origin.merged) return {true, accounts.row(kSharedCode), "", chunk.title, {}};
  return {true, owner_row(accounts, chunk), object_label(chunk), chunk.title, {}};
}

void add_functions(Accounts& accounts, const wasm::Contents& shipped, std::uint32_t linked_imports) {
  const std::vector<wasm::Origin> origins =
      origins_of(accounts.input, shipped.imported_functions + shipped.bodies.size());
  for (std::size_t i = 0; i < shipped.bodies.size(); ++i) {
    Symbol symbol = function_symbol(accounts, origins[shipped.imported_functions + i], linked_imports);
    symbol.bytes = as_text(accounts.input.shipped.subspan(shipped.bodies[i].offset, shipped.bodies[i].size));
    accounts.symbols.push_back(std::move(symbol));
  }
}

// Bytes of linear memory as the linker wrote them; empty when they are not all in one segment.
std::string_view memory_at(wasm::Bytes file, const wasm::Contents& contents, std::uint64_t address,
                           std::uint64_t size) {
  for (const wasm::DataSegment& segment : contents.segments) {
    if (!segment.address || address < *segment.address) continue;
    const std::uint64_t begin = address - *segment.address;
    if (begin > segment.size || size > segment.size - begin) continue;
    return as_text(file.subspan(segment.offset + begin, size));
  }
  return {};
}

StringOwners string_owners(Accounts& accounts) {
  StringOwners owners;
  for (const LinkedObject& object : accounts.input.objects) {
    const wasm::MapChunk chunk{0, 0, object.file, object.member, {}};
    with_context("while reading " + object_label(chunk), [&] {
      add_strings(owners, wasm::read_object(object.bytes), static_cast<int>(owner_row(accounts, chunk)));
    });
  }
  return owners;
}

// One symbol for each row that has strings in `chunk`, and pieces for every run of one row's strings.
void add_merged_strings(Accounts& accounts, const wasm::MapChunk& chunk, std::string_view merged,
                        const StringOwners& owners, std::vector<Piece>& pieces) {
  std::map<std::size_t, std::size_t> symbol_of;  // by row
  std::uint64_t address = chunk.address;
  for (const std::string_view text : cut_strings(merged)) {
    const auto owner = owners.find(text);
    const std::size_t row = owner == owners.end()            ? accounts.row(kLinker)
                            : owner->second == kSharedString ? accounts.row(kSharedStrings)
                                                             : static_cast<std::size_t>(owner->second);
    const auto [place, added] = symbol_of.try_emplace(row, accounts.symbols.size());
    if (added) accounts.symbols.push_back({false, row, "", "(strings)", {}});
    pieces.push_back({address, text.size(), place->second});
    address += text.size();
  }
}

// Linear memory as linked, by address.
std::vector<Piece> memory_pieces(Accounts& accounts, const wasm::Contents& linked) {
  std::vector<Piece> pieces;
  StringOwners owners;
  for (const wasm::MapChunk& chunk : accounts.map.data) {
    if (chunk.file == "<internal>") {
      if (owners.empty()) owners = string_owners(accounts);
      const std::string_view merged = memory_at(accounts.input.linked, linked, chunk.address, chunk.size);
      add_merged_strings(accounts, chunk, merged, owners, pieces);
      continue;
    }
    pieces.push_back({chunk.address, chunk.size, accounts.symbols.size()});
    accounts.symbols.push_back({false, owner_row(accounts, chunk), object_label(chunk), chunk.title, {}});
  }
  return pieces;
}

// Gives a segment's bytes to the pieces at its addresses; returns how many lie between pieces.
std::uint64_t add_segment(Accounts& accounts, const std::vector<Piece>& pieces,
                          const wasm::DataSegment& segment) {
  const std::uint64_t begin = *segment.address, end = begin + segment.size;
  std::uint64_t found = 0;
  auto piece = std::ranges::upper_bound(pieces, begin, {}, &Piece::address);
  if (piece != pieces.begin()) --piece;
  for (; piece != pieces.end() && piece->address < end; ++piece) {
    const std::uint64_t from = std::max(begin, piece->address),
                        to = std::min(end, piece->address + piece->size);
    if (from >= to) continue;
    accounts.symbols[piece->symbol].bytes +=
        as_text(accounts.input.shipped.subspan(segment.offset + (from - begin), to - from));
    found += to - from;
  }
  return segment.size - found;
}

void add_format_row(Accounts& accounts, const std::string& name, std::uint64_t bytes) {
  if (bytes != 0) accounts.rows[accounts.row({name, "format", ""})].other += bytes;
}

void add_data(Accounts& accounts, const wasm::Contents& shipped, const wasm::Contents& linked) {
  const std::vector<Piece> pieces = memory_pieces(accounts, linked);
  for (const wasm::DataSegment& segment : shipped.segments) {
    if (segment.address) {
      add_format_row(accounts, "data: alignment", add_segment(accounts, pieces, segment));
      continue;
    }
    accounts.doubt("data segments without an address cannot be looked up in the map");
    accounts.symbols.push_back({false, accounts.row({"unknown", "linker", ""}), "", "(passive data)", {}});
    accounts.symbols.back().bytes = as_text(accounts.input.shipped.subspan(segment.offset, segment.size));
  }
}

// What is no function and no datum.
void add_format(Accounts& accounts, const wasm::Contents& contents) {
  std::uint64_t code = 0, data = 0;
  for (const wasm::Body& body : contents.bodies) code += body.size;
  for (const wasm::DataSegment& segment : contents.segments) data += segment.size;
  add_format_row(accounts, "header", 8);
  for (const wasm::Section& section : wasm::read_sections(accounts.input.shipped)) {
    const std::uint64_t bytes = section.header + section.size;
    if (section.id == 0) {
      add_format_row(accounts, "custom section " + section.name, bytes);
    } else if (section.name == "code") {
      add_format_row(accounts, "code: counts and sizes", bytes - code);
    } else if (section.name == "data") {
      add_format_row(accounts, "data: segment headers", bytes - data);
    } else {
      add_format_row(accounts, section.name + " section", bytes);
    }
  }
}

Accounts open_accounts(const AttributionInput& input) {
  Accounts accounts{input, wasm::read_map(input.map, "the linker's map"), {}, {}, {}, {}};
  const wasm::Contents linked = wasm::read_contents(input.linked);
  check_map(accounts.map, linked);
  const wasm::Contents shipped = wasm::read_contents(input.shipped);
  add_functions(accounts, shipped, linked.imported_functions);
  add_data(accounts, shipped, linked);
  add_format(accounts, shipped);
  return accounts;
}

std::string close_accounts(Accounts& accounts) {
  std::erase_if(accounts.symbols, [](const Symbol& symbol) { return symbol.bytes.empty(); });
  std::ranges::stable_sort(accounts.symbols, [&](const Symbol& a, const Symbol& b) {
    return std::tie(accounts.rows[a.row].name, b.function, a.object, a.name) <
           std::tie(accounts.rows[b.row].name, a.function, b.object, b.name);
  });
  std::vector<std::string> digests;
  digests.reserve(accounts.symbols.size());
  std::vector<SymbolLine> lines;
  for (const Symbol& symbol : accounts.symbols) {
    Row& row = accounts.rows[symbol.row];
    (symbol.function ? row.code : row.data) += symbol.bytes.size();
    digests.push_back(sha256_hex(symbol.bytes).substr(0, 16));
    lines.push_back(
        {symbol.function, row.name, symbol.object, symbol.name, symbol.bytes.size(), digests.back()});
  }
  return symbols_text(lines);
}

}  // namespace

Attribution attribute(const AttributionInput& input) {
  Accounts accounts = open_accounts(input);
  Attribution attribution;
  attribution.symbols = close_accounts(accounts);
  std::erase_if(accounts.rows, [](const Row& row) { return row.bytes() == 0; });
  std::ranges::sort(accounts.rows, {}, &Row::name);
  attribution.rows = std::move(accounts.rows);
  attribution.why = std::move(accounts.why);
  return attribution;
}

std::string row_contents(const AttributionInput& input, std::span<const std::string> rows) {
  const Accounts accounts = open_accounts(input);
  std::string contents;
  for (const Symbol& symbol : accounts.symbols) {
    if (std::ranges::find(rows, accounts.rows[symbol.row].name) != rows.end()) contents += symbol.bytes;
  }
  return contents;
}

nlohmann::json attribution_json(const Attribution& attribution, std::uint64_t file_bytes) {
  std::uint64_t sum = 0;
  for (const Row& row : attribution.rows) sum += row.bytes();
  return {{"quality", attribution.why.empty() ? "exact" : "approximate"},
          {"why", attribution.why},
          {"rows", rows_json(attribution.rows)},
          {"check",
           {{"rows", sum},
            {"file", file_bytes},
            {"unexplained", static_cast<std::int64_t>(file_bytes) - static_cast<std::int64_t>(sum)}}},
          {"symbols", sha256_hex(attribution.symbols)}};
}

}  // namespace pylon

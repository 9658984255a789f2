#include "manifest/attribution.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/digest.hpp"
#include "base/error.hpp"
#include "manifest/data_accounts.hpp"
#include "manifest/symbol_table.hpp"
#include "wasm/component.hpp"
#include "wasm/numbering.hpp"

namespace pylon {
namespace {

const Owner kSharedCode{"shared code", "shared", ""};
const Owner kAdapter{"wasi-adapter", "runtime", ""};

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
  const auto& functions = accounts.input.map->functions;
  if (!origin.index || *origin.index < linked_imports || *origin.index - linked_imports >= functions.size()) {
    accounts.doubt("wasm-opt made functions without saying from what");
    return {true, accounts.row(kUnknownRow), "", "(made by wasm-opt)", {}};
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
    symbol.bytes =
        wasm::as_text(accounts.input.shipped.subspan(shipped.bodies[i].offset, shipped.bodies[i].size));
    accounts.symbols.push_back(std::move(symbol));
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
  Accounts accounts{input, {}, {}, {}, {}, {}};
  const wasm::Contents linked = wasm::read_contents(input.linked);
  check_map(*input.map, linked);
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
    digests.push_back(symbol_digest(symbol.bytes));
    lines.push_back(
        {symbol.function, row.name, symbol.object, symbol.name, symbol.bytes.size(), digests.back()});
  }
  return symbols_text(lines);
}

// The other core modules are the adapter, and what connects it with the program and the host.
void add_wrapping(Accounts& accounts) {
  const AttributionInput& input = accounts.input;
  if (input.component.empty()) return;
  std::uint64_t modules = 0;
  for (const wasm::NestedModule& nested : wasm::core_modules(input.component)) modules += nested.size;
  accounts.rows[accounts.row(kAdapter)].other += modules - input.shipped.size();
  add_format_row(accounts, "component", input.component.size() - modules);
}

}  // namespace

Attribution attribute(const AttributionInput& input) {
  Accounts accounts = open_accounts(input);
  Attribution attribution;
  attribution.symbols = close_accounts(accounts);
  add_wrapping(accounts);
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

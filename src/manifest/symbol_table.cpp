#include "manifest/symbol_table.hpp"

#include <fmt/format.h>

#include <array>
#include <iterator>

#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/text.hpp"

namespace pylon {
namespace {

constexpr std::string_view kTitle = "# pylon symbols ";
constexpr int kVersion = 1;

[[noreturn]] void fail(const std::string& name, std::size_t line, const std::string& message) {
  throw Error(fmt::format("{}, line {}: {}", name, line, message),
              "build the variant again: pylonctl writes this file");
}

SymbolLine parse_line(std::string_view line, const std::string& name, std::size_t number) {
  std::array<std::string_view, 6> fields;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const std::size_t tab = line.find('\t');
    if ((tab == std::string_view::npos) != (i + 1 == fields.size()))
      fail(name, number, "there must be six fields");
    fields[i] = line.substr(0, tab);
    line.remove_prefix(tab == std::string_view::npos ? line.size() : tab + 1);
  }
  const bool function = fields[0] == "function";
  if (!function && fields[0] != "data") fail(name, number, fmt::format("unknown kind '{}'", fields[0]));
  SymbolLine symbol{function, fields[1], fields[2], fields[3], 0, fields[5]};
  if (!parse_number(fields[4], symbol.bytes))
    fail(name, number, fmt::format("'{}' is no number of bytes", fields[4]));
  return symbol;
}

void check_field(std::string_view field) {
  if (field.find_first_of("\t\n") == std::string_view::npos) return;
  throw Error(fmt::format("a symbol's name holds a tab or a line end: '{}'", field));
}

}  // namespace

std::vector<SymbolLine> read_symbols(std::string_view text, const std::string& name) {
  const std::string_view title = take_line(text);
  int version = 0;
  if (!title.starts_with(kTitle) || !parse_number(title.substr(kTitle.size()), version)) {
    fail(name, 1, "this is not a table of symbols");
  }
  if (version != kVersion)
    fail(name, 1, fmt::format("version {}; this pylonctl reads {}", version, kVersion));
  std::vector<SymbolLine> lines;
  lines.reserve(text.size() / 64);  // a line is longer, as a rule
  for (std::size_t number = 2; !text.empty(); ++number)
    lines.push_back(parse_line(take_line(text), name, number));
  return lines;
}

std::string symbol_digest(std::string_view bytes) { return sha256_hex(bytes).substr(0, 16); }

std::string symbols_text(std::span<const SymbolLine> lines) {
  std::string text = fmt::format("{}{}\n", kTitle, kVersion);
  for (const SymbolLine& line : lines) {
    for (const std::string_view field : {line.row, line.object, line.symbol}) check_field(field);
    fmt::format_to(std::back_inserter(text), "{}\t{}\t{}\t{}\t{}\t{}\n", line.function ? "function" : "data",
                   line.row, line.object, line.symbol, line.bytes, line.digest);
  }
  return text;
}

}  // namespace pylon

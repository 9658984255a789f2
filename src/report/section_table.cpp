#include "report/section_table.hpp"

#include <fmt/format.h>

#include <iterator>
#include <vector>

#include "base/error.hpp"
#include "base/shown.hpp"
#include "base/text.hpp"
#include "wasm/component.hpp"

namespace pylon {
namespace {

struct SectionRow {
  std::string name;
  std::uint64_t bytes = 0;
  bool custom = false;
};

std::string table_json(const std::vector<SectionRow>& rows, std::uint64_t bytes, bool component) {
  std::string text =
      fmt::format("{{\n  \"bytes\": {},\n  \"component\": {},\n  \"sections\": [", bytes, component);
  for (const SectionRow& row : rows) {
    fmt::format_to(std::back_inserter(text),
                   "{}\n    {{\n      \"bytes\": {},\n      \"custom\": {},\n      \"name\": \"{}\"\n    }}",
                   &row == rows.data() ? "" : ",", row.bytes, row.custom, json_escaped(row.name));
  }
  return text + "\n  ]\n}\n";
}

std::string table_text(const std::vector<SectionRow>& rows, std::uint64_t bytes, bool component) {
  std::string text = component ? "a component; its sections:\n" : "sections:\n";
  for (const SectionRow& row : rows) {
    fmt::format_to(std::back_inserter(text), "  {:>14}  {}{}\n", with_thousands(row.bytes), shown(row.name),
                   row.custom ? " (custom)" : "");
  }
  return text + fmt::format("  {:>14}  together\n", with_thousands(bytes));
}

}  // namespace

std::string section_table(wasm::Bytes file, bool json) {
  const bool component = wasm::is_component(file);
  std::vector<SectionRow> rows{{"header", 8, false}};
  std::uint64_t sum = 8;
  for (wasm::Section& section : component ? wasm::read_component_sections(file) : wasm::read_sections(file)) {
    rows.push_back({std::move(section.name), section.header + section.size, section.id == 0});
    sum += rows.back().bytes;
  }
  if (sum != file.size()) throw Error(fmt::format("the sections add up to {} bytes of {}", sum, file.size()));
  return json ? table_json(rows, sum, component) : table_text(rows, sum, component);
}

}  // namespace pylon

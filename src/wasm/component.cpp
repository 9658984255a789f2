#include "wasm/component.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "base/error.hpp"
#include "wasm/cursor.hpp"

namespace pylon::wasm {
namespace {

// By section id.
constexpr std::array<std::string_view, 13> kSectionNames{
    "custom", "core module", "core instance", "core type", "component", "instance", "alias",
    "type",   "canon",       "start",         "import",    "export",    "value"};
constexpr unsigned kDeepest = 32;

// Version 13, layer 1: the only ones that tools have made since 2023.
void check_preamble(Cursor& cursor) {
  constexpr std::array<std::uint8_t, 8> kPreamble{0, 'a', 's', 'm', 13, 0, 1, 0};
  const std::uint64_t start = cursor.offset();
  const Bytes preamble = cursor.take(kPreamble.size(), "component header");
  if (!is_component(preamble)) Cursor::fail_at(start, "not a WebAssembly component");
  if (!std::ranges::equal(preamble, kPreamble))
    Cursor::fail_at(start + 4,
                    fmt::format("unknown version {} of components", preamble[4] | preamble[5] << 8));
}

std::vector<Section> read_list(Cursor cursor) {
  check_preamble(cursor);
  std::vector<Section> sections;
  while (!cursor.done()) {
    Section section;
    section.offset = cursor.offset();
    section.id = cursor.byte("section id");
    if (section.id >= kSectionNames.size())
      Cursor::fail_at(section.offset, fmt::format("unknown section id {} of a component", section.id));
    section.size = cursor.u32("section size");
    section.header = cursor.offset() - section.offset;
    Cursor content = cursor.sub(section.size, fmt::format("{} section", kSectionNames[section.id]));
    section.name = section.id == 0 ? content.name("section name") : kSectionNames[section.id];
    sections.push_back(std::move(section));
  }
  return sections;
}

void find_modules(Bytes all, std::uint64_t offset, std::uint64_t size, unsigned depth,
                  std::vector<NestedModule>& found) {
  if (depth > kDeepest)
    Cursor::fail_at(offset, fmt::format("components are nested more than {} deep", kDeepest));
  const Bytes part = all.subspan(static_cast<std::size_t>(offset), static_cast<std::size_t>(size));
  for (const Section& section : read_list(Cursor(part, offset))) {
    const std::uint64_t content = section.offset + section.header;
    if (section.id == 1) found.push_back({content, section.size, depth});
    if (section.id == 4) find_modules(all, content, section.size, depth + 1, found);
  }
}

}  // namespace

bool is_component(Bytes bytes) {
  constexpr std::array<std::uint8_t, 4> kMagic{0, 'a', 's', 'm'};
  return bytes.size() >= 8 && std::ranges::equal(bytes.first(4), kMagic) && bytes[6] == 1 && bytes[7] == 0;
}

std::vector<Section> read_component_sections(Bytes bytes) { return read_list(Cursor(bytes)); }

std::vector<NestedModule> core_modules(Bytes bytes) {
  std::vector<NestedModule> found;
  find_modules(bytes, 0, bytes.size(), 0, found);
  return found;
}

}  // namespace pylon::wasm

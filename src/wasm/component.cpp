#include "wasm/component.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "wasm/cursor.hpp"

namespace pylon::wasm {
namespace {

// By section id.
constexpr std::array<std::string_view, 13> kComponentSectionNames{
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
    if (section.id >= kComponentSectionNames.size())
      Cursor::fail_at(section.offset, fmt::format("unknown section id {} of a component", section.id));
    section.size = cursor.u32("section size");
    section.header = cursor.offset() - section.offset;
    Cursor content = cursor.sub(section.size, fmt::format("{} section", kComponentSectionNames[section.id]));
    section.name = section.id == 0 ? content.name("section name") : kComponentSectionNames[section.id];
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

// Sorts: what an import or an export is.
constexpr std::array<std::string_view, 6> kKinds{"core module", "func",      "value",
                                                 "type",        "component", "instance"};

// A name that may have a version's rest behind it, which names nothing (0x02).
std::string external_name(Cursor& cursor) {
  const std::uint64_t start = cursor.offset();
  const std::uint8_t form = cursor.byte("form of a name");
  if (form > 2) Cursor::fail_unknown(start, fmt::format("unknown form 0x{:02x} of a name", form));
  std::string name(cursor.name("name"));
  if (form == 2) cursor.name("rest of a version");
  return name;
}

std::string kind_of(Cursor& cursor) {
  const std::uint64_t start = cursor.offset();
  const std::uint8_t kind = cursor.byte("kind");
  if (kind >= kKinds.size()) Cursor::fail_unknown(start, fmt::format("unknown kind 0x{:02x}", kind));
  // Of the core's own kinds modules alone can be passed to and fro.
  if (kind == 0 && cursor.byte("core kind") != 0x11)
    Cursor::fail_unknown(start, "a core kind other than module");
  return std::string(kKinds[kind]);
}

// What it is of: a type's number, or a bound.
std::string read_description(Cursor& cursor) {
  std::string kind = kind_of(cursor);
  if (kind == "value" || kind == "type") {
    const std::uint64_t start = cursor.offset();
    const std::uint8_t bound = cursor.byte("bound");
    if (bound > 1) Cursor::fail_unknown(start, fmt::format("unknown bound 0x{:02x}", bound));
    if (bound == 1) {
      if (kind == "value") cursor.s33("value type");
      return kind;  // of a type: a new resource
    }
  }
  cursor.u32("index");
  return kind;
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

Bytes main_module(Bytes bytes) {
  if (!is_component(bytes)) return bytes;
  const std::vector<NestedModule> modules = core_modules(bytes);
  const auto largest = std::ranges::max_element(modules, {}, &NestedModule::size);
  if (largest == modules.end()) return {};
  return bytes.subspan(static_cast<std::size_t>(largest->offset), static_cast<std::size_t>(largest->size));
}

ComponentInterface component_interface(Bytes bytes) {
  constexpr std::uint8_t kImport = 10, kExport = 11;
  ComponentInterface interface;
  for (const Section& section : read_component_sections(bytes)) {
    if (section.id != kImport && section.id != kExport) continue;
    const std::uint64_t start = section.offset + section.header;
    Cursor cursor(bytes.subspan(static_cast<std::size_t>(start), static_cast<std::size_t>(section.size)),
                  start);
    for (std::uint32_t left = cursor.count("imports or exports"); left > 0; --left) {
      ComponentExternal entry;
      entry.name = external_name(cursor);
      if (section.id == kImport) {
        entry.kind = read_description(cursor);
        interface.imports.push_back(std::move(entry));
        continue;
      }
      entry.kind = kind_of(cursor);
      cursor.u32("index");
      if (cursor.byte("whether a type follows") != 0) read_description(cursor);
      interface.exports.push_back(std::move(entry));
    }
    cursor.expect_end("section");
  }
  return interface;
}

}  // namespace pylon::wasm

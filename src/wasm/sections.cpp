#include "wasm/sections.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/error.hpp"
#include "wasm/cursor.hpp"

namespace pylon::wasm {
namespace {

constexpr std::array<std::string_view, 14> kSectionNames{
    "custom", "type",  "import",  "function", "table", "memory",     "global",
    "export", "start", "element", "code",     "data",  "data_count", "tag"};
// Where each id stands in a module: `tag` goes before `global`, `data_count` before `code`.
constexpr std::array<int, 14> kSectionOrder{0, 1, 2, 3, 4, 5, 7, 8, 9, 10, 12, 13, 11, 6};

}  // namespace

std::vector<Section> read_sections(Bytes bytes) {
  constexpr std::array<std::uint8_t, 4> kModuleMagic{0, 'a', 's', 'm'};
  Cursor cursor(bytes);
  if (bytes.size() < 8) cursor.fail("too short for a WebAssembly module");
  if (!std::ranges::equal(cursor.take(4, "magic"), kModuleMagic))
    Cursor::fail_at(0, "not a WebAssembly module");
  const Bytes version = cursor.take(4, "version");
  if (version[2] == 1) {
    throw Error("at byte 4 (0x4): this is a WebAssembly component, not a core module",
                "give the core module that the component was made from");
  }
  if (!std::ranges::equal(version, std::array<std::uint8_t, 4>{1, 0, 0, 0})) {
    Cursor::fail_at(4, fmt::format("unknown WebAssembly version {}", version[0]));
  }
  std::vector<Section> sections;
  int last = 0;
  while (!cursor.done()) {
    Section section;
    section.offset = cursor.offset();
    section.id = cursor.byte("section id");
    const bool known = section.id < kSectionNames.size();
    section.size = cursor.u32("section size");
    section.header = cursor.offset() - section.offset;
    section.name = known ? std::string(kSectionNames[section.id]) : fmt::format("unknown {}", section.id);
    Cursor content = cursor.sub(section.size, section.name + " section");
    if (section.id == 0) section.name = content.name("section name");
    if (known && section.id != 0 && kSectionOrder[section.id] <= last) {
      Cursor::fail_at(section.offset,
                      fmt::format("the {} section is out of order or there twice", section.name));
    }
    if (known && section.id != 0) last = kSectionOrder[section.id];
    sections.push_back(std::move(section));
  }
  return sections;
}

Bytes section_payload(Bytes bytes, const Section& section) {
  return bytes.subspan(static_cast<std::size_t>(section.offset + section.header),
                       static_cast<std::size_t>(section.size));
}

}  // namespace pylon::wasm

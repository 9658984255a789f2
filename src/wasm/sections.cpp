#include "wasm/sections.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "base/error.hpp"
#include "wasm/cursor.hpp"

namespace pylon::wasm {
namespace {

constexpr std::array<std::string_view, 14> kSectionNames{
    "custom", "type",  "import",  "function", "table", "memory",     "global",
    "export", "start", "element", "code",     "data",  "data_count", "tag"};
// Where each id stands in a module: `tag` goes before `global`, `data_count` before `code`.
constexpr std::array<int, 14> kSectionOrder{0, 1, 2, 3, 4, 5, 7, 8, 9, 10, 12, 13, 11, 6};
constexpr std::array<std::string_view, 5> kExternalKinds{"func", "table", "memory", "global", "tag"};

std::string external_kind(Cursor& cursor, std::string_view what) {
  const std::uint64_t start = cursor.offset();
  const std::uint8_t kind = cursor.byte(what);
  if (kind >= kExternalKinds.size())
    Cursor::fail_at(start, fmt::format("{}: unknown kind 0x{:02x}", what, kind));
  return std::string(kExternalKinds[kind]);
}

void skip_value_type(Cursor& cursor) {
  const std::uint64_t start = cursor.offset();
  const std::uint8_t type = cursor.byte("value type");
  if (type == 0x63 || type == 0x64) {
    cursor.s64("heap type");  // (ref null? ht), a signed 33-bit number
  } else if (type < 0x69 || type > 0x7F) {
    Cursor::fail_at(start, fmt::format("unknown value type 0x{:02x}", type));
  }
}

Limits read_limits(Cursor& cursor) {
  const std::uint64_t start = cursor.offset();
  const std::uint8_t flags = cursor.byte("limits");
  if (flags > 7) Cursor::fail_at(start, fmt::format("limits: unknown flags 0x{:02x}", flags));
  Limits limits;
  limits.shared = (flags & 2U) != 0;
  limits.memory64 = (flags & 4U) != 0;
  const auto number = [&](std::string_view what) {
    return limits.memory64 ? cursor.u64(what) : cursor.u32(what);
  };
  limits.minimum = number("minimum");
  if ((flags & 1U) != 0) limits.maximum = number("maximum");
  if (limits.maximum && *limits.maximum < limits.minimum) {
    Cursor::fail_at(start,
                    fmt::format("limits: maximum {} below minimum {}", *limits.maximum, limits.minimum));
  }
  return limits;
}

void read_import_type(Cursor& cursor, Import& entry) {
  const std::string_view kind = entry.kind;
  if (kind == "func") {
    cursor.u32("type index");
  } else if (kind == "table") {
    skip_value_type(cursor);
    read_limits(cursor);
  } else if (kind == "memory") {
    read_limits(cursor);
  } else if (kind == "global") {
    skip_value_type(cursor);
    entry.mutable_global = cursor.byte("mutability") == 1;
  } else {
    cursor.byte("tag attribute");
    cursor.u32("type index");
  }
}

std::vector<Import> read_imports(Cursor cursor) {
  std::vector<Import> imports;
  for (std::uint32_t left = cursor.count("imports"); left > 0; --left) {
    Import entry;
    entry.module = cursor.name("import module");
    entry.name = cursor.name("import name");
    entry.kind = external_kind(cursor, "import");
    read_import_type(cursor, entry);
    imports.push_back(std::move(entry));
  }
  cursor.expect_end("import section");
  return imports;
}

std::vector<Export> read_exports(Cursor cursor) {
  std::vector<Export> exports;
  for (std::uint32_t left = cursor.count("exports"); left > 0; --left) {
    Export entry;
    entry.name = cursor.name("export name");
    entry.kind = external_kind(cursor, "export");
    entry.index = cursor.u32("export index");
    exports.push_back(std::move(entry));
  }
  cursor.expect_end("export section");
  return exports;
}

std::vector<Limits> read_memories(Cursor cursor) {
  std::vector<Limits> memories;
  for (std::uint32_t left = cursor.count("memories"); left > 0; --left)
    memories.push_back(read_limits(cursor));
  cursor.expect_end("memory section");
  return memories;
}

// tool-conventions/Linking.md: a list of '+' (used) or '-' (must not be used) and a feature's name.
std::vector<std::string> read_features(Cursor cursor) {
  std::vector<std::string> features;
  for (std::uint32_t left = cursor.count("target features"); left > 0; --left) {
    const std::uint8_t sign = cursor.byte("target feature");
    const std::string_view name = cursor.name("target feature");
    if (sign == '+') features.emplace_back(name);
  }
  std::sort(features.begin(), features.end());
  return features;
}

void read_content(Module& module, const Section& section, Cursor content) {
  if (section.id == 2) module.imports = read_imports(content);
  if (section.id == 5) module.memories = read_memories(content);
  if (section.id == 7) module.exports = read_exports(content);
  if (section.id == 0 && section.name == "target_features") {
    content.name("section name");
    module.features = read_features(content);
  }
}

}  // namespace

std::vector<Section> read_sections(Bytes bytes) {
  constexpr std::array<std::uint8_t, 4> kMagic{0, 'a', 's', 'm'};
  Cursor cursor(bytes);
  if (bytes.size() < 8) cursor.fail("too short for a WebAssembly module");
  if (!std::ranges::equal(cursor.take(4, "magic"), kMagic)) Cursor::fail_at(0, "not a WebAssembly module");
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
    if (section.id >= kSectionNames.size()) {
      Cursor::fail_at(section.offset, fmt::format("unknown section id {}", section.id));
    }
    section.size = cursor.u32("section size");
    section.header = cursor.offset() - section.offset;
    Cursor content = cursor.sub(section.size, fmt::format("{} section", kSectionNames[section.id]));
    section.name = section.id == 0 ? content.name("section name") : kSectionNames[section.id];
    if (section.id != 0 && kSectionOrder[section.id] <= last) {
      Cursor::fail_at(section.offset,
                      fmt::format("the {} section is out of order or there twice", section.name));
    }
    if (section.id != 0) last = kSectionOrder[section.id];
    sections.push_back(std::move(section));
  }
  return sections;
}

Bytes section_payload(Bytes bytes, const Section& section) {
  return bytes.subspan(static_cast<std::size_t>(section.offset + section.header),
                       static_cast<std::size_t>(section.size));
}

Module read_module(Bytes bytes) {
  Module module;
  module.bytes = bytes.size();
  module.sections = read_sections(bytes);
  for (const Section& section : module.sections) {
    read_content(module, section, Cursor(section_payload(bytes, section), section.offset + section.header));
  }
  return module;
}

}  // namespace pylon::wasm

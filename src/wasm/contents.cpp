#include "wasm/contents.hpp"

#include <fmt/format.h>

#include "wasm/cursor.hpp"

namespace pylon::wasm {
namespace {

constexpr std::uint8_t kCode = 10, kData = 11;
constexpr std::uint8_t kFunctionNames =
    1;  // sub-section of `name`: core specification, appendix "Name Section"

std::vector<Body> read_bodies(Cursor cursor) {
  std::vector<Body> bodies;
  for (std::uint32_t left = cursor.count("functions"); left > 0; --left) {
    const std::uint64_t size = cursor.u32("function size");
    bodies.push_back({cursor.offset(), size});
    cursor.take(size, "function body");
  }
  cursor.expect_end("code section");
  return bodies;
}

// An offset expression. Linkers and wasm-opt write one constant; others are read as far as their end is
// known.
std::optional<std::uint64_t> read_address(Cursor& cursor) {
  const std::uint64_t start = cursor.offset();
  const std::uint8_t instruction = cursor.byte("segment offset");
  std::optional<std::uint64_t> address;
  if (instruction == 0x41) {  // i32.const
    address = static_cast<std::uint32_t>(cursor.s32("segment offset"));
  } else if (instruction == 0x42) {  // i64.const
    address = static_cast<std::uint64_t>(cursor.s64("segment offset"));
  } else if (instruction == 0x23) {  // global.get
    cursor.u32("segment offset");
  } else {
    Cursor::fail_at(start, fmt::format("a segment's offset begins with instruction 0x{:02x}", instruction));
  }
  if (cursor.byte("end of the segment's offset") != 0x0B) {
    Cursor::fail_at(start, "a segment's offset is more than one instruction");
  }
  return address;
}

std::vector<DataSegment> read_segments(Cursor cursor) {
  std::vector<DataSegment> segments;
  for (std::uint32_t left = cursor.count("data segments"); left > 0; --left) {
    const std::uint64_t start = cursor.offset();
    const std::uint32_t flags = cursor.u32("segment flags");
    if (flags > 2) Cursor::fail_at(start, fmt::format("unknown segment flags {}", flags));
    DataSegment segment;
    if (flags == 2) cursor.u32("memory index");
    if (flags != 1) segment.address = read_address(cursor);
    segment.size = cursor.u32("segment size");
    segment.offset = cursor.offset();
    cursor.take(segment.size, "segment");
    segments.push_back(segment);
  }
  cursor.expect_end("data section");
  return segments;
}

std::uint32_t imported_functions(const Module& module) {
  std::uint32_t count = 0;
  for (const Import& import : module.imports) count += import.kind == "func" ? 1U : 0U;
  return count;
}

}  // namespace

Contents read_contents(Bytes bytes) {
  const Module module = read_module(bytes);
  Contents contents;
  contents.imported_functions = imported_functions(module);
  for (const Section& section : module.sections) {
    const Cursor content(section_payload(bytes, section), section.offset + section.header);
    if (section.id == kCode) contents.bodies = read_bodies(content);
    if (section.id == kData) contents.segments = read_segments(content);
  }
  return contents;
}

std::vector<std::string_view> function_names(Bytes module, std::size_t functions) {
  std::vector<std::string_view> names(functions);
  for (const Section& section : read_sections(module)) {
    if (section.id != 0 || section.name != "name") continue;
    Cursor cursor(section_payload(module, section), section.offset + section.header);
    cursor.name("section name");
    while (!cursor.done()) {
      const std::uint8_t kind = cursor.byte("name sub-section");
      Cursor part = cursor.sub(cursor.u32("size of a name sub-section"), "name sub-section");
      if (kind != kFunctionNames) continue;
      for (std::uint32_t left = part.count("function names"); left > 0; --left) {
        const std::uint64_t start = part.offset();
        const std::uint32_t index = part.u32("function index");
        if (index >= names.size())
          Cursor::fail_at(start, fmt::format("a name for function {}: there is none", index));
        names[index] = part.name("function name");
      }
    }
  }
  return names;
}

}  // namespace pylon::wasm

#include "wasm/contents.hpp"

#include <fmt/format.h>

#include <utility>

#include "wasm/cursor.hpp"
#include "wasm/module_parts.hpp"

namespace pylon::wasm {
namespace {

constexpr std::uint8_t kFunctionNames =
    1;  // sub-section of `name`: core specification, appendix "Name Section"

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

}  // namespace

Contents read_contents(Bytes bytes) {
  ModuleParts parts = read_parts(bytes);
  Contents contents;
  contents.imported_functions = parts.functions_imported;
  if (parts.bodies) contents.bodies = std::move(*parts.bodies);
  for (const SegmentPlace& place : parts.segments) {
    DataSegment segment{std::nullopt, place.offset, place.size};
    if (place.address_at) {
      Cursor expression(bytes.subspan(*place.address_at), *place.address_at);
      segment.address = read_address(expression);
    }
    contents.segments.push_back(segment);
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

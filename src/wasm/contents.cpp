#include "wasm/contents.hpp"

#include <utility>

#include "wasm/cursor.hpp"
#include "wasm/module_parts.hpp"

namespace pylon::wasm {
namespace {

constexpr std::uint8_t kFunctionNames =
    1;  // sub-section of `name`: core specification, appendix "Name Section"

// An offset expression. Linkers and wasm-opt write one constant; what is computed is known when it runs.
std::optional<std::uint64_t> read_address(Cursor& cursor) {
  const std::uint8_t instruction = cursor.byte("segment offset");
  std::optional<std::uint64_t> address;
  if (instruction == 0x41) {  // i32.const
    address = static_cast<std::uint32_t>(cursor.s32("segment offset"));
  } else if (instruction == 0x42) {  // i64.const
    address = static_cast<std::uint64_t>(cursor.s64("segment offset"));
  }
  return address && cursor.byte("end of the segment's offset") == 0x0B ? address : std::nullopt;
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
        const std::uint32_t index = part.u32("function index");
        const std::string_view name = part.name("function name");
        if (index < names.size()) names[index] = name;
      }
    }
  }
  return names;
}

}  // namespace pylon::wasm

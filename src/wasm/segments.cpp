// Element and data sections: what fills tables and memories.
// Encodings: WebAssembly Core Specification 3.0, "Binary Format: Modules".
#include <fmt/format.h>

#include "base/error.hpp"
#include "wasm/instructions.hpp"
#include "wasm/module_parts.hpp"
#include "wasm/types.hpp"

namespace pylon::wasm {
namespace {

// Flags of a segment: 1 passive or declarative, 2 an explicit table (active) or declarative, 4 expressions in
// place of function indices. Only 0 is as old as version 1.0.
void read_element(ModuleParts& parts, Cursor& cursor, std::uint64_t functions) {
  const std::uint64_t start = cursor.offset();
  const std::uint32_t flags = cursor.u32("segment flags");
  if (flags > 7) Cursor::fail_unknown(start, fmt::format("element segment: unknown flags {}", flags));
  const bool active = (flags & 1U) == 0, expressions = (flags & 4U) != 0;
  if (flags == 2 || flags == 6) cursor.u32("table index");
  if (active) read_constant_expression(cursor, parts.features, parts.globals_imported);
  if ((flags & 3U) != 0 && expressions) read_element_type(cursor, parts.features);
  if ((flags & 3U) != 0 && !expressions && cursor.byte("element kind") != 0)
    Cursor::fail_unknown(cursor.offset() - 1, "element segment: unknown kind");
  // Passive and declarative ones came with bulk memory; expressions and tables other than the first with
  // references.
  if (!active) parts.features.add(Feature::kBulkMemory);
  if (expressions || flags == 2) parts.features.add(Feature::kReferenceTypes);
  for (std::uint32_t left = cursor.count("elements"); left > 0; --left) {
    if (expressions)
      read_constant_expression(cursor, parts.features, parts.globals_imported);
    else
      cursor.index(functions, "function index");
  }
}

}  // namespace

void read_elements(ModuleParts& parts, Cursor& cursor) {
  const std::uint64_t functions = number_of(parts, "func");
  parts.module.counts.elements = cursor.count("element segments");
  for (std::uint32_t left = parts.module.counts.elements; left > 0; --left)
    read_element(parts, cursor, functions);
}

void read_data(ModuleParts& parts, Cursor& cursor) {
  const std::uint64_t start = cursor.offset();
  const std::uint32_t segments = parts.module.counts.data = cursor.count("data segments");
  if (parts.data_count && *parts.data_count != segments)
    Cursor::fail_at(start, fmt::format("{} data segments, data_count says {}", segments, *parts.data_count));
  for (std::uint32_t left = segments; left > 0; --left) {
    const std::uint64_t at = cursor.offset();
    const std::uint32_t flags = cursor.u32("segment flags");
    if (flags > 2) Cursor::fail_unknown(at, fmt::format("data segment: unknown flags {}", flags));
    if (flags != 0) parts.features.add(Feature::kBulkMemory);
    if (flags == 2) cursor.u32("memory index");
    SegmentPlace place;
    if (flags != 1) {
      place.address_at = cursor.offset();
      read_constant_expression(cursor, parts.features, parts.globals_imported);
    }
    place.size = cursor.u32("segment size");
    place.offset = cursor.offset();
    cursor.take(place.size, "data segment");
    parts.segments.push_back(place);
  }
}

}  // namespace pylon::wasm

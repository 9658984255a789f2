// Import, export, element and data sections, and the constant expressions in them: what a module asks of its
// host, gives to it, and fills its tables and memories with. Encodings: WebAssembly Core Specification 3.0,
// "Binary Format: Modules".
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "wasm/instructions.hpp"
#include "wasm/module_parts.hpp"
#include "wasm/opcodes.hpp"
#include "wasm/types.hpp"

namespace pylon::wasm {
namespace {

constexpr std::array<std::string_view, 5> kExternalKinds{"func", "table", "memory", "global", "tag"};
// Of imports and of exports: WebAssembly JavaScript Interface, "Implementation-defined Limits".
constexpr std::uint32_t kMostExternals = 1'000'000;

std::string external_kind(Cursor& cursor, std::string_view what, FeatureSet& features) {
  const std::uint64_t start = cursor.offset();
  std::uint8_t kind = cursor.byte(what);
  if (kind == 0x20 && what == "import") {  // a function of just this type, not of one below it
    features.add(Feature::kCustomDescriptors);
    kind = 0;
  }
  if (kind >= kExternalKinds.size())
    Cursor::fail_unknown(start, fmt::format("{}: unknown kind 0x{:02x}", what, kind));
  return std::string(kExternalKinds[kind]);
}

std::uint32_t external_count(Cursor& cursor, std::string_view what) {
  const std::uint64_t start = cursor.offset();
  const std::uint32_t number = cursor.count(what);
  if (number > kMostExternals)
    Cursor::fail_at(start, fmt::format("{}: {}, more than {}", what, number, kMostExternals));
  return number;
}

void read_import_type(ModuleParts& parts, Cursor& cursor, Import& entry) {
  if (entry.kind == "func") {
    cursor.index(parts.module.counts.types, "type index");
    ++parts.functions_imported;
  } else if (entry.kind == "table") {
    read_table_type(parts, cursor);
  } else if (entry.kind == "memory") {
    read_memory(parts, cursor);
  } else if (entry.kind == "global") {
    entry.mutable_global = read_global_type(parts, cursor);
    if (entry.mutable_global) parts.features.add(Feature::kMutableGlobals);
  } else {
    read_tag_type(parts, cursor);
  }
}

// Proposal compact-import-section: the module's name once, then 0x7F and a list of names and types, or 0x7E,
// one type and a list of names. Both stand where an import without a name would have its kind.
void read_compact(ModuleParts& parts, Cursor& cursor, const std::string& module, bool one_type) {
  parts.features.add(Feature::kCompactImports);
  const Cursor type = cursor;
  const auto read_type = [&](Cursor& from, Import& entry) {
    entry.kind = external_kind(from, "import", parts.features);
    read_import_type(parts, from, entry);
  };
  if (one_type) {
    // It counts once for each name: here it is only passed over.
    ModuleParts passed;
    passed.module.counts.types = parts.module.counts.types;
    passed.types_with_results = parts.types_with_results;
    Import entry;
    entry.kind = external_kind(cursor, "import", passed.features);
    read_import_type(passed, cursor, entry);
  }
  for (std::uint32_t left = external_count(cursor, "imports"); left > 0; --left) {
    Import entry;
    entry.module = module;
    entry.name = cursor.name("import name");
    Cursor again = type;
    read_type(one_type ? again : cursor, entry);
    if (parts.module.imports.size() == kMostExternals)
      cursor.fail(fmt::format("imports: more than {}", kMostExternals));
    parts.module.imports.push_back(std::move(entry));
  }
}

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

// Core Specification, "Constant Expressions": constants, global.get, ref.null, ref.func, i32 and i64 add, sub
// and mul, and the making of structures, arrays and i31; custom-descriptors and shared-everything add some.
bool may_be_constant(const Op& op) {
  // clang-format off
  static constexpr std::array<std::string_view, 26> kNames{
      "end", "global.get", "i32.const", "i64.const", "f32.const", "f64.const", "v128.const", "ref.null",
      "ref.func", "i32.add", "i32.sub", "i32.mul", "i64.add", "i64.sub", "i64.mul", "struct.new",
      "struct.new_default", "array.new", "array.new_default", "array.new_fixed", "ref.i31",
      "any.convert_extern", "extern.convert_any", "struct.new_desc", "struct.new_default_desc",
      "ref.i31_shared"};
  // clang-format on
  return std::ranges::find(kNames, op.name) != kNames.end();
}

bool is_arithmetic(std::uint8_t opcode) {
  return (opcode >= 0x6A && opcode <= 0x6C) || (opcode >= 0x7C && opcode <= 0x7E);
}

}  // namespace

std::uint64_t number_of(const ModuleParts& parts, std::string_view kind) {
  const Module& module = parts.module;
  if (kind == "func") return std::uint64_t{parts.functions_imported} + module.counts.functions;
  if (kind == "global") return parts.changing_globals.size();
  std::uint64_t number = kind == "table"    ? module.counts.tables
                         : kind == "memory" ? module.memories.size()
                                            : module.counts.tags;
  for (const Import& entry : module.imports) number += entry.kind == kind ? 1U : 0U;
  return number;
}

void read_imports(ModuleParts& parts, Cursor& cursor) {
  for (std::uint32_t left = external_count(cursor, "imports"); left > 0; --left) {
    Import entry;
    entry.module = cursor.name("import module");
    entry.name = cursor.name("import name");
    Cursor ahead = cursor;
    const std::uint8_t kind = entry.name.empty() && !ahead.done() ? ahead.byte("import") : std::uint8_t{0};
    if (kind == 0x7F || kind == 0x7E) {
      cursor = ahead;
      read_compact(parts, cursor, entry.module, kind == 0x7E);
      continue;
    }
    entry.kind = external_kind(cursor, "import", parts.features);
    read_import_type(parts, cursor, entry);
    parts.module.imports.push_back(std::move(entry));
  }
}

void read_exports(ModuleParts& parts, Cursor& cursor) {
  std::array<std::uint64_t, kExternalKinds.size()> numbers{};
  for (std::size_t i = 0; i < numbers.size(); ++i) numbers[i] = number_of(parts, kExternalKinds[i]);
  for (std::uint32_t left = external_count(cursor, "exports"); left > 0; --left) {
    Export entry;
    entry.name = cursor.name("export name");
    entry.kind = external_kind(cursor, "export", parts.features);
    const auto kind =
        static_cast<std::size_t>(std::ranges::find(kExternalKinds, entry.kind) - kExternalKinds.begin());
    entry.index = cursor.index(numbers[kind], "exported " + entry.kind);
    if (entry.kind == "global" && parts.changing_globals[entry.index])
      parts.features.add(Feature::kMutableGlobals);
    parts.module.exports.push_back(std::move(entry));
  }
}

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

void read_constant_expression(Cursor& cursor, FeatureSet& features, std::uint64_t imported_globals) {
  while (true) {
    const std::uint64_t start = cursor.offset();
    Cursor operand = cursor;
    const std::uint8_t opcode = operand.byte("instruction");
    const Op& op = read_instruction(cursor, features);
    if (!may_be_constant(op))
      Cursor::fail_at(start, fmt::format("instruction {} in a constant expression", op.name));
    if (op.name == "end") return;
    if (is_arithmetic(opcode)) features.add(Feature::kExtendedConst);
    if (op.name == "global.get" && operand.u32("global index") >= imported_globals)
      features.add(Feature::kGc);
  }
}

}  // namespace pylon::wasm

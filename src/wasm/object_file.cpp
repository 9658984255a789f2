#include "wasm/object_file.hpp"

#include <fmt/format.h>

#include <array>

#include "base/digest.hpp"
#include "base/error.hpp"
#include "wasm/cursor.hpp"

namespace pylon::wasm {
namespace {

constexpr std::uint32_t kExplicitName = 0x40;

// Names of what is imported, by kind: an undefined symbol mostly has the name of its import.
struct ImportNames {
  std::array<std::vector<std::string_view>, 5> by_kind;  // func, table, memory, global, tag
};

struct ObjectReading {
  Bytes bytes;
  std::vector<Section> sections;
  ObjectFile object;
  ImportNames imports;

  Cursor content(const Section& section) const {
    return Cursor(section_payload(bytes, section), section.offset + section.header);
  }
};

void skip_limits(Cursor& cursor) {
  const std::uint8_t flags = cursor.byte("limits");
  cursor.u64("minimum");
  if ((flags & 1U) != 0) cursor.u64("maximum");
  if ((flags & 8U) != 0) cursor.u32("page size");
}

Bytes read_values(Cursor& cursor) {
  const std::uint64_t start = cursor.offset();
  const Bytes values = cursor.take(cursor.count("values of a type"), "values of a type");
  for (const std::uint8_t value : values) {
    if (value < 0x69 || value > 0x7F)
      Cursor::fail_at(start, fmt::format("unknown value type 0x{:02x}", value));
  }
  return values;
}

void read_object_types(ObjectReading& reading, Cursor cursor) {
  for (std::uint32_t left = cursor.count("types"); left > 0; --left) {
    const std::uint64_t start = cursor.offset();
    if (cursor.byte("type") != 0x60) Cursor::fail_at(start, "a type that is not a function type");
    const Bytes parameters = read_values(cursor);
    reading.object.types.push_back({parameters, read_values(cursor)});
  }
}

void add_function(ObjectReading& reading, Cursor& cursor) {
  const std::uint64_t start = cursor.offset();
  const std::uint32_t type = cursor.u32("type index");
  if (type >= reading.object.types.size()) Cursor::fail_at(start, fmt::format("there is no type {}", type));
  reading.object.function_types.push_back(type);
}

void read_object_imports(ObjectReading& reading, Cursor cursor) {
  for (std::uint32_t left = cursor.count("imports"); left > 0; --left) {
    cursor.name("import module");
    const std::string_view name = cursor.name("import name");
    const std::uint64_t start = cursor.offset();
    const std::uint8_t kind = cursor.byte("import kind");
    if (kind >= reading.imports.by_kind.size())
      Cursor::fail_at(start, fmt::format("unknown import kind {}", kind));
    reading.imports.by_kind[kind].push_back(name);
    if (kind == 0) add_function(reading, cursor);
    if (kind == 1) cursor.byte("table type");
    if (kind == 1 || kind == 2) skip_limits(cursor);
    if (kind == 3) cursor.take(2, "global type");
    if (kind == 4) {
      cursor.byte("tag attribute");
      cursor.u32("type index");
    }
  }
  reading.object.imported_functions = static_cast<std::uint32_t>(reading.object.function_types.size());
}

void read_object_code(ObjectReading& reading, Cursor cursor) {
  for (std::uint32_t left = cursor.count("functions"); left > 0; --left) {
    const std::uint64_t size = cursor.u32("function size");
    reading.object.code.parts.push_back({cursor.position(), size});
    cursor.take(size, "function body");
  }
}

// Objects place every segment at `i32.const n` or `i64.const n`; passive ones (1) have no place.
void read_object_data(ObjectReading& reading, Cursor cursor) {
  for (std::uint32_t left = cursor.count("data segments"); left > 0; --left) {
    const std::uint64_t start = cursor.offset();
    const std::uint32_t flags = cursor.u32("segment flags");
    if (flags > 2) Cursor::fail_at(start, fmt::format("unknown segment flags {}", flags));
    if (flags == 2) cursor.u32("memory index");
    if (flags != 1) {
      const std::uint8_t constant = cursor.byte("segment offset");
      if (constant != 0x41 && constant != 0x42) cursor.fail("the offset of a segment is not a constant");
      cursor.s64("segment offset");
      if (cursor.byte("segment offset") != 0x0B) cursor.fail("the offset of a segment is not a constant");
    }
    const std::uint64_t size = cursor.u32("segment size");
    reading.object.data.parts.push_back({cursor.position(), size});
    cursor.take(size, "segment");
  }
}

void read_data_symbol(const ObjectReading& reading, Cursor& cursor, Symbol& symbol) {
  symbol.name = cursor.name("symbol name");
  if (symbol.undefined()) return;
  const std::uint64_t start = cursor.offset();
  symbol.index = cursor.u32("segment index");
  symbol.offset = cursor.u64("symbol offset");
  symbol.size = cursor.u64("symbol size");
  if (symbol.absolute()) return;
  const auto& segments = reading.object.data.parts;
  if (symbol.index >= segments.size())
    Cursor::fail_at(start, fmt::format("there is no segment {}", symbol.index));
  const std::uint64_t segment = segments[symbol.index].size;
  if (symbol.offset > segment || symbol.size > segment - symbol.offset) {
    Cursor::fail_at(start, fmt::format("symbol {} does not lie in its segment", symbol.name));
  }
}

void read_indexed_symbol(const ObjectReading& reading, Cursor& cursor, Symbol& symbol) {
  // Function, global, tag and table symbols, as kinds of imports.
  static constexpr std::array<std::size_t, 6> kImportKind{0, 0, 3, 0, 4, 1};
  const std::uint64_t start = cursor.offset();
  symbol.index = cursor.u32("symbol index");
  const auto& imported = reading.imports.by_kind[kImportKind[static_cast<std::size_t>(symbol.kind)]];
  if (symbol.undefined() && symbol.index >= imported.size()) {
    Cursor::fail_at(start,
                    fmt::format("an undefined symbol names import {}, which is not there", symbol.index));
  }
  const bool named = !symbol.undefined() || (symbol.flags & kExplicitName) != 0;
  symbol.name = named ? cursor.name("symbol name") : imported[symbol.index];
  if (symbol.kind != SymbolKind::kFunction) return;
  const std::size_t known = reading.object.function_types.size();
  if (symbol.index >= known || (!symbol.undefined() && symbol.index < imported.size())) {
    Cursor::fail_at(
        start, fmt::format("symbol {} names function {}, which is not defined", symbol.name, symbol.index));
  }
}

void read_object_symbols(ObjectReading& reading, Cursor cursor) {
  for (std::uint32_t left = cursor.count("symbols"); left > 0; --left) {
    const std::uint64_t start = cursor.offset();
    const std::uint8_t kind = cursor.byte("symbol kind");
    if (kind > 5) Cursor::fail_at(start, fmt::format("unknown symbol kind {}", kind));
    Symbol symbol;
    symbol.kind = static_cast<SymbolKind>(kind);
    symbol.flags = cursor.u32("symbol flags");
    if (symbol.kind == SymbolKind::kData) {
      read_data_symbol(reading, cursor, symbol);
    } else if (symbol.kind == SymbolKind::kSection) {
      symbol.index = cursor.u32("section index");
    } else {
      read_indexed_symbol(reading, cursor, symbol);
    }
    reading.object.symbols.push_back(symbol);
  }
}

void read_segment_infos(ObjectReading& reading, Cursor cursor) {
  constexpr std::uint32_t kStrings = 1;  // WASM_SEGMENT_FLAG_STRINGS
  for (std::uint32_t left = cursor.count("segment infos"); left > 0; --left) {
    const std::string_view name = cursor.name("segment name");
    cursor.u32("segment alignment");
    reading.object.segments.push_back({name, (cursor.u32("segment flags") & kStrings) != 0});
  }
}

void read_linking(ObjectReading& reading, Cursor cursor) {
  const std::uint64_t start = cursor.offset();
  const std::uint32_t version = cursor.u32("linking version");
  if (version != 2) Cursor::fail_at(start, fmt::format("linking section of version {}, not 2", version));
  while (!cursor.done()) {
    const std::uint8_t kind = cursor.byte("linking subsection");
    const std::uint32_t size = cursor.u32("linking subsection size");
    const Cursor part = cursor.sub(size, "linking subsection");
    if (kind == 5) read_segment_infos(reading, part);   // WASM_SEGMENT_INFO
    if (kind == 8) read_object_symbols(reading, part);  // WASM_SYMBOL_TABLE
  }
}

// The payload begins with the index of the section whose content it relocates.
void note_relocations(ObjectReading& reading, Cursor cursor) {
  const std::uint64_t start = cursor.offset();
  const std::uint32_t target = cursor.u32("relocated section");
  if (target >= reading.sections.size())
    Cursor::fail_at(start, fmt::format("there is no section {}", target));
  const std::uint8_t id = reading.sections[target].id;
  if (id != 10 && id != 11) return;  // debug information
  Content& content = id == 10 ? reading.object.code : reading.object.data;
  content.relocations_at = cursor.offset();
  content.relocations = cursor.take(cursor.remaining(), "relocations");
}

void read_section(ObjectReading& reading, const Section& section) {
  Cursor cursor = reading.content(section);
  if (section.id == 0) cursor.name("section name");
  if (section.id == 1) read_object_types(reading, cursor);
  if (section.id == 2) read_object_imports(reading, cursor);
  if (section.id == 3) {
    for (std::uint32_t left = cursor.count("functions"); left > 0; --left) add_function(reading, cursor);
  }
  if (section.id == 10) {
    reading.object.code.payload = section_payload(reading.bytes, section);
    read_object_code(reading, cursor);
  }
  if (section.id == 11) {
    reading.object.data.payload = section_payload(reading.bytes, section);
    read_object_data(reading, cursor);
  }
  if (section.id != 0) return;
  if (section.name == "linking") read_linking(reading, cursor);
  if (section.name.starts_with("reloc.")) note_relocations(reading, cursor);
}

}  // namespace

ObjectFile read_object(Bytes bytes) {
  if (bytes.size() >= 2 && bytes[0] == 'B' && bytes[1] == 'C') {
    throw Error("at byte 0 (0x0): LLVM bitcode, not a WebAssembly object", "compile it without -flto");
  }
  ObjectReading reading{bytes, read_sections(bytes), {}, {}};
  bool relocatable = false;
  for (const Section& section : reading.sections) {
    read_section(reading, section);
    relocatable = relocatable || (section.id == 0 && section.name == "linking");
  }
  if (!relocatable) throw Error("not a relocatable WebAssembly object: it has no linking section");
  const ObjectFile& object = reading.object;
  if (object.code.parts.size() + object.imported_functions != object.function_types.size()) {
    throw Error(fmt::format("{} functions are declared and {} have a body",
                            object.function_types.size() - object.imported_functions,
                            object.code.parts.size()));
  }
  return std::move(reading.object);
}

std::string signature_text(const Signature& signature) {
  const auto values = [](Bytes types) {
    if (types.size() > 24) {
      return fmt::format("{} values, {}", types.size(), sha256_hex(as_text(types)).substr(0, 16));
    }
    std::string text;
    for (const std::uint8_t type : types) {
      // From 0x69 (exnref) to 0x7F (i32); what the C and C++ compilers use has its usual name.
      static constexpr std::array<std::string_view, 5> kNumbers{"v128", "f64", "f32", "i64", "i32"};
      text += text.empty() ? "" : ",";
      if (type >= 0x7B)
        text += kNumbers[type - 0x7BU];
      else
        text += type == 0x70 ? "funcref" : type == 0x6F ? "externref" : fmt::format("type-{:02x}", type);
    }
    return text;
  };
  const std::string results = values(signature.results);
  const bool one = signature.results.size() == 1;
  return fmt::format("({})->{}", values(signature.parameters), one ? results : "(" + results + ")");
}

const Signature& signature_of(const ObjectFile& object, const Symbol& function) {
  return object.types[object.function_types[function.index]];
}

}  // namespace pylon::wasm

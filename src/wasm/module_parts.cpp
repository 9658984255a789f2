// Encodings: WebAssembly Core Specification 3.0, "Binary Format: Modules".
#include "wasm/module_parts.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "wasm/instructions.hpp"
#include "wasm/types.hpp"

namespace pylon::wasm {
namespace {

// They only advise, so nothing in them is an error: what comes before the first odd thing is read, and that
// is noted in the module's oddities.

// Real files have about ten. A limit, because a name takes more memory than the two bytes it may be written
// in.
constexpr std::size_t kMostNames = 10'000;

// A section may be odd at every byte.
constexpr std::size_t kMostOddities = 20;

void note(Module& module, const std::string& what) {
  if (module.oddities.size() < kMostOddities) module.oddities.push_back(what);
}

// Reads; what that refuses is an oddity.
template <typename Read>
void tolerate(Module& module, const char* section, Read read) {
  try {
    read();
  } catch (const Error& error) {
    note(module, fmt::format("custom section {}: {}", section, error.message()));
  }
}

std::string at(std::uint64_t offset) { return fmt::format("at byte {} (0x{:x})", offset, offset); }

// A list of '+' (used), '-' (must not be used) or '=' (required, of older tools) and a feature's name.
void read_target_features(Module& module, Cursor content) {
  tolerate(module, "target_features", [&] {
    for (std::uint32_t left = content.count("target features"); left > 0; --left) {
      const std::uint64_t start = content.offset();
      const std::uint8_t sign = content.byte("target feature");
      const std::string_view name = content.name("target feature");
      if (sign != '+' && sign != '-' && sign != '=')
        note(module, fmt::format("custom section target_features: {}: target feature: unknown sign 0x{:02x}",
                                 at(start), sign));
      if (module.features.size() == kMostNames) Cursor::fail_at(start, "too many target features");
      if (sign == '+') module.features.emplace_back(name);
    }
    content.expect_end("target features");
  });
  std::sort(module.features.begin(), module.features.end());
}

// producers: each field's values join the module's, in file order.
void read_producers(Module& module, Cursor content) {
  tolerate(module, "producers", [&] {
    for (std::uint32_t fields = content.count("producers fields"); fields > 0; --fields) {
      const std::uint64_t start = content.offset();
      const std::string_view field = content.name("producers field");
      if (field != "language" && field != "processed-by" && field != "sdk")
        note(module, fmt::format("custom section producers: {}: neither language nor processed-by nor sdk",
                                 at(start)));
      for (std::uint32_t values = content.count("producers values"); values > 0; --values) {
        if (module.producers.size() == kMostNames) content.fail("too many producers");
        const std::string_view name = content.name("producer");
        const std::string_view version = content.name("producer's version");
        module.producers.push_back({std::string(field), std::string(name), std::string(version)});
      }
    }
    content.expect_end("producers");
  });
}

// name: that its sub-sections are in order, each once, and as long as they say. What they hold is not read.
void check_name_section(Module& module, Cursor content) {
  tolerate(module, "name", [&] {
    for (int last = -1; !content.done();) {
      const std::uint64_t start = content.offset();
      const int id = content.byte("name sub-section");
      content.sub(content.u32("size of a name sub-section"), "name sub-section");
      if (id <= last)
        note(module, fmt::format("custom section name: {}: sub-section {} is out of order or there twice",
                                 at(start), id));
      last = std::max(last, id);
    }
  });
}

bool read_mutability(Cursor& cursor, FeatureSet& features) {
  const std::uint64_t start = cursor.offset();
  const std::uint8_t mutability = cursor.byte("mutability");
  if (mutability > 3)
    Cursor::fail_unknown(start, fmt::format("mutability: unknown flags 0x{:02x}", mutability));
  if (mutability > 1) features.add(Feature::kSharedEverything);
  return (mutability & 1U) != 0;
}

void read_functions(ModuleParts& parts, Cursor& cursor) {
  Counts& counts = parts.module.counts;
  counts.functions = cursor.count("functions");
  for (std::uint32_t left = counts.functions; left > 0; --left) cursor.index(counts.types, "type index");
}

void read_tables(ModuleParts& parts, Cursor& cursor) {
  parts.module.counts.tables = cursor.count("tables");
  for (std::uint32_t left = parts.module.counts.tables; left > 0; --left) {
    Cursor ahead = cursor;
    // 0x40 0x00: a table whose entries have an initial value other than null.
    const bool with_value = ahead.byte("table") == 0x40;
    if (with_value) {
      const std::uint64_t start = ahead.offset();
      if (ahead.byte("table") != 0) Cursor::fail_unknown(start, "table: the byte after 0x40 is not 0");
      cursor = ahead;
      parts.features.add(Feature::kGc);
    }
    read_table_type(parts, cursor);
    if (with_value) read_constant_expression(cursor, parts.features, parts.globals_imported);
  }
}

void read_memories(ModuleParts& parts, Cursor& cursor) {
  for (std::uint32_t left = cursor.count("memories"); left > 0; --left)
    parts.module.memories.push_back(read_memory(parts, cursor));
}

void read_tags(ModuleParts& parts, Cursor& cursor) {
  parts.module.counts.tags = cursor.count("tags");
  for (std::uint32_t left = parts.module.counts.tags; left > 0; --left) read_tag_type(parts, cursor);
}

void read_globals(ModuleParts& parts, Cursor& cursor) {
  parts.module.counts.globals = cursor.count("globals");
  for (std::uint32_t left = parts.module.counts.globals; left > 0; --left) {
    read_global_type(parts, cursor);
    read_constant_expression(cursor, parts.features, parts.globals_imported);
  }
}

void read_code(ModuleParts& parts, Cursor& cursor) {
  const std::uint64_t start = cursor.offset();
  const std::uint32_t count = cursor.count("function bodies");
  if (count != parts.module.counts.functions) {
    Cursor::fail_at(start,
                    fmt::format("{} function bodies for {} functions", count, parts.module.counts.functions));
  }
  std::vector<Body>& bodies = parts.bodies.emplace();
  for (std::uint32_t left = count; left > 0; --left) {
    const std::uint64_t size = cursor.u32("function size");
    bodies.push_back({cursor.offset(), size});
    cursor.take(size, "function body");
  }
}

void read_custom(Module& module, const Section& section, Cursor content) {
  content.name("section name");
  if (section.name == "target_features") read_target_features(module, content);
  if (section.name == "producers") read_producers(module, content);
  if (section.name == "name") check_name_section(module, content);
}

// Numbers that more than one section has to agree on.
void check_agreement(const ModuleParts& parts, std::uint64_t end) {
  const Counts& counts = parts.module.counts;
  if (counts.functions > 0 && !parts.bodies)
    Cursor::fail_at(end, fmt::format("{} functions, and no code section", counts.functions));
  if (parts.data_count.value_or(counts.data) != counts.data)
    Cursor::fail_at(end, fmt::format("data_count says {}, and there is no data section", *parts.data_count));
}

void note_numbers(ModuleParts& parts) {
  if (number_of(parts, "table") > 1) parts.features.add(Feature::kReferenceTypes);
  if (number_of(parts, "memory") > 1) parts.features.add(Feature::kMultimemory);
}

// By the section's id; custom sections (0) end where their tools say.
void read_content(ModuleParts& parts, std::uint8_t id, Cursor& cursor) {
  switch (id) {
    case 1:
      parts.types_with_results = read_types(cursor, parts.features);
      parts.module.counts.types = static_cast<std::uint32_t>(parts.types_with_results.size());
      break;
    case 2:
      read_imports(parts, cursor);
      parts.globals_imported = parts.changing_globals.size();
      break;
    case 3:
      return read_functions(parts, cursor);
    case 4:
      return read_tables(parts, cursor);
    case 5:
      return read_memories(parts, cursor);
    case 6:
      return read_globals(parts, cursor);
    case 7:
      return read_exports(parts, cursor);
    case 8:
      parts.module.start = cursor.index(number_of(parts, "func"), "start function");
      break;
    case 9:
      return read_elements(parts, cursor);
    case 10:
      return read_code(parts, cursor);
    case 11:
      return read_data(parts, cursor);
    case 12:
      parts.features.add(Feature::kBulkMemory);
      parts.data_count = cursor.u32("data_count");
      break;
    case 13:
      return read_tags(parts, cursor);
    default:
      Cursor::fail_unknown(cursor.offset(), fmt::format("unknown section id {}", id));
  }
}

}  // namespace

void read_table_type(ModuleParts& parts, Cursor& cursor) {
  read_element_type(cursor, parts.features);
  const std::uint64_t start = cursor.offset();
  const Limits limits = read_limits(cursor);
  if (limits.page_bytes) Cursor::fail_unknown(start, "limits: a page size of a table");
  if (limits.shared) parts.features.add(Feature::kSharedEverything);
  if (limits.memory64) parts.features.add(Feature::kMemory64);
}

Limits read_memory(ModuleParts& parts, Cursor& cursor) {
  const Limits limits = read_limits(cursor);
  if (limits.shared) parts.features.add(Feature::kAtomics);
  if (limits.memory64) parts.features.add(Feature::kMemory64);
  if (limits.page_bytes) parts.features.add(Feature::kCustomPageSizes);
  return limits;
}

bool read_global_type(ModuleParts& parts, Cursor& cursor) {
  read_value_type(cursor, parts.features);
  parts.changing_globals.push_back(read_mutability(cursor, parts.features));
  return parts.changing_globals.back();
}

void read_tag_type(ModuleParts& parts, Cursor& cursor) {
  const std::uint64_t start = cursor.offset();
  if (cursor.byte("tag attribute") != 0) Cursor::fail_unknown(start, "tag attribute: not 0 (an exception)");
  const std::uint32_t type = cursor.index(parts.module.counts.types, "type index");
  // A tag with results is of stack-switching: whoever resumes a suspended computation gives them. Nobody
  // answers an exception.
  if (parts.types_with_results[type]) parts.features.add(Feature::kStackSwitching);
  parts.features.add(Feature::kExceptionTags);
}

ModuleParts read_parts(Bytes bytes, Reading reading) {
  ModuleParts parts;
  parts.module.bytes = bytes.size();
  parts.module.sections = read_sections(bytes);
  for (const Section& section : parts.module.sections) {
    Cursor cursor(section_payload(bytes, section), section.offset + section.header);
    if (section.id == 0) {
      read_custom(parts.module, section, cursor);
    } else if (parts.unread.empty()) {
      try {
        read_content(parts, section.id, cursor);
        cursor.expect_end(section.name + " section");
      } catch (const UnknownEncoding& error) {
        if (reading == Reading::kWhole) throw;
        parts.unread = error.message();
      }
    }
  }
  // What was not read agrees with nothing.
  if (parts.unread.empty()) check_agreement(parts, bytes.size());
  note_numbers(parts);
  return parts;
}

Module read_module(Bytes bytes) { return read_parts(bytes).module; }

}  // namespace pylon::wasm

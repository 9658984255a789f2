#include "wasm/features.hpp"

#include <fmt/format.h>

#include <set>
#include <string_view>

#include "wasm/cursor.hpp"

namespace pylon::wasm {
namespace {

using Features = std::set<std::string_view>;

void read_value_type(Cursor& cursor, Features& features) {
  const std::uint64_t start = cursor.offset();
  const std::uint8_t type = cursor.byte("value type");
  if (type >= 0x7C && type <= 0x7F) return;
  if (type == 0x7B)
    features.insert("simd128");
  else if (type == 0x70 || type == 0x6F)
    features.insert("reference-types");
  else if (type == 0x69)
    features.insert("exception-handling");
  else
    Cursor::fail_at(start, fmt::format("unknown value type 0x{:02x}", type));
}

// Nothing, one value type, or (since multi-value) the number of a function type.
void read_block_type(Cursor& cursor, Features& features) {
  Cursor ahead = cursor;
  const std::uint8_t first = ahead.byte("block type");
  if (first == 0x40) {
    cursor = ahead;
  } else if ((first & 0xC0U) == 0x40) {
    read_value_type(cursor, features);
  } else {
    cursor.s64("block type");
    features.insert("multivalue");
  }
}

void read_memory_operand(Cursor& cursor, Features& features) {
  if ((cursor.u32("alignment") & 0x40U) != 0) {
    cursor.u32("memory index");
    features.insert("multimemory");
  }
  cursor.u64("offset");
}

void read_table_index(Cursor& cursor, Features& features) {
  const std::uint64_t before = cursor.position();
  // A first table in one byte is what version 1.0 had there: a reserved zero.
  if (cursor.u32("table index") != 0 || cursor.position() - before != 1) features.insert("reference-types");
}

void read_try_table(Cursor& cursor, Features& features) {
  read_block_type(cursor, features);
  for (std::uint32_t left = cursor.count("catch clauses"); left > 0; --left) {
    if (cursor.byte("catch clause") < 2) cursor.u32("tag index");
    cursor.u32("label");
  }
}

// 0x02 … 0x1F: control. False when the opcode is none of them.
bool read_control(std::uint8_t opcode, Cursor& cursor, Features& features) {
  switch (opcode) {
    case 0x00:
    case 0x01:
    case 0x05:
    case 0x0B:
    case 0x0F:
    case 0x1A:
    case 0x1B:
      return true;
    case 0x02:
    case 0x03:
    case 0x04:
      read_block_type(cursor, features);
      return true;
    case 0x0C:
    case 0x0D:
    case 0x10:
      cursor.u32("index");
      return true;
    case 0x0E:
      for (std::uint32_t left = cursor.count("branch targets"); left > 0; --left) cursor.u32("label");
      cursor.u32("label");
      return true;
    case 0x11:
    case 0x13:
      cursor.u32("type index");
      read_table_index(cursor, features);
      if (opcode == 0x13) features.insert("tail-call");
      return true;
    case 0x12:
      cursor.u32("index");
      features.insert("tail-call");
      return true;
    case 0x1C:
      for (std::uint32_t left = cursor.count("types of select"); left > 0; --left)
        read_value_type(cursor, features);
      features.insert("reference-types");
      return true;
    case 0x06:
      read_block_type(cursor, features);
      break;
    case 0x1F:
      read_try_table(cursor, features);
      break;
    case 0x07:
    case 0x08:
    case 0x09:
    case 0x18:
      cursor.u32("index");
      break;
    case 0x0A:
    case 0x19:
      break;
    default:
      return false;
  }
  features.insert("exception-handling");
  return true;
}

// Instructions with prefix 0xFC: saturating conversions, bulk memory, tables.
bool read_numeric_prefix(Cursor& cursor, Features& features) {
  const std::uint32_t opcode = cursor.u32("instruction");
  if (opcode > 17) return false;
  if (opcode < 8) {
    features.insert("nontrapping-fptoint");
    return true;
  }
  features.insert(opcode < 15 ? "bulk-memory" : "reference-types");
  cursor.u32("index");
  const bool two = opcode == 8 || opcode == 10 || opcode == 12 || opcode == 14;
  if (two) cursor.u32("index");
  return true;
}

bool read_simd(Cursor& cursor, Features& features) {
  const std::uint32_t opcode = cursor.u32("instruction");
  if (opcode > 0x114) return false;
  features.insert(opcode < 0x100 ? "simd128" : "relaxed-simd");
  const bool lane_memory = opcode >= 84 && opcode <= 91;
  if (opcode <= 11 || opcode == 92 || opcode == 93 || lane_memory) read_memory_operand(cursor, features);
  if (opcode == 12 || opcode == 13) cursor.take(16, "vector constant");
  if (lane_memory || (opcode >= 21 && opcode <= 34)) cursor.byte("lane");
  return true;
}

bool read_atomic(Cursor& cursor, Features& features) {
  const std::uint32_t opcode = cursor.u32("instruction");
  if (opcode > 0x4E || (opcode > 3 && opcode < 0x10)) return false;
  features.insert("atomics");
  if (opcode == 3)
    cursor.byte("fence");
  else
    read_memory_operand(cursor, features);
  return true;
}

bool read_plain(std::uint8_t opcode, Cursor& cursor, Features& features) {
  if (opcode >= 0x45 && opcode <= 0xBF) return true;
  if (opcode >= 0x28 && opcode <= 0x3E) return read_memory_operand(cursor, features), true;
  if ((opcode >= 0x20 && opcode <= 0x24) || opcode == 0x3F || opcode == 0x40)
    return cursor.u32("index"), true;
  if (opcode == 0x41) return cursor.s32("constant"), true;
  if (opcode == 0x42) return cursor.s64("constant"), true;
  if (opcode == 0x43 || opcode == 0x44) return cursor.take(opcode == 0x43 ? 4 : 8, "constant"), true;
  if (opcode >= 0xC0 && opcode <= 0xC4) return features.insert("sign-ext"), true;
  const bool reference = opcode == 0x25 || opcode == 0x26 || (opcode >= 0xD0 && opcode <= 0xD2);
  if (!reference) return false;
  features.insert("reference-types");
  if (opcode == 0xD0)
    cursor.s64("heap type");
  else if (opcode != 0xD1)
    cursor.u32("index");
  return true;
}

// Reads one instruction with its operands and returns its first byte.
std::uint8_t read_instruction(Cursor& cursor, Features& features) {
  const std::uint64_t start = cursor.offset();
  const std::uint8_t opcode = cursor.byte("instruction");
  bool known = false;
  if (opcode == 0xFC)
    known = read_numeric_prefix(cursor, features);
  else if (opcode == 0xFD)
    known = read_simd(cursor, features);
  else if (opcode == 0xFE)
    known = read_atomic(cursor, features);
  else
    known = read_plain(opcode, cursor, features) || read_control(opcode, cursor, features);
  if (!known) Cursor::fail_at(start, fmt::format("unknown instruction 0x{:02x}", opcode));
  return opcode;
}

// The initial value of a global, the place of a segment. Arithmetic in it is the extended-const feature.
void read_constant_expression(Cursor& cursor, Features& features) {
  while (true) {
    const std::uint8_t opcode = read_instruction(cursor, features);
    if (opcode == 0x0B) return;
    if ((opcode >= 0x6A && opcode <= 0x6C) || (opcode >= 0x7C && opcode <= 0x7E))
      features.insert("extended-const");
  }
}

void read_types(Cursor cursor, Features& features) {
  for (std::uint32_t left = cursor.count("types"); left > 0; --left) {
    const std::uint64_t start = cursor.offset();
    if (cursor.byte("type") != 0x60) Cursor::fail_at(start, "a type that is not a function type");
    for (std::uint32_t values = cursor.count("parameters"); values > 0; --values)
      read_value_type(cursor, features);
    const std::uint32_t results = cursor.count("results");
    if (results > 1) features.insert("multivalue");
    for (std::uint32_t values = results; values > 0; --values) read_value_type(cursor, features);
  }
}

// Whether each global can change, by index: the imported ones, then those that are defined.
std::vector<bool> read_globals(Cursor cursor, Features& features) {
  std::vector<bool> changing;
  for (std::uint32_t left = cursor.count("globals"); left > 0; --left) {
    read_value_type(cursor, features);
    changing.push_back(cursor.byte("mutability") == 1);
    read_constant_expression(cursor, features);
  }
  return changing;
}

void read_code(Cursor cursor, Features& features) {
  for (std::uint32_t left = cursor.count("functions"); left > 0; --left) {
    const std::uint32_t size = cursor.u32("function size");
    Cursor body = cursor.sub(size, "function body");
    for (std::uint32_t groups = body.count("local variables"); groups > 0; --groups) {
      body.u32("number of local variables");
      read_value_type(body, features);
    }
    std::uint8_t last = 0;
    while (!body.done()) last = read_instruction(body, features);
    if (last != 0x0B) body.fail("a function body does not end with `end`");
  }
}

void read_data(Cursor cursor, Features& features) {
  for (std::uint32_t left = cursor.count("data segments"); left > 0; --left) {
    const std::uint32_t flags = cursor.u32("segment flags");
    if (flags == 1) features.insert("bulk-memory");
    if (flags == 2) cursor.u32("memory index");
    if (flags != 1) read_constant_expression(cursor, features);
    cursor.take(cursor.u32("segment size"), "segment");
  }
}

void note_border(const Module& module, const std::vector<bool>& defined, Features& features) {
  std::vector<bool> changing;
  std::size_t memories = module.memories.size();
  for (const Import& entry : module.imports) {
    if (entry.kind == "global") changing.push_back(entry.mutable_global);
    if (entry.kind == "tag") features.insert("exception-handling");
    if (entry.kind == "memory") ++memories;
    if (entry.mutable_global) features.insert("mutable-globals");
  }
  changing.insert(changing.end(), defined.begin(), defined.end());
  for (const Export& entry : module.exports) {
    if (entry.kind == "global" && entry.index < changing.size() && changing[entry.index]) {
      features.insert("mutable-globals");
    }
  }
  for (const Limits& limits : module.memories) {
    if (limits.shared) features.insert("atomics");
    if (limits.memory64) features.insert("memory64");
  }
  if (memories > 1) features.insert("multimemory");
}

}  // namespace

std::vector<std::string> used_features(Bytes bytes) {
  const Module module = read_module(bytes);
  Features features;
  std::vector<bool> globals;
  for (const Section& section : module.sections) {
    Cursor cursor(section_payload(bytes, section), section.offset + section.header);
    if (section.id == 1) read_types(cursor, features);
    if (section.id == 6) globals = read_globals(cursor, features);
    if (section.id == 4 && cursor.count("tables") > 1) features.insert("reference-types");
    if (section.id == 10) read_code(cursor, features);
    if (section.id == 11) read_data(cursor, features);
    if (section.id == 12) features.insert("bulk-memory");
    if (section.id == 13) features.insert("exception-handling");
  }
  note_border(module, globals, features);
  return {features.begin(), features.end()};
}

}  // namespace pylon::wasm

// Encodings: WebAssembly Core Specification 3.0, "Binary Format: Instructions"; the legacy exceptions from
// proposals/exception-handling/legacy, atomics from proposals/threads.
#include "wasm/instructions.hpp"

#include <fmt/format.h>

#include "base/error.hpp"
#include "wasm/types.hpp"

namespace pylon::wasm {
namespace {

// Nothing, one value type, or (since multi-value) the number of a function type.
void read_block_type(Cursor& cursor, FeatureSet& features) {
  Cursor ahead = cursor;
  const std::uint8_t first = ahead.byte("block type");
  if (first == 0x40) {
    cursor = ahead;
  } else if ((first & 0xC0U) == 0x40) {
    read_value_type(cursor, features);
  } else {
    const std::uint64_t start = cursor.offset();
    if (cursor.s33("block type") < 0) Cursor::fail_at(start, "block type: a negative type index");
    features.add(Feature::kMultivalue);
  }
}

void read_memory_operand(Cursor& cursor, FeatureSet& features) {
  if ((cursor.u32("alignment") & 0x40U) != 0) {
    cursor.u32("memory index");
    features.add(Feature::kMultimemory);
  }
  cursor.u64("offset");
}

void read_table_index(Cursor& cursor, FeatureSet& features) {
  const std::uint64_t before = cursor.position();
  // A first table in one byte is what version 1.0 had there: a reserved zero.
  if (cursor.u32("table index") != 0 || cursor.position() - before != 1)
    features.add(Feature::kReferenceTypes);
}

void read_try_table(Cursor& cursor, FeatureSet& features) {
  read_block_type(cursor, features);
  for (std::uint32_t left = cursor.count("catch clauses"); left > 0; --left) {
    const std::uint64_t start = cursor.offset();
    const std::uint8_t clause = cursor.byte("catch clause");
    if (clause > 3) Cursor::fail_at(start, fmt::format("catch clause: unknown kind 0x{:02x}", clause));
    if (clause < 2) cursor.u32("tag index");
    cursor.u32("label");
  }
  features.add(Feature::kExceptionHandling);
}

void read_branch_table(Cursor& cursor) {
  for (std::uint32_t left = cursor.count("branch targets"); left > 0; --left) cursor.u32("label");
  cursor.u32("label");
}

void read_typed_select(Cursor& cursor, FeatureSet& features) {
  for (std::uint32_t left = cursor.count("types of select"); left > 0; --left)
    read_value_type(cursor, features);
  features.add(Feature::kReferenceTypes);
}

// call, call_indirect, call_ref and their return_ forms.
void read_call(std::uint8_t opcode, Cursor& cursor, FeatureSet& features) {
  cursor.u32("index");
  if (opcode == 0x11 || opcode == 0x13) read_table_index(cursor, features);
  if (opcode == 0x12 || opcode == 0x13 || opcode == 0x15) features.add(Feature::kTailCall);
  if (opcode == 0x14 || opcode == 0x15) features.add(Feature::kGc);
}

// try, catch, rethrow, delegate, catch_all as they were before exnref.
void read_legacy_exception(std::uint8_t opcode, Cursor& cursor, FeatureSet& features) {
  if (opcode == 0x06) read_block_type(cursor, features);
  if (opcode == 0x07 || opcode == 0x09 || opcode == 0x18) cursor.u32("index");
  features.add(Feature::kLegacyExceptions);
}

// 0x00 … 0x1F: control and parametric instructions. False when the opcode is none of them.
bool read_control(std::uint8_t opcode, Cursor& cursor, FeatureSet& features) {
  if (opcode <= 0x01 || opcode == 0x05 || opcode == 0x0B || opcode == 0x0F) return true;
  if (opcode == 0x1A || opcode == 0x1B) return true;  // drop, select
  if (opcode >= 0x02 && opcode <= 0x04) return read_block_type(cursor, features), true;
  if (opcode == 0x0C || opcode == 0x0D) return cursor.u32("label"), true;
  if (opcode == 0x0E) return read_branch_table(cursor), true;
  if (opcode >= 0x10 && opcode <= 0x15) return read_call(opcode, cursor, features), true;
  if (opcode == 0x1C) return read_typed_select(cursor, features), true;
  if (opcode == 0x1F) return read_try_table(cursor, features), true;
  if (opcode == 0x08) return cursor.u32("tag index"), features.add(Feature::kExceptionTags), true;  // throw
  if (opcode == 0x0A) return features.add(Feature::kExceptionHandling), true;  // throw_ref
  const bool legacy = opcode == 0x06 || opcode == 0x07 || opcode == 0x09 || opcode == 0x18 || opcode == 0x19;
  if (legacy) read_legacy_exception(opcode, cursor, features);
  return legacy;
}

// Prefix 0xFB: structures, arrays, casts, i31.
bool read_gc(Cursor& cursor, FeatureSet& features) {
  const std::uint32_t opcode = cursor.u32("instruction");
  if (opcode > 30) return false;
  features.add(Feature::kGc);
  if (opcode >= 20 && opcode <= 23) return read_heap_type(cursor, features), true;  // ref.test, ref.cast
  if (opcode == 24 || opcode == 25) {                                               // br_on_cast(_fail)
    cursor.byte("cast flags");
    cursor.u32("label");
    read_heap_type(cursor, features);
    return read_heap_type(cursor, features), true;
  }
  if (opcode == 15 || opcode >= 26) return true;
  cursor.u32("type index");
  const bool two = (opcode >= 2 && opcode <= 5) || (opcode >= 8 && opcode <= 10) || (opcode >= 17);
  if (two) cursor.u32("index");
  return true;
}

// Prefix 0xFC: saturating conversions, bulk memory, tables.
bool read_numeric_prefix(Cursor& cursor, FeatureSet& features) {
  const std::uint32_t opcode = cursor.u32("instruction");
  if (opcode > 17) return false;
  if (opcode < 8) return features.add(Feature::kNontrappingFptoint), true;
  features.add(opcode < 15 ? Feature::kBulkMemory : Feature::kReferenceTypes);
  cursor.u32("index");
  const bool two = opcode == 8 || opcode == 10 || opcode == 12 || opcode == 14;
  if (two) cursor.u32("index");
  return true;
}

// Prefix 0xFD.
bool read_simd(Cursor& cursor, FeatureSet& features) {
  const std::uint32_t opcode = cursor.u32("instruction");
  if (opcode > 0x113) return false;
  features.add(opcode < 0x100 ? Feature::kSimd128 : Feature::kRelaxedSimd);
  const bool lane_memory = opcode >= 84 && opcode <= 91;
  if (opcode <= 11 || opcode == 92 || opcode == 93 || lane_memory) read_memory_operand(cursor, features);
  if (opcode == 12 || opcode == 13) cursor.take(16, "vector constant");
  if (lane_memory || (opcode >= 21 && opcode <= 34)) cursor.byte("lane");
  return true;
}

// Prefix 0xFE.
bool read_atomic(Cursor& cursor, FeatureSet& features) {
  const std::uint32_t opcode = cursor.u32("instruction");
  if (opcode > 0x4E || (opcode > 3 && opcode < 0x10)) return false;
  features.add(Feature::kAtomics);
  if (opcode == 3)
    cursor.byte("fence");
  else
    read_memory_operand(cursor, features);
  return true;
}

// 0x25, 0x26 and 0xD0 … 0xD6: tables and references. False when the opcode is none of them.
bool read_reference_instruction(std::uint8_t opcode, Cursor& cursor, FeatureSet& features) {
  if (opcode >= 0xD3 && opcode <= 0xD6) {  // ref.eq, ref.as_non_null, br_on_null, br_on_non_null
    if (opcode >= 0xD5) cursor.u32("label");
    return features.add(Feature::kGc), true;
  }
  if (opcode != 0x25 && opcode != 0x26 && (opcode < 0xD0 || opcode > 0xD2)) return false;
  features.add(Feature::kReferenceTypes);
  if (opcode == 0xD0)
    read_heap_type(cursor, features);
  else if (opcode != 0xD1)
    cursor.u32("index");
  return true;
}

// What 0.x and 1.0 had, and sign extension.
bool read_plain(std::uint8_t opcode, Cursor& cursor, FeatureSet& features) {
  if (opcode >= 0x45 && opcode <= 0xBF) return true;
  if (opcode >= 0x28 && opcode <= 0x3E) return read_memory_operand(cursor, features), true;
  if ((opcode >= 0x20 && opcode <= 0x24) || opcode == 0x3F || opcode == 0x40)
    return cursor.u32("index"), true;
  if (opcode == 0x41) return cursor.s32("constant"), true;
  if (opcode == 0x42) return cursor.s64("constant"), true;
  if (opcode == 0x43 || opcode == 0x44) return cursor.take(opcode == 0x43 ? 4 : 8, "constant"), true;
  if (opcode >= 0xC0 && opcode <= 0xC4) return features.add(Feature::kSignExt), true;
  return false;
}

// Core Specification, "Constant Expressions": constants, global.get, ref.null, ref.func, i32 and i64 add, sub
// and mul, v128.const, and the making of structures, arrays and i31.
bool may_be_constant(std::uint8_t opcode) {
  return opcode == 0x0B || opcode == 0x23 || (opcode >= 0x41 && opcode <= 0x44) || opcode == 0xD0 ||
         opcode == 0xD2 || (opcode >= 0x6A && opcode <= 0x6C) || (opcode >= 0x7C && opcode <= 0x7E) ||
         opcode == 0xFB || opcode == 0xFD;
}

}  // namespace

std::uint8_t read_instruction(Cursor& cursor, FeatureSet& features) {
  const std::uint64_t start = cursor.offset();
  const std::uint8_t opcode = cursor.byte("instruction");
  bool known = false;
  if (opcode == 0xFB)
    known = read_gc(cursor, features);
  else if (opcode == 0xFC)
    known = read_numeric_prefix(cursor, features);
  else if (opcode == 0xFD)
    known = read_simd(cursor, features);
  else if (opcode == 0xFE)
    known = read_atomic(cursor, features);
  else
    known = read_plain(opcode, cursor, features) || read_control(opcode, cursor, features) ||
            read_reference_instruction(opcode, cursor, features);
  if (!known) Cursor::fail_at(start, fmt::format("unknown instruction 0x{:02x}", opcode));
  return opcode;
}

void read_constant_expression(Cursor& cursor, FeatureSet& features) {
  while (true) {
    const std::uint64_t start = cursor.offset();
    const std::uint8_t opcode = read_instruction(cursor, features);
    if (!may_be_constant(opcode))
      Cursor::fail_at(start, fmt::format("instruction 0x{:02x} in a constant expression", opcode));
    if (opcode == 0x0B) return;
    if ((opcode >= 0x6A && opcode <= 0x6C) || (opcode >= 0x7C && opcode <= 0x7E))
      features.add(Feature::kExtendedConst);
  }
}

void read_body(Cursor body, FeatureSet& features) {
  for (std::uint32_t groups = body.count("local variables"); groups > 0; --groups) {
    body.u32("number of local variables");
    read_value_type(body, features);
  }
  std::uint64_t open = 1;  // blocks, the function itself among them
  while (open > 0) {
    if (body.done()) body.fail("a function body does not end with `end`");
    const std::uint8_t opcode = read_instruction(body, features);
    const bool opens = (opcode >= 0x02 && opcode <= 0x04) || opcode == 0x06 || opcode == 0x1F;
    if (opens) ++open;
    if (opcode == 0x0B || opcode == 0x18) --open;  // `delegate` closes its `try`
  }
  body.expect_end("function body");
}

}  // namespace pylon::wasm

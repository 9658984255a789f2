// What fills globals, tables and segments before anything runs.
#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "wasm/instructions.hpp"
#include "wasm/opcodes.hpp"

namespace pylon::wasm {
namespace {

// Core Specification, "Constant Expressions": constants, global.get, ref.null, ref.func, i32 and i64 add, sub
// and mul, and the making of structures, arrays and i31; custom-descriptors and shared-everything add some.
bool may_be_constant(const Op& op) {
  static constexpr std::array<std::string_view, 26> kNames{"end",
                                                           "global.get",
                                                           "i32.const",
                                                           "i64.const",
                                                           "f32.const",
                                                           "f64.const",
                                                           "v128.const",
                                                           "ref.null",
                                                           "ref.func",
                                                           "i32.add",
                                                           "i32.sub",
                                                           "i32.mul",
                                                           "i64.add",
                                                           "i64.sub",
                                                           "i64.mul",
                                                           "struct.new",
                                                           "struct.new_default",
                                                           "array.new",
                                                           "array.new_default",
                                                           "array.new_fixed",
                                                           "ref.i31",
                                                           "any.convert_extern",
                                                           "extern.convert_any",
                                                           "struct.new_desc",
                                                           "struct.new_default_desc",
                                                           "ref.i31_shared"};
  return std::ranges::find(kNames, op.name) != kNames.end();
}

bool is_arithmetic(std::uint8_t opcode) {
  return (opcode >= 0x6A && opcode <= 0x6C) || (opcode >= 0x7C && opcode <= 0x7E);
}

}  // namespace

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

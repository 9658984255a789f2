// Encodings: WebAssembly Core Specification 3.0, "Binary Format: Instructions", and the proposals that are
// not in it: legacy exceptions, threads, shared-everything-threads, stack-switching, wide-arithmetic,
// memory-control, custom-descriptors.
#include "wasm/opcodes.hpp"

#include <algorithm>

namespace pylon::wasm {
namespace {

using enum Feature;

struct Bits {
  std::uint32_t bits = 0;
  constexpr Bits(Feature feature) : bits(1U << static_cast<unsigned>(feature)) {}  // NOLINT: reads as a set
  constexpr explicit Bits(std::uint32_t all) : bits(all) {}
};
constexpr Bits operator|(Feature a, Feature b) { return Bits(Bits(a).bits | Bits(b).bits); }
constexpr Bits kVersion1{0U};

// Instructions of successive codes that have the same operands and features; "-": a code that nobody uses.
struct OpcodeRow {
  std::uint32_t first;
  Operands operands;
  Bits features;
  std::string_view names;
};

// clang-format off
// Of one byte, which are those of version 1.0 and what joined them there.
constexpr std::array kOneByte{
    OpcodeRow{0x00, Operands::kNone, kVersion1, "unreachable nop"},
    OpcodeRow{0x02, Operands::kBlock, kVersion1, "block loop if"},
    OpcodeRow{0x05, Operands::kNone, kVersion1, "else"},
    OpcodeRow{0x06, Operands::kBlock, kLegacyExceptions, "try"},
    OpcodeRow{0x07, Operands::kIndex, kLegacyExceptions, "catch"},
    OpcodeRow{0x08, Operands::kIndex, kExceptionTags, "throw"},
    OpcodeRow{0x09, Operands::kIndex, kLegacyExceptions, "rethrow"},
    OpcodeRow{0x0A, Operands::kNone, kExceptionHandling, "throw_ref"},
    OpcodeRow{0x0B, Operands::kNone, kVersion1, "end"},
    OpcodeRow{0x0C, Operands::kIndex, kVersion1, "br br_if"},
    OpcodeRow{0x0E, Operands::kBranches, kVersion1, "br_table"},
    OpcodeRow{0x0F, Operands::kNone, kVersion1, "return"},
    OpcodeRow{0x10, Operands::kIndex, kVersion1, "call"},
    OpcodeRow{0x11, Operands::kIndexTable, kVersion1, "call_indirect"},
    OpcodeRow{0x12, Operands::kIndex, kTailCall, "return_call"},
    OpcodeRow{0x13, Operands::kIndexTable, kTailCall, "return_call_indirect"},
    OpcodeRow{0x14, Operands::kIndex, kGc, "call_ref"},
    OpcodeRow{0x15, Operands::kIndex, kGc | kTailCall, "return_call_ref"},
    OpcodeRow{0x18, Operands::kDelegate, kLegacyExceptions, "delegate"},
    OpcodeRow{0x19, Operands::kNone, kLegacyExceptions, "catch_all"},
    OpcodeRow{0x1A, Operands::kNone, kVersion1, "drop select"},
    OpcodeRow{0x1C, Operands::kTypes, kReferenceTypes, "select_typed"},
    OpcodeRow{0x1F, Operands::kTryTable, kExceptionHandling, "try_table"},
    OpcodeRow{0x20, Operands::kIndex, kVersion1, "local.get local.set local.tee global.get global.set"},
    OpcodeRow{0x25, Operands::kIndex, kReferenceTypes, "table.get table.set"},
    OpcodeRow{0x28, Operands::kMemory, kVersion1,
        "i32.load i64.load f32.load f64.load i32.load8_s i32.load8_u i32.load16_s i32.load16_u "
        "i64.load8_s i64.load8_u i64.load16_s i64.load16_u i64.load32_s i64.load32_u i32.store "
        "i64.store f32.store f64.store i32.store8 i32.store16 i64.store8 i64.store16 i64.store32"},
    OpcodeRow{0x3F, Operands::kMemoryIndex, kVersion1, "memory.size memory.grow"},
    OpcodeRow{0x41, Operands::kS32, kVersion1, "i32.const"},
    OpcodeRow{0x42, Operands::kS64, kVersion1, "i64.const"},
    OpcodeRow{0x43, Operands::kBytes4, kVersion1, "f32.const"},
    OpcodeRow{0x44, Operands::kBytes8, kVersion1, "f64.const"},
    OpcodeRow{0x45, Operands::kNone, kVersion1,
        "i32.eqz i32.eq i32.ne i32.lt_s i32.lt_u i32.gt_s i32.gt_u i32.le_s i32.le_u i32.ge_s "
        "i32.ge_u i64.eqz i64.eq i64.ne i64.lt_s i64.lt_u i64.gt_s i64.gt_u i64.le_s i64.le_u "
        "i64.ge_s i64.ge_u f32.eq f32.ne f32.lt f32.gt f32.le f32.ge f64.eq f64.ne f64.lt f64.gt "
        "f64.le f64.ge i32.clz i32.ctz i32.popcnt i32.add i32.sub i32.mul i32.div_s i32.div_u "
        "i32.rem_s i32.rem_u i32.and i32.or i32.xor i32.shl i32.shr_s i32.shr_u i32.rotl i32.rotr "
        "i64.clz i64.ctz i64.popcnt i64.add i64.sub i64.mul i64.div_s i64.div_u i64.rem_s "
        "i64.rem_u i64.and i64.or i64.xor i64.shl i64.shr_s i64.shr_u i64.rotl i64.rotr f32.abs "
        "f32.neg f32.ceil f32.floor f32.trunc f32.nearest f32.sqrt f32.add f32.sub f32.mul "
        "f32.div f32.min f32.max f32.copysign f64.abs f64.neg f64.ceil f64.floor f64.trunc "
        "f64.nearest f64.sqrt f64.add f64.sub f64.mul f64.div f64.min f64.max f64.copysign "
        "i32.wrap_i64 i32.trunc_f32_s i32.trunc_f32_u i32.trunc_f64_s i32.trunc_f64_u "
        "i64.extend_i32_s i64.extend_i32_u i64.trunc_f32_s i64.trunc_f32_u i64.trunc_f64_s "
        "i64.trunc_f64_u f32.convert_i32_s f32.convert_i32_u f32.convert_i64_s f32.convert_i64_u "
        "f32.demote_f64 f64.convert_i32_s f64.convert_i32_u f64.convert_i64_s f64.convert_i64_u "
        "f64.promote_f32 i32.reinterpret_f32 i64.reinterpret_f64 f32.reinterpret_i32 "
        "f64.reinterpret_i64"},
    OpcodeRow{0xC0, Operands::kNone, kSignExt,
        "i32.extend8_s i32.extend16_s i64.extend8_s i64.extend16_s i64.extend32_s"},
    OpcodeRow{0xD0, Operands::kHeapType, kReferenceTypes, "ref.null"},
    OpcodeRow{0xD1, Operands::kNone, kReferenceTypes, "ref.is_null"},
    OpcodeRow{0xD2, Operands::kIndex, kReferenceTypes, "ref.func"},
    OpcodeRow{0xD3, Operands::kNone, kGc, "ref.eq ref.as_non_null"},
    OpcodeRow{0xD5, Operands::kIndex, kGc, "br_on_null br_on_non_null"},
    OpcodeRow{0xE0, Operands::kIndex, kStackSwitching, "cont.new"},
    OpcodeRow{0xE1, Operands::kIndex2, kStackSwitching, "cont.bind"},
    OpcodeRow{0xE2, Operands::kIndex, kStackSwitching, "suspend"},
    OpcodeRow{0xE3, Operands::kHandlers, kStackSwitching, "resume"},
    OpcodeRow{0xE4, Operands::kIndexHandlers, kStackSwitching, "resume_throw"},
    OpcodeRow{0xE5, Operands::kHandlers, kStackSwitching, "resume_throw_ref"},
    OpcodeRow{0xE6, Operands::kIndex2, kStackSwitching, "switch"},
};
// 0xFB: structures, arrays, casts, i31.
constexpr std::array kGarbage{
    OpcodeRow{0x00, Operands::kIndex, kGc, "struct.new struct.new_default"},
    OpcodeRow{0x02, Operands::kIndex2, kGc, "struct.get struct.get_s struct.get_u struct.set"},
    OpcodeRow{0x06, Operands::kIndex, kGc, "array.new array.new_default"},
    OpcodeRow{0x08, Operands::kIndex2, kGc, "array.new_fixed array.new_data array.new_elem"},
    OpcodeRow{0x0B, Operands::kIndex, kGc, "array.get array.get_s array.get_u array.set"},
    OpcodeRow{0x0F, Operands::kNone, kGc, "array.len"},
    OpcodeRow{0x10, Operands::kIndex, kGc, "array.fill"},
    OpcodeRow{0x11, Operands::kIndex2, kGc, "array.copy array.init_data array.init_elem"},
    OpcodeRow{0x14, Operands::kHeapType, kGc, "ref.test ref.test_null ref.cast ref.cast_null"},
    OpcodeRow{0x18, Operands::kCast, kGc, "br_on_cast br_on_cast_fail"},
    OpcodeRow{0x1A, Operands::kNone, kGc, "any.convert_extern extern.convert_any ref.i31 i31.get_s i31.get_u"},
    OpcodeRow{0x20, Operands::kIndex, kCustomDescriptors, "struct.new_desc struct.new_default_desc ref.get_desc"},
    OpcodeRow{0x23, Operands::kHeapType, kCustomDescriptors, "ref.cast_desc_eq ref.cast_desc_eq_null"},
    OpcodeRow{0x25, Operands::kCast, kCustomDescriptors, "br_on_cast_desc_eq br_on_cast_desc_eq_fail"},
};
// 0xFC: conversions, bulk memory, tables, 128-bit arithmetic.
constexpr std::array kNumeric{
    OpcodeRow{0x00, Operands::kNone, kNontrappingFptoint,
        "i32.trunc_sat_f32_s i32.trunc_sat_f32_u i32.trunc_sat_f64_s i32.trunc_sat_f64_u "
        "i64.trunc_sat_f32_s i64.trunc_sat_f32_u i64.trunc_sat_f64_s i64.trunc_sat_f64_u"},
    OpcodeRow{0x08, Operands::kIndexMemory, kBulkMemory, "memory.init"},
    OpcodeRow{0x09, Operands::kIndex, kBulkMemory, "data.drop"},
    OpcodeRow{0x0A, Operands::kMemoryIndex2, kBulkMemory, "memory.copy"},
    OpcodeRow{0x0B, Operands::kMemoryIndex, kBulkMemory, "memory.fill"},
    OpcodeRow{0x0C, Operands::kIndex2, kBulkMemory, "table.init"},
    OpcodeRow{0x0D, Operands::kIndex, kBulkMemory, "elem.drop"},
    OpcodeRow{0x0E, Operands::kIndex2, kBulkMemory, "table.copy"},
    OpcodeRow{0x0F, Operands::kIndex, kReferenceTypes, "table.grow table.size table.fill"},
    OpcodeRow{0x12, Operands::kMemoryIndex, kMemoryControl, "memory.discard"},
    OpcodeRow{0x13, Operands::kNone, kWideArithmetic, "i64.add128 i64.sub128 i64.mul_wide_s i64.mul_wide_u"},
};
// 0xFD: vectors.
constexpr std::array kVector{
    OpcodeRow{0x00, Operands::kMemory, kSimd128,
        "v128.load v128.load8x8_s v128.load8x8_u v128.load16x4_s v128.load16x4_u v128.load32x2_s "
        "v128.load32x2_u v128.load8_splat v128.load16_splat v128.load32_splat v128.load64_splat "
        "v128.store"},
    OpcodeRow{0x0C, Operands::kBytes16, kSimd128, "v128.const i8x16.shuffle"},
    OpcodeRow{0x0E, Operands::kNone, kSimd128,
        "i8x16.swizzle i8x16.splat i16x8.splat i32x4.splat i64x2.splat f32x4.splat f64x2.splat"},
    OpcodeRow{0x15, Operands::kLane, kSimd128,
        "i8x16.extract_lane_s i8x16.extract_lane_u i8x16.replace_lane i16x8.extract_lane_s "
        "i16x8.extract_lane_u i16x8.replace_lane i32x4.extract_lane i32x4.replace_lane "
        "i64x2.extract_lane i64x2.replace_lane f32x4.extract_lane f32x4.replace_lane "
        "f64x2.extract_lane f64x2.replace_lane"},
    OpcodeRow{0x23, Operands::kNone, kSimd128,
        "i8x16.eq i8x16.ne i8x16.lt_s i8x16.lt_u i8x16.gt_s i8x16.gt_u i8x16.le_s i8x16.le_u "
        "i8x16.ge_s i8x16.ge_u i16x8.eq i16x8.ne i16x8.lt_s i16x8.lt_u i16x8.gt_s i16x8.gt_u "
        "i16x8.le_s i16x8.le_u i16x8.ge_s i16x8.ge_u i32x4.eq i32x4.ne i32x4.lt_s i32x4.lt_u "
        "i32x4.gt_s i32x4.gt_u i32x4.le_s i32x4.le_u i32x4.ge_s i32x4.ge_u f32x4.eq f32x4.ne "
        "f32x4.lt f32x4.gt f32x4.le f32x4.ge f64x2.eq f64x2.ne f64x2.lt f64x2.gt f64x2.le "
        "f64x2.ge v128.not v128.and v128.andnot v128.or v128.xor v128.bitselect v128.any_true"},
    OpcodeRow{0x54, Operands::kMemoryLane, kSimd128,
        "v128.load8_lane v128.load16_lane v128.load32_lane v128.load64_lane v128.store8_lane "
        "v128.store16_lane v128.store32_lane v128.store64_lane"},
    OpcodeRow{0x5C, Operands::kMemory, kSimd128, "v128.load32_zero v128.load64_zero"},
    OpcodeRow{0x5E, Operands::kNone, kSimd128,
        "f32x4.demote_f64x2_zero f64x2.promote_low_f32x4 i8x16.abs i8x16.neg i8x16.popcnt "
        "i8x16.all_true i8x16.bitmask i8x16.narrow_i16x8_s i8x16.narrow_i16x8_u f32x4.ceil "
        "f32x4.floor f32x4.trunc f32x4.nearest i8x16.shl i8x16.shr_s i8x16.shr_u i8x16.add "
        "i8x16.add_sat_s i8x16.add_sat_u i8x16.sub i8x16.sub_sat_s i8x16.sub_sat_u f64x2.ceil "
        "f64x2.floor i8x16.min_s i8x16.min_u i8x16.max_s i8x16.max_u f64x2.trunc i8x16.avgr_u "
        "i16x8.extadd_pairwise_i8x16_s i16x8.extadd_pairwise_i8x16_u "
        "i32x4.extadd_pairwise_i16x8_s i32x4.extadd_pairwise_i16x8_u i16x8.abs i16x8.neg "
        "i16x8.q15mulr_sat_s i16x8.all_true i16x8.bitmask i16x8.narrow_i32x4_s "
        "i16x8.narrow_i32x4_u i16x8.extend_low_i8x16_s i16x8.extend_high_i8x16_s "
        "i16x8.extend_low_i8x16_u i16x8.extend_high_i8x16_u i16x8.shl i16x8.shr_s i16x8.shr_u "
        "i16x8.add i16x8.add_sat_s i16x8.add_sat_u i16x8.sub i16x8.sub_sat_s i16x8.sub_sat_u "
        "f64x2.nearest i16x8.mul i16x8.min_s i16x8.min_u i16x8.max_s i16x8.max_u - i16x8.avgr_u "
        "i16x8.extmul_low_i8x16_s i16x8.extmul_high_i8x16_s i16x8.extmul_low_i8x16_u "
        "i16x8.extmul_high_i8x16_u i32x4.abs i32x4.neg - i32x4.all_true i32x4.bitmask - - "
        "i32x4.extend_low_i16x8_s i32x4.extend_high_i16x8_s i32x4.extend_low_i16x8_u "
        "i32x4.extend_high_i16x8_u i32x4.shl i32x4.shr_s i32x4.shr_u i32x4.add - - i32x4.sub - - "
        "- i32x4.mul i32x4.min_s i32x4.min_u i32x4.max_s i32x4.max_u i32x4.dot_i16x8_s - "
        "i32x4.extmul_low_i16x8_s i32x4.extmul_high_i16x8_s i32x4.extmul_low_i16x8_u "
        "i32x4.extmul_high_i16x8_u i64x2.abs i64x2.neg - i64x2.all_true i64x2.bitmask - - "
        "i64x2.extend_low_i32x4_s i64x2.extend_high_i32x4_s i64x2.extend_low_i32x4_u "
        "i64x2.extend_high_i32x4_u i64x2.shl i64x2.shr_s i64x2.shr_u i64x2.add - - i64x2.sub - - "
        "- i64x2.mul i64x2.eq i64x2.ne i64x2.lt_s i64x2.gt_s i64x2.le_s i64x2.ge_s "
        "i64x2.extmul_low_i32x4_s i64x2.extmul_high_i32x4_s i64x2.extmul_low_i32x4_u "
        "i64x2.extmul_high_i32x4_u f32x4.abs f32x4.neg - f32x4.sqrt f32x4.add f32x4.sub f32x4.mul "
        "f32x4.div f32x4.min f32x4.max f32x4.pmin f32x4.pmax f64x2.abs f64x2.neg - f64x2.sqrt "
        "f64x2.add f64x2.sub f64x2.mul f64x2.div f64x2.min f64x2.max f64x2.pmin f64x2.pmax "
        "i32x4.trunc_sat_f32x4_s i32x4.trunc_sat_f32x4_u f32x4.convert_i32x4_s "
        "f32x4.convert_i32x4_u i32x4.trunc_sat_f64x2_s_zero i32x4.trunc_sat_f64x2_u_zero "
        "f64x2.convert_low_i32x4_s f64x2.convert_low_i32x4_u"},
    OpcodeRow{0x100, Operands::kNone, kRelaxedSimd,
        "i8x16.relaxed_swizzle i32x4.relaxed_trunc_f32x4_s i32x4.relaxed_trunc_f32x4_u "
        "i32x4.relaxed_trunc_f64x2_s_zero i32x4.relaxed_trunc_f64x2_u_zero f32x4.relaxed_madd "
        "f32x4.relaxed_nmadd f64x2.relaxed_madd f64x2.relaxed_nmadd i8x16.relaxed_laneselect "
        "i16x8.relaxed_laneselect i32x4.relaxed_laneselect i64x2.relaxed_laneselect "
        "f32x4.relaxed_min f32x4.relaxed_max f64x2.relaxed_min f64x2.relaxed_max "
        "i16x8.relaxed_q15mulr_s i16x8.relaxed_dot_i8x16_i7x16_s "
        "i32x4.relaxed_dot_i8x16_i7x16_add_s"},
};
// 0xFE: atomic accesses, of memories and of shared objects.
constexpr std::array kAtomic{
    OpcodeRow{0x00, Operands::kMemory, kAtomics, "memory.atomic.notify memory.atomic.wait32 memory.atomic.wait64"},
    OpcodeRow{0x03, Operands::kZero, kAtomics, "atomic.fence"},
    OpcodeRow{0x10, Operands::kMemory, kAtomics,
        "i32.atomic.load i64.atomic.load i32.atomic.load8_u i32.atomic.load16_u "
        "i64.atomic.load8_u i64.atomic.load16_u i64.atomic.load32_u i32.atomic.store "
        "i64.atomic.store i32.atomic.store8 i32.atomic.store16 i64.atomic.store8 "
        "i64.atomic.store16 i64.atomic.store32 i32.atomic.rmw.add i64.atomic.rmw.add "
        "i32.atomic.rmw8.add_u i32.atomic.rmw16.add_u i64.atomic.rmw8.add_u "
        "i64.atomic.rmw16.add_u i64.atomic.rmw32.add_u i32.atomic.rmw.sub i64.atomic.rmw.sub "
        "i32.atomic.rmw8.sub_u i32.atomic.rmw16.sub_u i64.atomic.rmw8.sub_u "
        "i64.atomic.rmw16.sub_u i64.atomic.rmw32.sub_u i32.atomic.rmw.and i64.atomic.rmw.and "
        "i32.atomic.rmw8.and_u i32.atomic.rmw16.and_u i64.atomic.rmw8.and_u "
        "i64.atomic.rmw16.and_u i64.atomic.rmw32.and_u i32.atomic.rmw.or i64.atomic.rmw.or "
        "i32.atomic.rmw8.or_u i32.atomic.rmw16.or_u i64.atomic.rmw8.or_u i64.atomic.rmw16.or_u "
        "i64.atomic.rmw32.or_u i32.atomic.rmw.xor i64.atomic.rmw.xor i32.atomic.rmw8.xor_u "
        "i32.atomic.rmw16.xor_u i64.atomic.rmw8.xor_u i64.atomic.rmw16.xor_u "
        "i64.atomic.rmw32.xor_u i32.atomic.rmw.xchg i64.atomic.rmw.xchg i32.atomic.rmw8.xchg_u "
        "i32.atomic.rmw16.xchg_u i64.atomic.rmw8.xchg_u i64.atomic.rmw16.xchg_u "
        "i64.atomic.rmw32.xchg_u i32.atomic.rmw.cmpxchg i64.atomic.rmw.cmpxchg "
        "i32.atomic.rmw8.cmpxchg_u i32.atomic.rmw16.cmpxchg_u i64.atomic.rmw8.cmpxchg_u "
        "i64.atomic.rmw16.cmpxchg_u i64.atomic.rmw32.cmpxchg_u"},
    OpcodeRow{0x4F, Operands::kOrderIndex, kSharedEverything,
        "global.atomic.get global.atomic.set global.atomic.rmw.add global.atomic.rmw.sub "
        "global.atomic.rmw.and global.atomic.rmw.or global.atomic.rmw.xor global.atomic.rmw.xchg "
        "global.atomic.rmw.cmpxchg table.atomic.get table.atomic.set table.atomic.rmw.xchg "
        "table.atomic.rmw.cmpxchg"},
    OpcodeRow{0x5C, Operands::kOrderIndex2, kSharedEverything,
        "struct.atomic.get struct.atomic.get_s struct.atomic.get_u struct.atomic.set "
        "struct.atomic.rmw.add struct.atomic.rmw.sub struct.atomic.rmw.and struct.atomic.rmw.or "
        "struct.atomic.rmw.xor struct.atomic.rmw.xchg struct.atomic.rmw.cmpxchg"},
    OpcodeRow{0x67, Operands::kOrderIndex, kSharedEverything,
        "array.atomic.get array.atomic.get_s array.atomic.get_u array.atomic.set "
        "array.atomic.rmw.add array.atomic.rmw.sub array.atomic.rmw.and array.atomic.rmw.or "
        "array.atomic.rmw.xor array.atomic.rmw.xchg array.atomic.rmw.cmpxchg"},
    OpcodeRow{0x72, Operands::kNone, kSharedEverything, "ref.i31_shared"},
};
// clang-format on

template <std::size_t Size, typename Rows>
constexpr std::array<Op, Size> table_of(const Rows& rows) {
  std::array<Op, Size> table{};
  for (const OpcodeRow& row : rows) {
    std::string_view names = row.names;
    for (std::uint32_t code = row.first; !names.empty(); ++code) {
      const std::size_t end = std::min(names.find(' '), names.size());
      if (names.substr(0, end) != "-") table[code] = {names.substr(0, end), row.features.bits, row.operands};
      names.remove_prefix(std::min(end + 1, names.size()));
    }
  }
  return table;
}

constexpr std::array<Op, 256> with_prefixes(std::array<Op, 256> table) {
  for (std::size_t prefix = 0xFB; prefix <= 0xFE; ++prefix) table[prefix] = {"", 0, Operands::kPrefix};
  return table;
}

constexpr auto kGarbageOps = table_of<0x27>(kGarbage);
constexpr auto kNumericOps = table_of<0x17>(kNumeric);
constexpr auto kVectorOps = table_of<0x114>(kVector);
constexpr auto kAtomicOps = table_of<0x73>(kAtomic);

}  // namespace

constexpr std::array<Op, 256> kOps = with_prefixes(table_of<256>(kOneByte));

std::span<const Op> ops_of(std::uint8_t prefix) {
  switch (prefix) {
    case 0:
      return kOps;
    case 0xFB:
      return kGarbageOps;
    case 0xFC:
      return kNumericOps;
    case 0xFD:
      return kVectorOps;
    case 0xFE:
      return kAtomicOps;
    default:
      return {};
  }
}

const Op& op_of(std::uint8_t prefix, std::uint32_t code) {
  static constexpr Op kNothing{};
  const std::span<const Op> ops = ops_of(prefix);
  return code < ops.size() ? ops[code] : kNothing;
}

}  // namespace pylon::wasm

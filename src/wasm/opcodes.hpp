// Every instruction that is known, as a table: a proposal is a handful of rows in opcodes.cpp.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>

#include "wasm/feature_set.hpp"

namespace pylon::wasm {

// What follows an opcode. "Index" is a number of 32 bits, whatever it counts.
enum class Operands : std::uint8_t {
  kUnknown,  // there is no such instruction
  kNone,
  kPrefix,       // the opcode's second part, a number
  kIndex,        // one
  kDelegate,     // an index; the instruction closes its `try`
  kIndex2,       // two
  kIndexTable,   // an index, then a table that version 1.0 knew as a zero
  kMemoryIndex,  // the same for a memory
  kMemoryIndex2,
  kIndexMemory,
  kBlock,       // a block type; the instruction opens a block
  kTryTable,    // a block type and catch clauses; opens a block
  kBranches,    // labels and one more
  kTypes,       // value types
  kHeapType,    // one
  kCast,        // flags, a label, two heap types
  kMemory,      // alignment, a memory if it says so, offset
  kMemoryLane,  // the same, and a byte
  kLane,        // a byte
  kZero,        // a byte that is 0
  kS32,
  kS64,
  kBytes4,
  kBytes8,
  kBytes16,
  kOrderIndex,     // an order of memory accesses, an index
  kOrderIndex2,    // an order, two indices
  kHandlers,       // an index, handlers of suspensions
  kIndexHandlers,  // two indices, handlers
};

struct Op {
  std::string_view name;       // as the text format has it; "": there is no such instruction
  std::uint32_t features = 0;  // bits of FeatureSet
  Operands operands = Operands::kUnknown;
};

// By the first byte.
extern const std::array<Op, 256> kOps;

// `prefix`: 0xFB … 0xFE; an Op of kUnknown for what is not in the table.
const Op& op_of(std::uint8_t prefix, std::uint32_t code);

// All of a prefix, by code; 0: those of one byte.
std::span<const Op> ops_of(std::uint8_t prefix);

}  // namespace pylon::wasm

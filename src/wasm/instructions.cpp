#include "wasm/instructions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <span>

#include "wasm/opcodes.hpp"
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

void read_memory_operand(Cursor& cursor, FeatureSet& features, std::string_view name) {
  const std::uint64_t start = cursor.offset();
  const std::uint32_t flags = cursor.u32(name);
  if (flags > 0x7F) Cursor::fail_unknown(start, fmt::format("{}: unknown flags 0x{:x}", name, flags));
  if ((flags & 0x40U) != 0) {
    cursor.u32(name);
    features.add(Feature::kMultimemory);
  }
  cursor.u64(name);
}

// An index where version 1.0 had a reserved zero: another one, or a longer zero, came with `feature`.
void read_former_zero(Cursor& cursor, FeatureSet& features, std::string_view name, Feature feature) {
  const std::uint64_t before = cursor.position();
  if (cursor.u32(name) != 0 || cursor.position() - before != 1) features.add(feature);
}

// A list of clauses: each a kind, and as many indices as that kind has.
void read_clauses(Cursor& cursor, std::string_view name, std::span<const unsigned> indices) {
  for (std::uint32_t left = cursor.count(name); left > 0; --left) {
    const std::uint64_t start = cursor.offset();
    const std::uint8_t kind = cursor.byte(name);
    if (kind >= indices.size())
      Cursor::fail_unknown(start, fmt::format("{}: unknown clause 0x{:02x}", name, kind));
    for (unsigned i = 0; i < indices[kind]; ++i) cursor.u32(name);
  }
}

void read_order(Cursor& cursor, std::string_view name) {
  const std::uint64_t start = cursor.offset();
  const std::uint8_t order = cursor.byte(name);
  if (order > 1) Cursor::fail_unknown(start, fmt::format("{}: unknown order 0x{:02x}", name, order));
}

void read_cast(Cursor& cursor, FeatureSet& features, std::string_view name) {
  const std::uint64_t start = cursor.offset();
  const std::uint8_t flags = cursor.byte(name);
  if (flags > 3) Cursor::fail_unknown(start, fmt::format("{}: unknown flags 0x{:02x}", name, flags));
  cursor.u32(name);
  read_heap_type(cursor, features);
  read_heap_type(cursor, features);
}

void read_zero(Cursor& cursor, std::string_view name) {
  const std::uint64_t start = cursor.offset();
  const std::uint8_t zero = cursor.byte(name);
  if (zero != 0) Cursor::fail_unknown(start, fmt::format("{}: the byte after it is 0x{:02x}", name, zero));
}

void read_operands(const Op& op, Cursor& cursor, FeatureSet& features) {
  const std::string_view name = op.name;
  // catch, catch_ref, catch_all, catch_all_ref; on a label, on a switch.
  static constexpr std::array<unsigned, 4> kCatches{2, 2, 1, 1};
  static constexpr std::array<unsigned, 2> kHandlers{2, 1};
  switch (op.operands) {
    case Operands::kUnknown:
    case Operands::kPrefix:
    case Operands::kNone:
      return;
    case Operands::kIndex2:
      cursor.u32(name);
      [[fallthrough]];
    case Operands::kIndex:
    case Operands::kDelegate:
      return void(cursor.u32(name));
    case Operands::kIndexTable:
      cursor.u32(name);
      return read_former_zero(cursor, features, name, Feature::kReferenceTypes);
    case Operands::kIndexMemory:
      cursor.u32(name);
      return read_former_zero(cursor, features, name, Feature::kMultimemory);
    case Operands::kMemoryIndex2:
      read_former_zero(cursor, features, name, Feature::kMultimemory);
      [[fallthrough]];
    case Operands::kMemoryIndex:
      return read_former_zero(cursor, features, name, Feature::kMultimemory);
    case Operands::kBlock:
      return read_block_type(cursor, features);
    case Operands::kTryTable:
      read_block_type(cursor, features);
      return read_clauses(cursor, name, kCatches);
    case Operands::kBranches:
      for (std::uint32_t left = cursor.count(name); left > 0; --left) cursor.u32(name);
      return void(cursor.u32(name));
    case Operands::kTypes:
      for (std::uint32_t left = cursor.count(name); left > 0; --left) read_value_type(cursor, features);
      return;
    case Operands::kHeapType:
      return read_heap_type(cursor, features);
    case Operands::kCast:
      return read_cast(cursor, features, name);
    case Operands::kMemory:
      return read_memory_operand(cursor, features, name);
    case Operands::kMemoryLane:
      read_memory_operand(cursor, features, name);
      [[fallthrough]];
    case Operands::kLane:
      return void(cursor.byte(name));
    case Operands::kZero:
      return read_zero(cursor, name);
    case Operands::kS32:
      return void(cursor.s32(name));
    case Operands::kS64:
      return void(cursor.s64(name));
    case Operands::kBytes4:
      return void(cursor.take(4, name));
    case Operands::kBytes8:
      return void(cursor.take(8, name));
    case Operands::kBytes16:
      return void(cursor.take(16, name));
    case Operands::kOrderIndex2:
      read_order(cursor, name);
      cursor.u32(name);
      return void(cursor.u32(name));
    case Operands::kOrderIndex:
      read_order(cursor, name);
      return void(cursor.u32(name));
    case Operands::kIndexHandlers:
      cursor.u32(name);
      [[fallthrough]];
    case Operands::kHandlers:
      cursor.u32(name);
      return read_clauses(cursor, name, kHandlers);
  }
}

constexpr std::uint8_t kEnd = 0x0B;
constexpr std::size_t kAhead = 16;  // bytes that quick_length may read

// Instructions of version 1.0 in the forms that compilers write: what follows them.
enum class Quick : std::uint8_t { kNo, kNothing, kNumber, kMemory, kOpens, kCloses };

std::array<Quick, 256> quick_kinds() {
  std::array<Quick, 256> kinds{};
  std::ranges::transform(kOps, kinds.begin(), [](const Op& op) {
    if (op.features != 0) return Quick::kNo;
    switch (op.operands) {
      case Operands::kNone:
        return Quick::kNothing;
      case Operands::kIndex:
      case Operands::kS32:
      case Operands::kS64:
        return Quick::kNumber;
      case Operands::kMemory:
        return Quick::kMemory;
      case Operands::kBlock:
        return Quick::kOpens;
      default:
        return Quick::kNo;
    }
  });
  kinds[kEnd] = Quick::kCloses;
  return kinds;
}

// The bytes of a number of at most four, which fits in 32 bits whatever it is; 0: it has more. Compared one
// by one: a processor predicts that, and would wait for a length that is counted.
std::size_t short_number(const std::uint8_t* at) {
  return at[0] < 0x80 ? 1 : at[1] < 0x80 ? 2 : at[2] < 0x80 ? 3 : at[3] < 0x80 ? 4 : 0;
}

void read_locals(Cursor& body, FeatureSet& features) {
  for (std::uint32_t groups = body.count("local variables"); groups > 0; --groups) {
    body.u32("number of local variables");
    read_value_type(body, features);
  }
}

}  // namespace

const Op& read_instruction(Cursor& cursor, FeatureSet& features) {
  const std::uint64_t start = cursor.offset();
  const std::uint8_t opcode = cursor.byte("instruction");
  const Op* op = &kOps[opcode];
  if (op->operands == Operands::kPrefix) {
    const std::uint32_t second = cursor.u32("instruction");
    op = &op_of(opcode, second);
    if (op->operands == Operands::kUnknown)
      Cursor::fail_unknown(start, fmt::format("unknown instruction 0x{:02x} 0x{:02x}", opcode, second));
  } else if (op->operands == Operands::kUnknown) {
    Cursor::fail_unknown(start, fmt::format("unknown instruction 0x{:02x}", opcode));
  }
  features.bits |= op->features;
  read_operands(*op, cursor, features);
  return *op;
}

void read_body(Cursor body, FeatureSet& features) {
  static const std::array<Quick, 256> kKinds = quick_kinds();
  read_locals(body, features);
  std::uint64_t open = 1;  // blocks, the function itself among them
  while (open > 0) {
    // As far as it goes without looking for the end of the bytes at each of them.
    const Bytes rest = body.rest();
    const std::uint8_t* at = rest.data();
    const std::uint8_t* const last = at + rest.size() - std::min(rest.size(), kAhead);
    while (at < last) {
      const Quick kind = kKinds[*at];
      if (kind == Quick::kNumber) {
        const std::size_t length = short_number(at + 1);
        if (length == 0) break;
        at += 1 + length;
      } else if (kind == Quick::kNothing) {
        ++at;
      } else if (kind == Quick::kMemory && at[1] < 0x40) {
        const std::size_t length = short_number(at + 2);
        if (length == 0) break;
        at += 2 + length;
      } else if (kind == Quick::kCloses && open > 1) {
        --open;
        ++at;
      } else if (kind == Quick::kOpens && (at[1] == 0x40 || (at[1] >= 0x7C && at[1] < 0x80))) {
        ++open;
        at += 2;
      } else {
        break;
      }
    }
    body.skip(static_cast<std::size_t>(at - rest.data()));
    if (body.done()) body.fail("a function body does not end with `end`");
    const Op& op = read_instruction(body, features);
    if (op.operands == Operands::kBlock || op.operands == Operands::kTryTable) ++open;
    if (&op == &kOps[kEnd] || op.operands == Operands::kDelegate) --open;
  }
  body.expect_end("function body");
}

}  // namespace pylon::wasm

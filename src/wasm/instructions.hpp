// Walks over instructions: their lengths and operands, and which features they are of. Nothing is validated
// beyond that.
#pragma once

#include "wasm/cursor.hpp"
#include "wasm/feature_set.hpp"

namespace pylon::wasm {

struct Op;

// Reads one instruction with its operands. UnknownEncoding with the offset for one that is not in the table.
const Op& read_instruction(Cursor& cursor, FeatureSet& features);

// The initial value of a global or table entry, the place of a segment, with its `end`. Arithmetic in it is
// the extended-const feature, and globals beyond the first `imported_globals` are garbage collection's. An
// instruction that cannot be constant is an Error.
void read_constant_expression(Cursor& cursor, FeatureSet& features, std::uint64_t imported_globals);

// A function's local variables and instructions up to the `end` that closes it, which must be the last byte.
void read_body(Cursor body, FeatureSet& features);

}  // namespace pylon::wasm

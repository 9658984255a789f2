// The types in a WebAssembly module: those of values, of tables and memories, and the type section's own.
// Each function reads one at the cursor, notes the features it is of, and throws Error with the offset for
// what the specification does not know.
#pragma once

#include "wasm/cursor.hpp"
#include "wasm/feature_set.hpp"
#include "wasm/sections.hpp"

namespace pylon::wasm {

// A number, vector or reference type. `funcref` counts as a feature here: a value of it came with reference
// types.
void read_value_type(Cursor& cursor, FeatureSet& features);

// The same, where only a reference may stand: the elements of a table, whose `funcref` is as old as tables.
void read_element_type(Cursor& cursor, FeatureSet& features);

// What may stand after `ref.null`, `ref.test` and the like: a kind of reference, or a type's number.
void read_heap_type(Cursor& cursor, FeatureSet& features);

// Of a table (elements) or of a memory (pages).
Limits read_limits(Cursor& cursor);

// The content of a type section: of each type, those of recursive groups too, whether it is a function type
// with results.
std::vector<bool> read_types(Cursor& cursor, FeatureSet& features);

}  // namespace pylon::wasm

// CPython's tables of functions in the memory of a wasm32 program, and the types by which CPython calls what
// stands in them. Source: Include/{object,descrobject,methodobject,moduleobject,pybuffer,typeslots}.h and
// Include/cpython/object.h of 3.13 and 3.14. Py_tp_vectorcall and Py_tp_token are new in 3.14.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "wasm/object_file.hpp"

namespace pylon {

// A C function type whose parameters, and result where there is one, are all i32 on wasm32: pointers, int,
// Py_ssize_t and Py_hash_t are.
struct CallType {
  std::string_view name;  // the typedef: "inquiry"
  std::uint8_t parameters = 0;
  bool returns = true;
};

// "(i32,i32)->i32", as signature_text() writes it.
std::string call_text(const CallType& type);
bool fits(const CallType& type, const wasm::Signature& signature);

enum class TableKind : std::uint8_t {
  kNone,
  kType,         // PyTypeObject
  kModule,       // PyModuleDef
  kSpec,         // PyType_Spec
  kMethods,      // PyMethodDef[]
  kGetSet,       // PyGetSetDef[]
  kTypeSlots,    // PyType_Slot[]
  kModuleSlots,  // PyModuleDef_Slot[]
  kAsync,        // PyAsyncMethods, and so on
  kNumber,
  kSequence,
  kMapping,
  kBuffer,
};

// What one word of a table may be.
enum class FieldKind : std::uint8_t {
  kNumber,
  kText,      // address of a text; never null
  kData,      // address or null
  kAny,       // whatever
  kFunction,  // of type `call`, or null
  kTable,     // address of a table of kind `table`, or null
};

struct Field {
  std::string_view name;
  FieldKind kind = FieldKind::kAny;
  CallType call;
  TableKind table = TableKind::kNone;
};

// The words of one entry of such a table, in order. Those of slot arrays hang on the slot's number, see
// below: their layout is {number, any}.
std::span<const Field> layout_of(TableKind kind);

// The field that a PyType_Slot or PyModuleDef_Slot with this number sets; null when there is no such slot.
const Field* slot_field(TableKind kind, std::uint32_t number);

// How CPython calls a method with these ml_flags; null for flags that it refuses.
const CallType* method_call(std::uint32_t flags);

}  // namespace pylon

#include "manifest/slot_types.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace pylon {
namespace {

// moduleobject.h: the values of Py_mod_create and Py_mod_exec have no typedef.
constexpr CallType kCreate{"PyObject *(*)(PyObject *, PyModuleDef *)", 2}, kExec{"int (*)(PyObject *)", 1};
// methodobject.h
constexpr CallType kMethod{"PyCFunction", 2}, kKeywords{"PyCFunctionWithKeywords", 3},
    kFast{"PyCFunctionFast", 3}, kFastKeywords{"PyCFunctionFastWithKeywords", 4},
    kClassMethod{"PyCMethod", 5};

// typeslots.h, from 1 on, without "Py_".
// clang-format off
constexpr std::array<std::string_view, 83> kTypeSlots{
    "bf_getbuffer", "bf_releasebuffer", "mp_ass_subscript", "mp_length", "mp_subscript", "nb_absolute",
    "nb_add", "nb_and", "nb_bool", "nb_divmod", "nb_float", "nb_floor_divide", "nb_index", "nb_inplace_add",
    "nb_inplace_and", "nb_inplace_floor_divide", "nb_inplace_lshift", "nb_inplace_multiply", "nb_inplace_or",
    "nb_inplace_power", "nb_inplace_remainder", "nb_inplace_rshift", "nb_inplace_subtract",
    "nb_inplace_true_divide", "nb_inplace_xor", "nb_int", "nb_invert", "nb_lshift", "nb_multiply",
    "nb_negative", "nb_or", "nb_positive", "nb_power", "nb_remainder", "nb_rshift", "nb_subtract",
    "nb_true_divide", "nb_xor", "sq_ass_item", "sq_concat", "sq_contains", "sq_inplace_concat",
    "sq_inplace_repeat", "sq_item", "sq_length", "sq_repeat", "tp_alloc", "tp_base", "tp_bases", "tp_call",
    "tp_clear", "tp_dealloc", "tp_del", "tp_descr_get", "tp_descr_set", "tp_doc", "tp_getattr",
    "tp_getattro", "tp_hash", "tp_init", "tp_is_gc", "tp_iter", "tp_iternext", "tp_methods", "tp_new",
    "tp_repr", "tp_richcompare", "tp_setattr", "tp_setattro", "tp_str", "tp_traverse", "tp_members",
    "tp_getset", "tp_free", "nb_matrix_multiply", "nb_inplace_matrix_multiply", "am_await", "am_aiter",
    "am_anext", "tp_finalize", "am_send", "tp_vectorcall", "tp_token"};
// clang-format on
// moduleobject.h, from 1 on. The last two hold small numbers in the place of a pointer.
constexpr std::array kModuleSlots{Field{"Py_mod_create", FieldKind::kFunction, kCreate, {}},
                                  Field{"Py_mod_exec", FieldKind::kFunction, kExec, {}},
                                  Field{"Py_mod_multiple_interpreters", FieldKind::kAny, {}, {}},
                                  Field{"Py_mod_gil", FieldKind::kAny, {}, {}}};

std::vector<Field> type_slots() {
  std::vector<Field> slots;
  for (const std::string_view name : kTypeSlots) {
    slots.push_back(Field{name, FieldKind::kAny, {}, {}});  // tp_token: any address
    for (const TableKind kind : {TableKind::kType, TableKind::kAsync, TableKind::kNumber,
                                 TableKind::kSequence, TableKind::kMapping, TableKind::kBuffer}) {
      const std::span<const Field> fields = layout_of(kind);
      const auto found = std::ranges::find(fields, name, &Field::name);
      if (found != fields.end()) slots.back() = *found;
    }
  }
  return slots;
}

}  // namespace

std::string call_text(const CallType& type) {
  std::string parameters;
  for (int i = 0; i < type.parameters; ++i) parameters += i == 0 ? "i32" : ",i32";
  return "(" + parameters + ")->" + (type.returns ? "i32" : "()");
}

bool fits(const CallType& type, const wasm::Signature& signature) {
  constexpr std::uint8_t kI32 = 0x7F;
  const auto is_i32 = [](std::uint8_t value) { return value == kI32; };
  return signature.parameters.size() == type.parameters &&
         signature.results.size() == (type.returns ? 1U : 0U) &&
         std::ranges::all_of(signature.parameters, is_i32) && std::ranges::all_of(signature.results, is_i32);
}

const Field* slot_field(TableKind kind, std::uint32_t number) {
  static const std::vector<Field> kTypeSlotFields = type_slots();
  const std::span<const Field> fields = kind == TableKind::kModuleSlots
                                            ? std::span<const Field>(kModuleSlots)
                                            : std::span<const Field>(kTypeSlotFields);
  return number == 0 || number > fields.size() ? nullptr : &fields[number - 1];
}

const CallType* method_call(std::uint32_t flags) {
  // METH_CLASS, METH_STATIC and METH_COEXIST say where a method is found, not how it is called.
  switch (flags & ~0x0070U) {
    case 0x0001:  // METH_VARARGS
    case 0x0004:  // METH_NOARGS
    case 0x0008:  // METH_O
      return &kMethod;
    case 0x0003:  // METH_VARARGS | METH_KEYWORDS
      return &kKeywords;
    case 0x0080:  // METH_FASTCALL
      return &kFast;
    case 0x0082:  // METH_FASTCALL | METH_KEYWORDS
      return &kFastKeywords;
    case 0x0282:  // METH_METHOD | METH_FASTCALL | METH_KEYWORDS
      return &kClassMethod;
    default:
      return nullptr;
  }
}

}  // namespace pylon

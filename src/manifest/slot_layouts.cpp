// The structs of CPython that hold functions, word by word.
#include <array>

#include "manifest/slot_types.hpp"

namespace pylon {
namespace {

// object.h
constexpr CallType kUnary{"unaryfunc", 1}, kBinary{"binaryfunc", 2}, kTernary{"ternaryfunc", 3},
    kInquiry{"inquiry", 1}, kLen{"lenfunc", 1}, kSizeArg{"ssizeargfunc", 2},
    kSizeObjArg{"ssizeobjargproc", 3}, kObjObjArg{"objobjargproc", 3}, kObjObj{"objobjproc", 2},
    kTraverse{"traverseproc", 3}, kFree{"freefunc", 1, false}, kDestructor{"destructor", 1, false},
    kGetAttr{"getattrfunc", 2}, kGetAttrO{"getattrofunc", 2}, kSetAttr{"setattrfunc", 3},
    kSetAttrO{"setattrofunc", 3}, kRepr{"reprfunc", 1}, kHash{"hashfunc", 1}, kRichCompare{"richcmpfunc", 3},
    kIter{"getiterfunc", 1}, kIterNext{"iternextfunc", 1}, kDescrGet{"descrgetfunc", 3},
    kDescrSet{"descrsetfunc", 3}, kInit{"initproc", 3}, kNew{"newfunc", 3}, kAlloc{"allocfunc", 2},
    kVectorcall{"vectorcallfunc", 4}, kSend{"sendfunc", 3};
// pybuffer.h, descrobject.h
constexpr CallType kGetBuffer{"getbufferproc", 3}, kReleaseBuffer{"releasebufferproc", 2, false},
    kGetter{"getter", 2}, kSetter{"setter", 3};
// moduleobject.h: m_init, and the values of Py_mod_create and Py_mod_exec, have no typedef.
constexpr CallType kModuleInit{"PyObject *(*)(void)", 0};

constexpr Field number(std::string_view name) { return {name, FieldKind::kNumber, {}, {}}; }
constexpr Field text(std::string_view name) { return {name, FieldKind::kText, {}, {}}; }
constexpr Field data(std::string_view name) { return {name, FieldKind::kData, {}, {}}; }
constexpr Field any(std::string_view name) { return {name, FieldKind::kAny, {}, {}}; }
constexpr Field function(std::string_view name, CallType call) {
  return {name, FieldKind::kFunction, call, {}};
}
constexpr Field table(std::string_view name, TableKind kind) { return {name, FieldKind::kTable, {}, kind}; }

constexpr std::array kTypeFields{number("ob_refcnt"),
                                 data("ob_type"),
                                 number("ob_size"),
                                 text("tp_name"),
                                 number("tp_basicsize"),
                                 number("tp_itemsize"),
                                 function("tp_dealloc", kDestructor),
                                 number("tp_vectorcall_offset"),
                                 function("tp_getattr", kGetAttr),
                                 function("tp_setattr", kSetAttr),
                                 table("tp_as_async", TableKind::kAsync),
                                 function("tp_repr", kRepr),
                                 table("tp_as_number", TableKind::kNumber),
                                 table("tp_as_sequence", TableKind::kSequence),
                                 table("tp_as_mapping", TableKind::kMapping),
                                 function("tp_hash", kHash),
                                 function("tp_call", kTernary),
                                 function("tp_str", kRepr),
                                 function("tp_getattro", kGetAttrO),
                                 function("tp_setattro", kSetAttrO),
                                 table("tp_as_buffer", TableKind::kBuffer),
                                 number("tp_flags"),
                                 data("tp_doc"),
                                 function("tp_traverse", kTraverse),
                                 function("tp_clear", kInquiry),
                                 function("tp_richcompare", kRichCompare),
                                 number("tp_weaklistoffset"),
                                 function("tp_iter", kIter),
                                 function("tp_iternext", kIterNext),
                                 table("tp_methods", TableKind::kMethods),
                                 data("tp_members"),
                                 table("tp_getset", TableKind::kGetSet),
                                 data("tp_base"),
                                 data("tp_dict"),
                                 function("tp_descr_get", kDescrGet),
                                 function("tp_descr_set", kDescrSet),
                                 number("tp_dictoffset"),
                                 function("tp_init", kInit),
                                 function("tp_alloc", kAlloc),
                                 function("tp_new", kNew),
                                 function("tp_free", kFree),
                                 function("tp_is_gc", kInquiry),
                                 data("tp_bases"),
                                 data("tp_mro"),
                                 data("tp_cache"),
                                 any("tp_subclasses"),  // a number in static built-in types
                                 data("tp_weaklist"),
                                 function("tp_del", kDestructor),
                                 number("tp_version_tag"),
                                 function("tp_finalize", kDestructor),
                                 function("tp_vectorcall", kVectorcall),
                                 number("tp_watched")};
constexpr std::array kModuleFields{number("ob_refcnt"),
                                   data("ob_type"),
                                   function("m_init", kModuleInit),
                                   number("m_index"),
                                   data("m_copy"),
                                   text("m_name"),
                                   data("m_doc"),
                                   number("m_size"),
                                   table("m_methods", TableKind::kMethods),
                                   table("m_slots", TableKind::kModuleSlots),
                                   function("m_traverse", kTraverse),
                                   function("m_clear", kInquiry),
                                   function("m_free", kFree)};
constexpr std::array kSpecFields{text("name"), number("basicsize"), number("itemsize"), number("flags"),
                                 table("slots", TableKind::kTypeSlots)};
// The type of ml_meth hangs on ml_flags: method_call().
constexpr std::array kMethodFields{text("ml_name"), function("ml_meth", {}), number("ml_flags"),
                                   data("ml_doc")};
constexpr std::array kGetSetFields{text("name"), function("get", kGetter), function("set", kSetter),
                                   data("doc"), any("closure")};
constexpr std::array kSlotFields{number("slot"), any("value")};
constexpr std::array kAsyncFields{function("am_await", kUnary), function("am_aiter", kUnary),
                                  function("am_anext", kUnary), function("am_send", kSend)};
constexpr std::array kNumberFields{function("nb_add", kBinary),
                                   function("nb_subtract", kBinary),
                                   function("nb_multiply", kBinary),
                                   function("nb_remainder", kBinary),
                                   function("nb_divmod", kBinary),
                                   function("nb_power", kTernary),
                                   function("nb_negative", kUnary),
                                   function("nb_positive", kUnary),
                                   function("nb_absolute", kUnary),
                                   function("nb_bool", kInquiry),
                                   function("nb_invert", kUnary),
                                   function("nb_lshift", kBinary),
                                   function("nb_rshift", kBinary),
                                   function("nb_and", kBinary),
                                   function("nb_xor", kBinary),
                                   function("nb_or", kBinary),
                                   function("nb_int", kUnary),
                                   any("nb_reserved"),
                                   function("nb_float", kUnary),
                                   function("nb_inplace_add", kBinary),
                                   function("nb_inplace_subtract", kBinary),
                                   function("nb_inplace_multiply", kBinary),
                                   function("nb_inplace_remainder", kBinary),
                                   function("nb_inplace_power", kTernary),
                                   function("nb_inplace_lshift", kBinary),
                                   function("nb_inplace_rshift", kBinary),
                                   function("nb_inplace_and", kBinary),
                                   function("nb_inplace_xor", kBinary),
                                   function("nb_inplace_or", kBinary),
                                   function("nb_floor_divide", kBinary),
                                   function("nb_true_divide", kBinary),
                                   function("nb_inplace_floor_divide", kBinary),
                                   function("nb_inplace_true_divide", kBinary),
                                   function("nb_index", kUnary),
                                   function("nb_matrix_multiply", kBinary),
                                   function("nb_inplace_matrix_multiply", kBinary)};
constexpr std::array kSequenceFields{function("sq_length", kLen),
                                     function("sq_concat", kBinary),
                                     function("sq_repeat", kSizeArg),
                                     function("sq_item", kSizeArg),
                                     any("was_sq_slice"),
                                     function("sq_ass_item", kSizeObjArg),
                                     any("was_sq_ass_slice"),
                                     function("sq_contains", kObjObj),
                                     function("sq_inplace_concat", kBinary),
                                     function("sq_inplace_repeat", kSizeArg)};
constexpr std::array kMappingFields{function("mp_length", kLen), function("mp_subscript", kBinary),
                                    function("mp_ass_subscript", kObjObjArg)};
constexpr std::array kBufferFields{function("bf_getbuffer", kGetBuffer),
                                   function("bf_releasebuffer", kReleaseBuffer)};

}  // namespace

std::span<const Field> layout_of(TableKind kind) {
  static constexpr std::array<std::span<const Field>, 13> kLayouts{// in the order of TableKind
                                                                   {{},
                                                                    kTypeFields,
                                                                    kModuleFields,
                                                                    kSpecFields,
                                                                    kMethodFields,
                                                                    kGetSetFields,
                                                                    kSlotFields,
                                                                    kSlotFields,
                                                                    kAsyncFields,
                                                                    kNumberFields,
                                                                    kSequenceFields,
                                                                    kMappingFields,
                                                                    kBufferFields}};
  return kLayouts.at(static_cast<std::size_t>(kind));
}

}  // namespace pylon

// The structs of CPython that hold functions, word by word.
#include <algorithm>
#include <utility>
#include <vector>

#include "manifest/slot_types.hpp"

namespace pylon {
namespace {

constexpr CallType kCallTypes[]{
    // object.h, pybuffer.h, descrobject.h
    {"unaryfunc", 1},       {"binaryfunc", 2},      {"ternaryfunc", 3},
    {"inquiry", 1},         {"lenfunc", 1},         {"ssizeargfunc", 2},
    {"ssizeobjargproc", 3}, {"objobjargproc", 3},   {"objobjproc", 2},
    {"traverseproc", 3},    {"freefunc", 1, false}, {"destructor", 1, false},
    {"getattrfunc", 2},     {"getattrofunc", 2},    {"setattrfunc", 3},
    {"setattrofunc", 3},    {"reprfunc", 1},        {"hashfunc", 1},
    {"richcmpfunc", 3},     {"getiterfunc", 1},     {"iternextfunc", 1},
    {"descrgetfunc", 3},    {"descrsetfunc", 3},    {"initproc", 3},
    {"newfunc", 3},         {"allocfunc", 2},       {"vectorcallfunc", 4},
    {"sendfunc", 3},        {"getbufferproc", 3},   {"releasebufferproc", 2, false},
    {"getter", 2},          {"setter", 3}};
// m_init has no typedef.
constexpr CallType kModuleInit{"PyObject *(*)(void)", 0};

// "member:what" of each word: a number, the address of a text, of data, anything (any), the typedef of a
// function, or the address of a [table]. In the order of TableKind. The type of ml_meth hangs on ml_flags:
// method_call(); tp_subclasses is a number in static built-in types.
constexpr std::string_view kStructs[]{
    "",
    "ob_refcnt:number ob_type:data ob_size:number tp_name:text tp_basicsize:number tp_itemsize:number "
    "tp_dealloc:destructor tp_vectorcall_offset:number tp_getattr:getattrfunc tp_setattr:setattrfunc "
    "tp_as_async:[Async] tp_repr:reprfunc tp_as_number:[Number] tp_as_sequence:[Sequence] "
    "tp_as_mapping:[Mapping] tp_hash:hashfunc tp_call:ternaryfunc tp_str:reprfunc "
    "tp_getattro:getattrofunc tp_setattro:setattrofunc tp_as_buffer:[Buffer] tp_flags:number tp_doc:data "
    "tp_traverse:traverseproc tp_clear:inquiry tp_richcompare:richcmpfunc tp_weaklistoffset:number "
    "tp_iter:getiterfunc tp_iternext:iternextfunc tp_methods:[Methods] tp_members:data tp_getset:[GetSet] "
    "tp_base:data tp_dict:data tp_descr_get:descrgetfunc tp_descr_set:descrsetfunc tp_dictoffset:number "
    "tp_init:initproc tp_alloc:allocfunc tp_new:newfunc tp_free:freefunc tp_is_gc:inquiry tp_bases:data "
    "tp_mro:data tp_cache:data tp_subclasses:any tp_weaklist:data tp_del:destructor tp_version_tag:number "
    "tp_finalize:destructor tp_vectorcall:vectorcallfunc tp_watched:number",
    "ob_refcnt:number ob_type:data m_init:function m_index:number m_copy:data m_name:text m_doc:data "
    "m_size:number m_methods:[Methods] m_slots:[ModuleSlots] m_traverse:traverseproc m_clear:inquiry "
    "m_free:freefunc",
    "name:text basicsize:number itemsize:number flags:number slots:[TypeSlots]",
    "ml_name:text ml_meth: ml_flags:number ml_doc:data",
    "name:text get:getter set:setter doc:data closure:any",
    "slot:number value:any",
    "slot:number value:any",
    "am_await:unaryfunc am_aiter:unaryfunc am_anext:unaryfunc am_send:sendfunc",
    "nb_add:binaryfunc nb_subtract:binaryfunc nb_multiply:binaryfunc nb_remainder:binaryfunc "
    "nb_divmod:binaryfunc nb_power:ternaryfunc nb_negative:unaryfunc nb_positive:unaryfunc "
    "nb_absolute:unaryfunc nb_bool:inquiry nb_invert:unaryfunc nb_lshift:binaryfunc nb_rshift:binaryfunc "
    "nb_and:binaryfunc nb_xor:binaryfunc nb_or:binaryfunc nb_int:unaryfunc nb_reserved:any "
    "nb_float:unaryfunc nb_inplace_add:binaryfunc nb_inplace_subtract:binaryfunc "
    "nb_inplace_multiply:binaryfunc nb_inplace_remainder:binaryfunc nb_inplace_power:ternaryfunc "
    "nb_inplace_lshift:binaryfunc nb_inplace_rshift:binaryfunc nb_inplace_and:binaryfunc "
    "nb_inplace_xor:binaryfunc nb_inplace_or:binaryfunc nb_floor_divide:binaryfunc "
    "nb_true_divide:binaryfunc nb_inplace_floor_divide:binaryfunc nb_inplace_true_divide:binaryfunc "
    "nb_index:unaryfunc nb_matrix_multiply:binaryfunc nb_inplace_matrix_multiply:binaryfunc",
    "sq_length:lenfunc sq_concat:binaryfunc sq_repeat:ssizeargfunc sq_item:ssizeargfunc was_sq_slice:any "
    "sq_ass_item:ssizeobjargproc was_sq_ass_slice:any sq_contains:objobjproc sq_inplace_concat:binaryfunc "
    "sq_inplace_repeat:ssizeargfunc",
    "mp_length:lenfunc mp_subscript:binaryfunc mp_ass_subscript:objobjargproc",
    "bf_getbuffer:getbufferproc bf_releasebuffer:releasebufferproc"};

// What is no function, by its word in the place of a name.
constexpr Field kWords[]{{"number", FieldKind::kNumber, {}, {}},
                         {"text", FieldKind::kText, {}, {}},
                         {"data", FieldKind::kData, {}, {}},
                         {"any", FieldKind::kAny, {}, {}},
                         {"[Methods]", FieldKind::kTable, {}, TableKind::kMethods},
                         {"[GetSet]", FieldKind::kTable, {}, TableKind::kGetSet},
                         {"[TypeSlots]", FieldKind::kTable, {}, TableKind::kTypeSlots},
                         {"[ModuleSlots]", FieldKind::kTable, {}, TableKind::kModuleSlots},
                         {"[Async]", FieldKind::kTable, {}, TableKind::kAsync},
                         {"[Number]", FieldKind::kTable, {}, TableKind::kNumber},
                         {"[Sequence]", FieldKind::kTable, {}, TableKind::kSequence},
                         {"[Mapping]", FieldKind::kTable, {}, TableKind::kMapping},
                         {"[Buffer]", FieldKind::kTable, {}, TableKind::kBuffer}};

Field field_of(std::string_view word) {
  const std::size_t colon = word.find(':');
  const std::string_view name = word.substr(0, colon), what = word.substr(colon + 1);
  for (Field field : kWords) {
    if (std::exchange(field.name, name) == what) return field;
  }
  const auto* const type = std::ranges::find(kCallTypes, what, &CallType::name);
  const CallType other = what.empty() ? CallType{} : kModuleInit;
  return {name, FieldKind::kFunction, type == std::end(kCallTypes) ? other : *type, {}};
}

std::vector<std::vector<Field>> read_layouts() {
  std::vector<std::vector<Field>> layouts;
  for (std::string_view rest : kStructs) {
    std::vector<Field>& fields = layouts.emplace_back();
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find(' '), rest.size());
      fields.push_back(field_of(rest.substr(0, end)));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
  }
  return layouts;
}

}  // namespace

std::span<const Field> layout_of(TableKind kind) {
  static const std::vector<std::vector<Field>> layouts = read_layouts();
  return layouts.at(static_cast<std::size_t>(kind));
}

}  // namespace pylon

// Every slot of every table, in a static type and as numbered slots, each with a function of the very type that
// CPython's headers give the field. Nothing here is cast, so the compiler vouches for what the audit must accept.
#include <Python.h>

#define ASYNC(X) X(PyAsyncMethods, am_await) X(PyAsyncMethods, am_aiter) X(PyAsyncMethods, am_anext) X(PyAsyncMethods, am_send)
#define NUMBER(X) \
  X(PyNumberMethods, nb_add) X(PyNumberMethods, nb_subtract) X(PyNumberMethods, nb_multiply) \
  X(PyNumberMethods, nb_remainder) X(PyNumberMethods, nb_divmod) X(PyNumberMethods, nb_power) \
  X(PyNumberMethods, nb_negative) X(PyNumberMethods, nb_positive) X(PyNumberMethods, nb_absolute) \
  X(PyNumberMethods, nb_bool) X(PyNumberMethods, nb_invert) X(PyNumberMethods, nb_lshift) \
  X(PyNumberMethods, nb_rshift) X(PyNumberMethods, nb_and) X(PyNumberMethods, nb_xor) X(PyNumberMethods, nb_or) \
  X(PyNumberMethods, nb_int) X(PyNumberMethods, nb_float) X(PyNumberMethods, nb_inplace_add) \
  X(PyNumberMethods, nb_inplace_subtract) X(PyNumberMethods, nb_inplace_multiply) \
  X(PyNumberMethods, nb_inplace_remainder) X(PyNumberMethods, nb_inplace_power) \
  X(PyNumberMethods, nb_inplace_lshift) X(PyNumberMethods, nb_inplace_rshift) X(PyNumberMethods, nb_inplace_and) \
  X(PyNumberMethods, nb_inplace_xor) X(PyNumberMethods, nb_inplace_or) X(PyNumberMethods, nb_floor_divide) \
  X(PyNumberMethods, nb_true_divide) X(PyNumberMethods, nb_inplace_floor_divide) \
  X(PyNumberMethods, nb_inplace_true_divide) X(PyNumberMethods, nb_index) X(PyNumberMethods, nb_matrix_multiply) \
  X(PyNumberMethods, nb_inplace_matrix_multiply)
#define SEQUENCE(X) \
  X(PySequenceMethods, sq_length) X(PySequenceMethods, sq_concat) X(PySequenceMethods, sq_repeat) \
  X(PySequenceMethods, sq_item) X(PySequenceMethods, sq_ass_item) X(PySequenceMethods, sq_contains) \
  X(PySequenceMethods, sq_inplace_concat) X(PySequenceMethods, sq_inplace_repeat)
#define MAPPING(X) X(PyMappingMethods, mp_length) X(PyMappingMethods, mp_subscript) X(PyMappingMethods, mp_ass_subscript)
#define BUFFER(X) X(PyBufferProcs, bf_getbuffer) X(PyBufferProcs, bf_releasebuffer)
// Those of a type that have a number as well.
#define TYPE(X) \
  X(PyTypeObject, tp_dealloc) X(PyTypeObject, tp_getattr) X(PyTypeObject, tp_setattr) X(PyTypeObject, tp_repr) \
  X(PyTypeObject, tp_hash) X(PyTypeObject, tp_call) X(PyTypeObject, tp_str) X(PyTypeObject, tp_getattro) \
  X(PyTypeObject, tp_setattro) X(PyTypeObject, tp_traverse) X(PyTypeObject, tp_clear) \
  X(PyTypeObject, tp_richcompare) X(PyTypeObject, tp_iter) X(PyTypeObject, tp_iternext) \
  X(PyTypeObject, tp_descr_get) X(PyTypeObject, tp_descr_set) X(PyTypeObject, tp_init) X(PyTypeObject, tp_alloc) \
  X(PyTypeObject, tp_new) X(PyTypeObject, tp_free) X(PyTypeObject, tp_is_gc) X(PyTypeObject, tp_del) \
  X(PyTypeObject, tp_finalize)
#define SLOTS(X) ASYNC(X) NUMBER(X) SEQUENCE(X) MAPPING(X) BUFFER(X) TYPE(X)

#define DECLARE(table, field) extern __typeof__(*((table*)0)->field) my_##field;
SLOTS(DECLARE)
DECLARE(PyTypeObject, tp_vectorcall)

#define FIELD(table, field) .field = my_##field,
static PyAsyncMethods as_async = {ASYNC(FIELD)};
static PyNumberMethods as_number = {NUMBER(FIELD)};
static PySequenceMethods as_sequence = {SEQUENCE(FIELD)};
static PyMappingMethods as_mapping = {MAPPING(FIELD)};
static PyBufferProcs as_buffer = {BUFFER(FIELD)};

extern __typeof__(*(PyCFunction)0) plain;
extern __typeof__(*(PyCFunctionWithKeywords)0) keywords;
extern __typeof__(*(PyCFunctionFast)0) fast;
extern __typeof__(*(PyCFunctionFastWithKeywords)0) fast_keywords;
extern __typeof__(*(PyCMethod)0) class_method;
extern __typeof__(*(getter)0) get;
extern __typeof__(*(setter)0) set;

#define ANY(function) (PyCFunction)(void (*)(void))function
static PyMethodDef methods[] = {{"plain", plain, METH_VARARGS, "documented"},
                                {"nothing", plain, METH_NOARGS},
                                {"one", plain, METH_O | METH_CLASS},
                                {"keywords", ANY(keywords), METH_VARARGS | METH_KEYWORDS | METH_STATIC},
                                {"fast", ANY(fast), METH_FASTCALL | METH_COEXIST},
                                {"fast_keywords", ANY(fast_keywords), METH_FASTCALL | METH_KEYWORDS},
                                {"class_method", ANY(class_method), METH_METHOD | METH_FASTCALL | METH_KEYWORDS},
                                {0}};
static PyMethodDef alone = {"alone", ANY(fast), METH_FASTCALL};
static PyGetSetDef getset[] = {{"both", get, set, "documented", "closure"}, {"read", get}, {"write", .set = set}, {0}};

PyTypeObject EveryType = {PyVarObject_HEAD_INIT(NULL, 0).tp_name = "every.Type",
                          .tp_basicsize = sizeof(PyObject),
                          .tp_flags = Py_TPFLAGS_DEFAULT,
                          .tp_as_async = &as_async,
                          .tp_as_number = &as_number,
                          .tp_as_sequence = &as_sequence,
                          .tp_as_mapping = &as_mapping,
                          .tp_as_buffer = &as_buffer,
                          .tp_methods = methods,
                          .tp_getset = getset,
                          .tp_vectorcall = my_tp_vectorcall,
                          TYPE(FIELD)};

#define NUMBERED(table, field) {Py_##field, my_##field},
static PyType_Slot slots[] = {SLOTS(NUMBERED){Py_tp_doc, "documented"}, {Py_tp_methods, methods}, {0}};
PyType_Spec every_spec = {"every.Spec", sizeof(PyObject), 0, Py_TPFLAGS_DEFAULT, slots};

extern PyObject* create(PyObject* spec, PyModuleDef* definition);
extern int execute(PyObject* module);
extern PyObject* initialize(void);
static PyModuleDef_Slot module_slots[] = {{Py_mod_create, create},
                                          {Py_mod_exec, execute},
                                          {Py_mod_multiple_interpreters, Py_MOD_PER_INTERPRETER_GIL_SUPPORTED},
                                          {Py_mod_gil, Py_MOD_GIL_NOT_USED},
                                          {0}};
DECLARE(PyModuleDef, m_traverse)
DECLARE(PyModuleDef, m_clear)
DECLARE(PyModuleDef, m_free)
PyModuleDef every_module = {{PyObject_HEAD_INIT(NULL) initialize, 0, NULL},
                            "every",
                            .m_slots = module_slots,
                            .m_methods = &alone,
                            FIELD(, m_traverse) FIELD(, m_clear) FIELD(, m_free)};

PyMODINIT_FUNC PyInit_every(void) { return PyModuleDef_Init(&every_module); }

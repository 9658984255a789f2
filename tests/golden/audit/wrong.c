// Each kind of table with a function that native calls forgive and WebAssembly traps on, beside right ones.
#include <Python.h>

// As NumPy 2.5.5: one parameter fewer than CPython passes.
static PyObject* my_copy(PyObject* self) { return Py_NewRef(self); }
static PyObject* my_right(PyObject* self, PyObject* Py_UNUSED(ignored)) { return Py_NewRef(self); }
static int my_set(PyObject* self, PyObject* value) { return self == value; }
static PyObject* my_get(PyObject* self, void* Py_UNUSED(closure)) { return Py_NewRef(self); }
// As _operator.c of CPython 3.13.5: a tp_clear that returns nothing.
static void my_clear(PyObject* self) { Py_DECREF(self); }
static int my_traverse(PyObject* self, visitproc visit, void* arg) { return visit(self, arg); }
// A hash that is a long long, as PY_LONG_LONG would be by mistake.
static long long my_hash(PyObject* self) { return (long long)(size_t)self; }
static PyObject* my_power(PyObject* a, PyObject* b) { return a == b ? Py_NewRef(a) : NULL; }
static PyObject* my_add(PyObject* a, PyObject* b) { return a == b ? Py_NewRef(a) : NULL; }
static int my_free(void* module) { return module != NULL; }
static void my_exec(PyObject* module) { Py_DECREF(module); }
// Right as it is declared here; elsewhere.c defines it otherwise.
PyObject* defined_elsewhere(PyObject* self, PyObject* args);

#define ANY(function) (PyCFunction)(void (*)(void))function
static PyMethodDef wrong_methods[] = {{"__copy__", ANY(my_copy), METH_NOARGS},
                                      {"right", my_right, METH_NOARGS},
                                      {"keywords", my_right, METH_VARARGS | METH_KEYWORDS},
                                      {"elsewhere", defined_elsewhere, METH_VARARGS},
                                      {0}};
static PyGetSetDef wrong_getset[] = {{"dtype", my_get, (setter)(void (*)(void))my_set}, {"right", my_get}, {0}};
static PyNumberMethods wrong_number = {.nb_add = my_add, .nb_power = (ternaryfunc)(void (*)(void))my_power};

PyTypeObject WrongType = {PyVarObject_HEAD_INIT(NULL, 0).tp_name = "wrong.Type",
                          .tp_hash = (hashfunc)(void (*)(void))my_hash,
                          .tp_as_number = &wrong_number,
                          .tp_methods = wrong_methods,
                          .tp_getset = wrong_getset};
static PyType_Slot wrong_slots[] = {{Py_tp_traverse, my_traverse}, {Py_tp_clear, my_clear}, {0}};
PyType_Spec wrong_spec = {"wrong.methodcaller", sizeof(PyObject), 0, Py_TPFLAGS_DEFAULT, wrong_slots};
static PyModuleDef_Slot wrong_module_slots[] = {{Py_mod_exec, my_exec}, {0}};
PyModuleDef wrong_module = {PyModuleDef_HEAD_INIT, "wrong", .m_slots = wrong_module_slots,
                            .m_free = (freefunc)(void (*)(void))my_free};

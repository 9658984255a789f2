/* The built-in module _pylon_build of the variant 'tiny'. It adds the modules that CPython's makesetup
   cannot name (those with a dot), and tells Python which variant this is.
   Written by `pylonctl setup tiny`; do not edit. */
#include <Python.h>
#include <stdio.h>
#include <stdlib.h>

PyMODINIT_FUNC PyInit__array(void);
PyMODINIT_FUNC PyInit__array_stream(void);
PyMODINIT_FUNC PyInit__buffer(void);
PyMODINIT_FUNC PyInit__device(void);
PyMODINIT_FUNC PyInit__ipc_lib(void);
PyMODINIT_FUNC PyInit__schema(void);
PyMODINIT_FUNC PyInit_nanoarrow__types(void);
PyMODINIT_FUNC PyInit__utils(void);

static struct _inittab modules[] = {
    {"nanoarrow._array", PyInit__array},
    {"nanoarrow._array_stream", PyInit__array_stream},
    {"nanoarrow._buffer", PyInit__buffer},
    {"nanoarrow._device", PyInit__device},
    {"nanoarrow._ipc_lib", PyInit__ipc_lib},
    {"nanoarrow._schema", PyInit__schema},
    {"nanoarrow._types", PyInit_nanoarrow__types},
    {"nanoarrow._utils", PyInit__utils},
    {NULL, NULL},
};

/* `pylonctl build` knows it; CPython's own make does not. */
#ifndef PYLON_MANIFEST_DIGEST
#define PYLON_MANIFEST_DIGEST ""
#endif

static const char variant_name[] = "tiny";
static const char variant_version[] = "1.0.0";

static const char *const package_versions[] = {
    "cpython", PY_VERSION,
    "nanoarrow", "0.9.0",
    "tzdata", "2026.6",
    "zlib", "1.3.2",
    NULL,
};

static const char *const module_names[] = {
    "nanoarrow._array",
    "nanoarrow._array_stream",
    "nanoarrow._buffer",
    "nanoarrow._device",
    "nanoarrow._ipc_lib",
    "nanoarrow._schema",
    "nanoarrow._types",
    "nanoarrow._utils",
    NULL,
};

/* Runs before main(), hence before Py_Initialize(), as PyImport_ExtendInittab() wants. */
__attribute__((constructor)) static void add_modules(void) {
  if (PyImport_ExtendInittab(modules) != 0) {
    fputs("pylon: out of memory while adding built-in modules\n", stderr);
    abort();
  }
}

/* Pairs of a name and a version. */
static int add_packages(PyObject *module) {
  PyObject *packages = PyDict_New();
  if (packages == NULL) return -1;
  int result = 0;
  for (const char *const *word = package_versions; *word != NULL && result == 0; word += 2) {
    PyObject *version = PyUnicode_FromString(word[1]);
    result = version == NULL ? -1 : PyDict_SetItemString(packages, word[0], version);
    Py_XDECREF(version);
  }
  if (result == 0) result = PyModule_AddObjectRef(module, "packages", packages);
  Py_DECREF(packages);
  return result;
}

static int add_tuple(PyObject *module, const char *attribute, const char *const *words) {
  Py_ssize_t count = 0;
  while (words[count] != NULL) count++;
  PyObject *tuple = PyTuple_New(count);
  if (tuple == NULL) return -1;
  for (Py_ssize_t i = 0; i < count; i++) {
    PyObject *word = PyUnicode_FromString(words[i]);
    if (word == NULL) {
      Py_DECREF(tuple);
      return -1;
    }
    PyTuple_SET_ITEM(tuple, i, word);
  }
  const int result = PyModule_AddObjectRef(module, attribute, tuple);
  Py_DECREF(tuple);
  return result;
}

static int fill_module(PyObject *module) {
  if (PyModule_AddStringConstant(module, "variant", variant_name) < 0) return -1;
  if (PyModule_AddStringConstant(module, "version", variant_version) < 0) return -1;
  if (PyModule_AddStringConstant(module, "manifest_digest", PYLON_MANIFEST_DIGEST) < 0) return -1;
  if (add_packages(module) < 0) return -1;
  return add_tuple(module, "modules", module_names);
}

static PyModuleDef_Slot slots[] = {
    {Py_mod_exec, (void *)fill_module},
#if PY_VERSION_HEX >= 0x030C0000
    {Py_mod_multiple_interpreters, Py_MOD_PER_INTERPRETER_GIL_SUPPORTED},
#endif
#if PY_VERSION_HEX >= 0x030D0000
    {Py_mod_gil, Py_MOD_GIL_NOT_USED},
#endif
    {0, NULL},
};

static struct PyModuleDef definition = {
    .m_base = PyModuleDef_HEAD_INIT,
    .m_name = "_pylon_build",
    .m_doc = PyDoc_STR("Which build this Python is: variant and version, packages and their versions, the modules "
                       "with dots that they add, and the digest of what its manifest says of the build."),
    .m_size = 0,
    .m_slots = slots,
};

PyMODINIT_FUNC PyInit__pylon_build(void) { return PyModuleDef_Init(&definition); }

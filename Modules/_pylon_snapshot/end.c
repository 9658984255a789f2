// The end of a program: all that a program could see of CPython's own end, and no more. Its modules and
// objects are taken apart as ever, so that __del__ runs and files are flushed. The modules of the snapshot
// are not, unless the program put something into them: what they hold was there before it, and the memory is
// thrown away next. A program may also have given an object to something below such a module (a class, a
// list, a cache) or to the interpreter (a codec): what is left of its objects after all that is finalised one
// by one.
// clang-format off: Python.h comes before its internal headers.
#include "snapshot.h"
// clang-format on

#include "pycore_gc.h"
#include "pycore_import.h"
#include "pycore_interp.h"
#include "pycore_pystate.h"

void __real__PyImport_FiniExternal(PyInterpreterState* interpreter);
void __wrap__PyImport_FiniExternal(PyInterpreterState* interpreter);

static PyObject* kept;     // name -> module of the snapshot, untouched since
static PyObject* touched;  // dicts of such modules that the program changed

// Files lie in each other, so that the outer ones are closed first: what a text still holds goes into its
// buffer.
enum { kNoFile, kText, kOtherFile, kBuffer, kRawFile };
static const struct {
  const char* name;  // of a class of _io
  int rank;
} kLayers[] = {{"TextIOWrapper", kText},    {"FileIO", kRawFile},        {"BufferedWriter", kBuffer},
               {"BufferedRandom", kBuffer}, {"BufferedReader", kBuffer}, {"_IOBase", kOtherFile}};
enum { kLayerCount = sizeof kLayers / sizeof *kLayers };
static PyTypeObject* layers[kLayerCount];

static int watcher;
static PyGC_Head* last_frozen;

// What holds nothing of a program's, so that nobody could see its end: site's main() notes such values.
static int is_plain(PyObject* value) {
  return Py_IsNone(value) || PyBool_Check(value) || PyLong_CheckExact(value) || PyFloat_CheckExact(value) ||
         PyUnicode_CheckExact(value) || PyBytes_CheckExact(value);
}

static int note_change(PyDict_WatchEvent event, PyObject* dict, PyObject* key, PyObject* value) {
  (void)key;
  if ((event == PyDict_EVENT_ADDED || event == PyDict_EVENT_MODIFIED) && is_plain(value)) return 0;
  if (pylon_state == PYLON_RESUMED && PyList_Append(touched, dict)) PyErr_Clear();
  PyDict_Unwatch(watcher, dict);
  return 0;
}

static int find_layers(void) {
  PyObject* const io = PyImport_ImportModule("_io");
  for (int i = 0; io && i < kLayerCount; ++i) {
    layers[i] = (PyTypeObject*)PyObject_GetAttrString(io, kLayers[i].name);
    if (!layers[i]) return 0;
  }
  Py_XDECREF(io);
  return io != NULL;
}

int pylon_end_keep(void) {
  kept = PyDict_Copy(PyImport_GetModuleDict());
  touched = PyList_New(0);
  watcher = PyDict_AddWatcher(note_change);
  if (!kept || !touched || watcher < 0) return 0;
  // These two hold what a program puts into them, so they are emptied as ever.
  if (PyDict_DelItemString(kept, "sys") || PyDict_DelItemString(kept, "builtins")) return 0;
  PyObject *name, *module;
  for (Py_ssize_t at = 0; PyDict_Next(kept, &at, &name, &module);) {
    if (PyModule_Check(module) && PyDict_Watch(watcher, PyModule_GetDict(module))) return 0;
  }
  if (!find_layers()) return 0;
  PyInterpreterState* const interpreter = _PyInterpreterState_GET();
  _PyGC_Freeze(interpreter);
  last_frozen = _PyGCHead_PREV(&interpreter->gc.permanent_generation.head);
  Py_INCREF(_Py_FROM_GC(last_frozen));  // it stays the last
  return 1;
}

static int is_touched(PyObject* module) {
  if (!PyModule_Check(module)) return 1;
  PyObject* const dict = PyModule_GetDict(module);
  for (Py_ssize_t i = 0; i < PyList_GET_SIZE(touched); ++i) {
    if (PyList_GET_ITEM(touched, i) == dict) return 1;
  }
  return 0;
}

// Takes out of CPython's hands the modules that nobody touched: it goes on with a dict of the others. Nothing
// is written to the modules that stay behind, nor to the dict that holds them: each would be another page to
// copy.
static void leave_behind(PyInterpreterState* interpreter, PyObject* modules, PyObject* others) {
  PyObject *name, *module;
  for (Py_ssize_t at = 0; PyDict_Next(modules, &at, &name, &module);) {
    if (PyDict_GetItem(kept, name) == module && !is_touched(module)) continue;
    if (PyDict_SetItem(others, name, module)) return;
  }
  for (Py_ssize_t at = 0; PyDict_Next(others, &at, &name, &module);) {
    if (PyDict_DelItem(modules, name)) return;
  }
  // What pointed to the old dict is not given back: it stays, and all that it holds.
  interpreter->imports.modules = Py_NewRef(others);
  if (PySys_GetObject("modules") == modules) PySys_SetObject("modules", others);
}

// CPython calls it between its last collection and the end of modules.
void __wrap__PyImport_FiniExternal(PyInterpreterState* interpreter) {
  __real__PyImport_FiniExternal(interpreter);
  PyObject* const modules = _PyImport_GetModules(interpreter);
  if (pylon_state != PYLON_RESUMED || !kept || !modules) return;
  PyObject* const others = PyDict_New();
  if (others) leave_behind(interpreter, modules, others);
  Py_XDECREF(others);
  PyErr_Clear();
}

static int rank(PyTypeObject* type) {
  for (int i = 0; i < kLayerCount; ++i) {
    if (PyType_IsSubtype(type, layers[i])) return kLayers[i].rank;
  }
  return kNoFile;
}

// Appends what has still to be finalised.
static void add_finalisable(const struct gc_generation* generation, PyObject* found) {
  PyGC_Head* const end = (PyGC_Head*)&generation->head;
  for (PyGC_Head* at = _PyGCHead_NEXT(end); at != end; at = _PyGCHead_NEXT(at)) {
    PyObject* const object = _Py_FROM_GC(at);
    if (Py_TYPE(object)->tp_finalize && !_PyGC_FINALIZED(object) && PyList_Append(found, object))
      PyErr_Clear();
  }
}

// Those objects of the program, not of the snapshot: those are frozen (gc.freeze), with nothing behind
// them unless the program froze its own.
static PyObject* finalisable(PyInterpreterState* interpreter) {
  PyObject* const found = PyList_New(0);
  if (!found) return NULL;
  const struct _gc_runtime_state* const gc = &interpreter->gc;
  for (int i = 0; i < NUM_GENERATIONS; ++i) add_finalisable(&gc->generations[i], found);
  if (_PyGCHead_PREV((PyGC_Head*)&gc->permanent_generation.head) != last_frozen)
    add_finalisable(&gc->permanent_generation, found);
  return found;
}

static int is_value_of(PyObject* dict, PyObject* object) {
  PyObject *key, *value;
  for (Py_ssize_t at = 0; dict && PyDict_Next(dict, &at, &key, &value);) {
    if (value == object) return 1;
  }
  return 0;
}

// CPython calls it twice (toolchain/patches, skip-teardown): when all modules but sys and builtins are empty,
// so that print() still works in __del__, and when these are empty too. What sys holds goes when sys does.
void pylon_end_finalise(int is_last) {
  PyInterpreterState* const interpreter = _PyInterpreterState_GET();
  PyObject* const found = touched ? finalisable(interpreter) : NULL;
  if (!found) return;
  const Py_ssize_t count = PyList_GET_SIZE(found);
  for (int now = kNoFile; now <= (is_last ? kRawFile : kNoFile); ++now) {
    for (Py_ssize_t i = 0; i < count; ++i) {
      PyObject* const object = PyList_GET_ITEM(found, i);
      if (rank(Py_TYPE(object)) != now || (!is_last && is_value_of(interpreter->sysdict, object))) continue;
      PyObject_CallFinalizer(object);
    }
  }
  Py_DECREF(found);
}

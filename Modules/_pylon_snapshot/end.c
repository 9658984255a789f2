// The end of a program: all that a program could see of CPython's own end, and no more. Its modules and
// objects are taken apart as ever, so that __del__ runs and files are flushed. The modules of the snapshot
// are not, unless the program put something into them: what they hold was there before it, and the memory is
// thrown away next.
// clang-format off: Python.h comes before its internal headers.
#include "snapshot.h"
// clang-format on

#include "pycore_import.h"
#include "pycore_interp.h"
#include "pycore_pystate.h"

void __real__PyImport_FiniExternal(PyInterpreterState* interpreter);
void __wrap__PyImport_FiniExternal(PyInterpreterState* interpreter);

static PyObject* kept;     // name -> module of the snapshot, untouched since
static PyObject* touched;  // dicts of such modules that the program changed

static int watcher;

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
  Py_CLEAR(touched);
  PyErr_Clear();
}

// The end of a program: all that a program could see of CPython's own end, and no more. Its modules and objects are
// taken apart as ever, so that __del__ runs and files are flushed. The modules of the snapshot are not: what they
// hold was there before the program, and the memory is thrown away next.
#include "snapshot.h"

#include "pycore_import.h"
#include "pycore_interp.h"
#include "pycore_pystate.h"

void __real__PyImport_FiniExternal(PyInterpreterState* interpreter);
void __wrap__PyImport_FiniExternal(PyInterpreterState* interpreter);

static PyObject* kept;  // name -> module of the snapshot

int pylon_end_keep(void) {
  kept = PyDict_Copy(PyImport_GetModuleDict());
  if (!kept) return 0;
  // These two hold what a program puts into them, so they are emptied as ever.
  return PyDict_DelItemString(kept, "sys") == 0 && PyDict_DelItemString(kept, "builtins") == 0;
}

// CPython calls it between its last collection and the end of modules.
void __wrap__PyImport_FiniExternal(PyInterpreterState* interpreter) {
  __real__PyImport_FiniExternal(interpreter);
  PyObject* const modules = _PyImport_GetModules(interpreter);
  if (pylon_state != PYLON_RESUMED || !kept || !modules) return;
  PyObject *name, *module;
  for (Py_ssize_t at = 0; PyDict_Next(kept, &at, &name, &module);) {
    if (PyDict_GetItem(modules, name) == module) PyDict_DelItem(modules, name);
  }
  PyErr_Clear();
}

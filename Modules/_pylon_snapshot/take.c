// wizer.initialize: what runs when the file is built.
// clang-format off: Python.h comes before its internal headers.
#include "snapshot.h"
// clang-format on

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <wasi/libc.h>

#include "../_pylon_library/content.h"
#include "../_pylon_library/mount.h"
#include "host.h"
#include "pycore_initconfig.h"
#include "pycore_interp.h"
#include "pycore_pylifecycle.h"
#include "pycore_pystate.h"

void __wasm_call_ctors(void);
// wasi-libc's start calls it where it knows threads.
__attribute__((weak)) void __wasi_init_tp(void);
void __wasilibc_reset_preopens(void);
__wasi_errno_t HOST(environ_sizes_get)(__wasi_size_t* count, __wasi_size_t* size);
__wasi_errno_t HOST(environ_get)(uint8_t** variables, uint8_t* text);

// The one thing that the build tells: PYLON_SNAPSHOT=WORLD MODULE...
static const char kVariable[] = "PYLON_SNAPSHOT=";
static char order[8192];

PyObject* pylon_resume;

void pylon_must(PyStatus status) {
  if (PyStatus_Exception(status)) Py_ExitStatusException(status);
}

_Noreturn void pylon_give_up(void) {
  if (PyErr_Occurred()) PyErr_Print();
  fflush(NULL);
  _exit(1);
}

static void read_order(void) {
  __wasi_size_t count = 0, size = 0;
  if (HOST(environ_sizes_get)(&count, &size)) return;
  uint8_t** const variables = calloc(count + 1, sizeof *variables);
  uint8_t* const text = calloc(size + 1, 1);
  if (variables && text && !HOST(environ_get)(variables, text)) {
    for (__wasi_size_t i = 0; i < count; ++i) {
      const char* variable = (const char*)variables[i];
      if (strncmp(variable, kVariable, sizeof kVariable - 1) != 0) continue;
      variable += sizeof kVariable - 1;
      if (strlen(variable) < sizeof order) strcpy(order, variable);
    }
  }
  if (variables) memset(variables, 0, count * sizeof *variables);
  if (text) memset(text, 0, size);
  free(variables);
  free(text);
}

static PyObject* memory_used(PyObject* self, PyObject* nothing) {
  (void)self;
  (void)nothing;
  return PyLong_FromSize_t(pylon_memory_used());
}

static void initialize(void) {
  PyConfig config;
  PyConfig_InitPythonConfig(&config);
  config.use_environment = 0;
  config.parse_argv = 0;
  config.use_hash_seed = 1;
  config.hash_seed = 0;
  config.user_site_directory = 0;
  config.write_bytecode = 0;
  config.site_import = 0;  // its module is in the snapshot, and its main() runs at each start
  pylon_must(PyConfig_SetBytesString(&config, &config.program_name, "python"));
  pylon_must(Py_InitializeFromConfig(&config));
  PyConfig_Clear(&config);
  pylon_paths_keep(_Py_GetConfig());
}

static void run_prelude(const char* modules) {
  static PyMethodDef used = {"memory_used", memory_used, METH_NOARGS, 0};
  PyObject* const names = PyDict_New();
  PyObject* const count = PyCFunction_New(&used, 0);
  if (!names || !count || PyDict_SetItemString(names, "__builtins__", PyEval_GetBuiltins()) ||
      PyDict_SetItemString(names, "memory_used", count))
    pylon_give_up();
  Py_DECREF(count);
  PyObject* result = PyRun_String(pylon_prelude, Py_file_input, names, names);
  if (!result) pylon_give_up();
  Py_DECREF(result);
  PyObject* const take = PyDict_GetItemString(names, "take");
  pylon_resume = Py_NewRef(PyDict_GetItemString(names, "resume"));
  result = PyObject_CallFunction(take, "s", modules);
  if (!result || !pylon_end_keep()) pylon_give_up();
  Py_DECREF(result);
  Py_DECREF(names);
}

__attribute__((noinline)) static void take(void) {
  read_order();
  pylon_world = order[0] == '2' ? 2 : 1;
  pylon_state = PYLON_TAKING;  // before constructors: they ask for the time and for randomness
  if (__wasi_init_tp) __wasi_init_tp();
  __wasm_call_ctors();
  pylon_memory_count(1);
  initialize();
  run_prelude(order[0] ? order + 1 : order);
  fflush(NULL);
  pylon_memory_count(0);
  pylon_content_reset();
  pylon_hash_seal();
  memset(order, 0, sizeof order);
  pylon_world_end();
  pylon_state = PYLON_RESUMED;
}

__attribute__((export_name("wizer.initialize"))) void pylon_take(void) {
  take();
  pylon_memory_clean();
}

// wizer.resume: what runs when the file starts. CPython's own second phase of initialisation is run again, so
// that the command line, the environment, paths, streams and all the rest are this start's.
// clang-format off: Python.h comes before its internal headers.
#include "snapshot.h"
// clang-format on

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wasi/api.h>
#include <wasi/libc-environ.h>
#include <wasi/libc.h>

#include "../_pylon_library/mount.h"
#include "pycore_codecs.h"
#include "pycore_initconfig.h"
#include "pycore_interp.h"
#include "pycore_pylifecycle.h"
#include "pycore_pymem.h"
#include "pycore_pystate.h"
#include "pycore_runtime.h"

extern char** environ;
// toolchain/patches: the memory is thrown away, so it need not be freed. A CPython without the patch frees
// it.
extern void (*_Py_SkipTeardown)(int is_last) __attribute__((weak));
// PYLON_STACK_KIB in units of c_recursion_remaining. A CPython without the patch does not count the host's
// stack.
int _Py_CStackUnits(void) __attribute__((weak));
int __main_void(void);
void __wasm_call_dtors(void);
void __wasilibc_reset_preopens(void);

// What encodings registered is in the snapshot.
PyStatus __real__PyCodec_InitRegistry(PyInterpreterState* interpreter);
PyStatus __wrap__PyCodec_InitRegistry(PyInterpreterState* interpreter);
PyStatus __wrap__PyCodec_InitRegistry(PyInterpreterState* interpreter) {
  return pylon_state == PYLON_RESUMED ? PyStatus_Ok() : __real__PyCodec_InitRegistry(interpreter);
}

// What one allocator has given cannot be given back to another.
int __real__PyMem_SetupAllocators(PyMemAllocatorName name);
int __wrap__PyMem_SetupAllocators(PyMemAllocatorName name);
int __wrap__PyMem_SetupAllocators(PyMemAllocatorName name) {
  if (pylon_state != PYLON_RESUMED) return __real__PyMem_SetupAllocators(name);
  if (getenv("PYTHONMALLOC") && name != PYMEM_ALLOCATOR_DEFAULT && name != PYMEM_ALLOCATOR_MALLOC)
    fputs(
        "pylon: PYTHONMALLOC has no effect: this file starts from a snapshot, whose memory malloc manages\n",
        stderr);
  return 0;
}

static void mount_again(void) {
  unsigned where = 0;
  __wasilibc_reset_preopens();
  const char* const problem = pylon_library_mount(&where);
  if (problem)
    fprintf(stderr, "pylon: the library inside this file is damaged, and not used: %s (entry %u)\n", problem,
            where);
}

// posix.environ, which os.environ is built on, with this start's variables; a name that comes twice has its
// first value, as in posixmodule.c.
static PyObject* environment(void) {
  PyObject* const all = PyDict_New();
  for (char** variable = environ; all && variable && *variable; ++variable) {
    const char* const equals = strchr(*variable, '=');
    if (!equals) continue;
    PyObject* const name = PyBytes_FromStringAndSize(*variable, equals - *variable);
    PyObject* const value = PyBytes_FromString(equals + 1);
    if (!name || !value || !PyDict_SetDefault(all, name, value)) pylon_give_up();
    Py_DECREF(name);
    Py_DECREF(value);
  }
  if (!all) pylon_give_up();
  return all;
}

static int call_resume(const char* what, PyObject* argument) {
  PyObject* const result = PyObject_CallFunction(pylon_resume, "sN", what, argument);
  Py_XDECREF(result);
  return result != 0;
}

// CPython has one from its first phase, for what goes wrong before sys.stderr is there.
static void preliminary_stderr(void) {
  PyObject* const printer = PyFile_NewStdPrinter(fileno(stderr));
  if (!printer || PySys_SetObject("stderr", printer) || PySys_SetObject("__stderr__", printer))
    pylon_give_up();
  Py_DECREF(printer);
}

// _imp notes this option when it is made, which was before.
static void check_of_pycs(void) {
  PyObject* const imp = PyImport_ImportModule("_imp");
  PyObject* const mode = PyUnicode_FromWideChar(_Py_GetConfig()->check_hash_pycs_mode, -1);
  if (!imp || !mode || PyObject_SetAttrString(imp, "check_hash_based_pycs", mode)) pylon_give_up();
  Py_DECREF(imp);
  Py_DECREF(mode);
}

static PyStatus preinitialize(int argc, char** argv) {
  _PyRuntime.preinitialized = 0;
  _PyRuntime.core_initialized = 0;
  _PyRuntime.initialized = 0;
  const _PyArgv arguments = {.argc = argc, .use_bytes_argv = 1, .bytes_argv = argv};
  PyPreConfig config;
  PyPreConfig_InitPythonConfig(&config);
  const PyStatus status = _Py_PreInitializeFromPyArgv(&config, &arguments);
  _PyRuntime.core_initialized = 1;  // so the next phase takes the interpreter that is there
  return status;
}

static PyStatus configure(int argc, char** argv) {
  PyConfig config;
  PyConfig_InitPythonConfig(&config);
  config._init_main = 0;
  PyStatus status = PyConfig_SetBytesArgv(&config, argc, argv);
  if (!PyStatus_Exception(status)) status = Py_InitializeFromConfig(&config);
  PyConfig_Clear(&config);
  return status;
}

// The snapshot was taken with the stack that no variable says.
static void count_stack_of_this_host(void) {
  if (&_Py_CStackUnits)
    _PyThreadState_GET()->c_recursion_remaining += _Py_CStackUnits() - Py_C_RECURSION_LIMIT;
}

static PyStatus initialize(int argc, char** argv) {
  count_stack_of_this_host();
  PyStatus status = preinitialize(argc, argv);
  if (!PyStatus_Exception(status)) status = configure(argc, argv);
  if (PyStatus_Exception(status)) return status;
  if (!pylon_hash_renew(_Py_GetConfig()))
    return PyStatus_Error("failed to get random numbers to initialize Python");
  if (!call_resume("environ", environment())) pylon_give_up();
  check_of_pycs();
  preliminary_stderr();
  status = _Py_InitializeMain();
  if (PyStatus_Exception(status)) return status;
  if (call_resume("rest", Py_NewRef(Py_None))) return status;
  return (PyStatus){._type = _PyStatus_TYPE_ERROR,
                    .func = "init_import_site",
                    .err_msg = "Failed to import the site module"};
}

int __real_Py_BytesMain(int argc, char** argv);

int pylon_snapshot_main(int argc, char** argv) {
  if (pylon_state != PYLON_RESUMED) return __real_Py_BytesMain(argc, argv);
  if (&_Py_SkipTeardown) _Py_SkipTeardown = pylon_end_finalise;
  const PyStatus status = initialize(argc, argv);
  if (PyStatus_IsExit(status)) return status.exitcode;
  pylon_must(status);
  return Py_RunMain();
}

__attribute__((export_name("wizer.resume"))) void pylon_start(void) {
  pylon_clock_restart();
  __wasilibc_deinitialize_environ();
  __wasilibc_ensure_environ();
  mount_again();
  const int status = __main_void();
  __wasm_call_dtors();
  if (status) __wasi_proc_exit((__wasi_exitcode_t)status);
}

// Where Python finds its library is computed by getpath.py at each start. Out of no variables and no folders
// it has been computed already; the answer is taken unless something could make it another one.
// clang-format off: Python.h comes before its internal headers.
#include "snapshot.h"
// clang-format on

#include <stdlib.h>
#include <string.h>
#include <wchar.h>

#include "pycore_initconfig.h"
#include "pycore_pathconfig.h"

PyStatus __real__PyConfig_InitPathConfig(PyConfig* config, int compute);
PyStatus __wrap__PyConfig_InitPathConfig(PyConfig* config, int compute);

static PyConfig kept;

void pylon_paths_keep(const PyConfig* config) {
  PyConfig_InitPythonConfig(&kept);
  pylon_must(_PyConfig_Copy(&kept, config));
  // It would stand in for what the next configuration says, such as the program's name.
  _PyPathConfig_ClearGlobal();
}

// As getpath.py has it: its name in the configuration, or the first word of the command line.
static const wchar_t* program_name(const PyConfig* config) {
  if (config->program_name) return config->program_name;
  return config->orig_argv.length > 0 ? config->orig_argv.items[0] : L"";
}

// Whether this start says nothing that getpath.py looks at. A program's name with a slash says where to look,
// and PATH says where to look for a program.
static int says_nothing(const PyConfig* config) {
  const wchar_t* const name = program_name(config);
  if (name[0] == 0 || wcschr(name, L'/') || config->home || config->module_search_paths_set ||
      config->prefix || config->exec_prefix || config->executable)
    return 0;
  if (config->platlibdir && wcscmp(config->platlibdir, kept.platlibdir) != 0) return 0;
  return !getenv("PATH") && !getenv("PYTHONEXECUTABLE") && !getenv("__PYVENV_LAUNCHER__");
}

static PyStatus keep(PyConfig* config) {
  PyStatus status = PyStatus_Ok();
  const struct {
    wchar_t** to;
    const wchar_t* from;
  } strings[] = {
      {&config->program_name, program_name(config)},
      {&config->prefix, kept.prefix},
      {&config->exec_prefix, kept.exec_prefix},
      {&config->base_prefix, kept.base_prefix},
      {&config->base_exec_prefix, kept.base_exec_prefix},
      {&config->executable, kept.executable},
      {&config->base_executable, kept.base_executable},
      {&config->stdlib_dir, kept.stdlib_dir},
      {&config->platlibdir, kept.platlibdir},
  };
  for (size_t i = 0; i < sizeof strings / sizeof strings[0]; ++i) {
    if (*strings[i].to || !strings[i].from) continue;
    status = PyConfig_SetString(config, strings[i].to, strings[i].from);
    if (PyStatus_Exception(status)) return status;
  }
  return status;
}

// PYTHONPATH comes first, as in getpath.py.
static PyStatus search_paths(PyConfig* config) {
  PyStatus status = PyStatus_Ok();
  for (const wchar_t* at = config->pythonpath_env; at;) {
    const wchar_t* const colon = wcschr(at, L':');
    wchar_t* const path = colon ? wcsdup(at) : 0;
    if (colon && !path) return PyStatus_NoMemory();
    if (colon) path[colon - at] = 0;
    status = PyWideStringList_Append(&config->module_search_paths, colon ? path : at);
    free(path);
    if (PyStatus_Exception(status)) return status;
    at = colon ? colon + 1 : 0;
  }
  for (Py_ssize_t i = 0; i < kept.module_search_paths.length; ++i) {
    status = PyWideStringList_Append(&config->module_search_paths, kept.module_search_paths.items[i]);
    if (PyStatus_Exception(status)) return status;
  }
  config->module_search_paths_set = 1;
  return status;
}

PyStatus __wrap__PyConfig_InitPathConfig(PyConfig* config, int compute) {
  if (pylon_state != PYLON_RESUMED || !compute || !says_nothing(config))
    return __real__PyConfig_InitPathConfig(config, compute);
  PyStatus status = keep(config);
  if (!PyStatus_Exception(status)) status = search_paths(config);
  return PyStatus_Exception(status) ? status : __real__PyConfig_InitPathConfig(config, 0);
}

// The C source of the registry module `_pylon_build`.
#include <fmt/format.h>

#include <map>

#include "base/error.hpp"
#include "variant/setup_local.hpp"

namespace pylon {
namespace {

using Modules = std::vector<const Module*>;

// Modules that makesetup cannot put into the table: those with a dot in the name or an init function of
// another name.
Modules registered(const Variant& variant) {
  Modules modules;
  std::map<std::string, const Module*> by_init;
  for (const ModuleChoice& choice : variant.modules) {
    if (!choice.kept) continue;
    const auto [other, is_new] = by_init.emplace(choice.module->init, choice.module);
    if (!is_new) {
      throw Error(
          fmt::format("{}: modules '{}' and '{}' have the same init function {}", variant.files.front(),
                      other->second->name, choice.module->name, choice.module->init),
          "drop one, or rename one's init function in its recipe and in Modules/catalog.json");
    }
    if (!makesetup_adds(*choice.module)) modules.push_back(choice.module);
  }
  return modules;
}

// `lines`: C expressions.
std::string string_list(const std::string& name, const std::vector<std::string>& lines) {
  std::string text = fmt::format("static const char *const {}[] = {{\n", name);
  for (const std::string& line : lines) text += fmt::format("    {},\n", line);
  return text + "    NULL,\n};\n";
}

// What the compiler sees of CPython is the version that is built, whichever the variant file asks for.
std::string version_word(const std::string& package, const std::map<std::string, std::string>& versions) {
  return package == "cpython" ? "PY_VERSION" : fmt::format("\"{}\"", versions.at(package));
}

constexpr std::string_view kFunctions = R"(
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
)";

}  // namespace

std::string registry_source(const Variant& variant, const std::map<std::string, std::string>& versions) {
  std::vector<std::string> names, packages;
  std::string declarations, table;
  for (const Module* module : registered(variant)) {
    names.push_back(fmt::format("\"{}\"", module->name));
    declarations += fmt::format("PyMODINIT_FUNC {}(void);\n", module->init);
    table += fmt::format("    {{\"{}\", {}}},\n", module->name, module->init);
  }
  std::string text = fmt::format(
      "/* The built-in module {0} of the variant '{1}'. It adds the modules that CPython's makesetup\n"
      "   cannot name (those with a dot), and tells Python which variant this is.\n"
      "   Written by `pylonctl setup {1}`; do not edit. */\n"
      "#include <Python.h>\n#include <stdio.h>\n#include <stdlib.h>\n\n",
      kRegistryModule, variant.name);
  text += declarations + "\nstatic struct _inittab modules[] = {\n" + table + "    {NULL, NULL},\n};\n\n";
  text +=
      "/* `pylonctl build` knows it; CPython's own make does not. */\n"
      "#ifndef PYLON_MANIFEST_DIGEST\n#define PYLON_MANIFEST_DIGEST \"\"\n#endif\n\n";
  text += fmt::format(
      "static const char variant_name[] = \"{}\";\nstatic const char variant_version[] = \"{}\";\n\n",
      variant.name, variant.version);
  for (const std::string& package : variant.packages)
    packages.push_back(fmt::format("\"{}\", {}", package, version_word(package, versions)));
  text += string_list("package_versions", packages) + "\n" + string_list("module_names", names);
  return text + std::string(kFunctions);
}

}  // namespace pylon

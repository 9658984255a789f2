// Modules/<variant>/Setup.local and the registry C file: what makesetup and the linker are told, as text.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "variant/variant.hpp"

namespace pylon {

// The name of the registry module and of its C file in Modules/<variant>/.
inline constexpr std::string_view kRegistryModule = "_pylon_build";
inline constexpr std::string_view kRegistryFile = "pylon_build.c";

// Whether makesetup can put the module into the table of built-in modules: CPython's own ones, and others
// without a dot whose init function is PyInit_<name>. The registry module adds the rest.
bool makesetup_adds(const Module& module);

// Setup.local: kept third-party modules, dropped ones as comments with their reasons, CPython's own dropped
// modules in the `*disabled*` section. Deterministic; ends with a newline.
std::string setup_local(const Variant& variant, const Catalog& catalog);

// What makesetup reads of a Setup.local: its lines without comments, and without the empty ones. Two files
// that agree in it give the same config.c.
std::string active_lines(std::string_view setup_local);

// C source of `_pylon_build`: adds each module that makesetup cannot name to the inittab before
// Py_Initialize, and tells Python the variant's identity. `versions`: of its packages, see package_versions()
// in checkout/build_inputs.hpp. Deterministic. Two kept modules with one init function: an Error naming both.
std::string registry_source(const Variant& variant, const std::map<std::string, std::string>& versions);

// Names in `config_c`'s _PyImport_Inittab, in order. Throws when the table cannot be found.
std::vector<std::string> inittab_names(std::string_view config_c);

// Names that the registry module adds, or that makesetup was given besides CPython's own: the variant's kept
// modules of other packages, sorted.
std::vector<std::string> registered_modules(const Variant& variant);

// CPython's table as makesetup wrote it, and `registered`, which the registry module adds to it before Python
// starts: each once, sorted.
std::vector<std::string> built_in_modules(std::string_view config_c,
                                          const std::vector<std::string>& registered);

// Compares makesetup's config.c with what `variant` asks for (`provided`: names that CPython's own Setup
// files, as configured, would build in; those of config.c.in need not be among them). Throws an Error listing
// every missing and every surplus module.
void check_inittab(std::string_view config_c, const Variant& variant,
                   const std::vector<std::string>& provided);

}  // namespace pylon

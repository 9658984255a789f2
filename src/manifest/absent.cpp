// Why a module is not there, in words for somebody who wanted it.
#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "manifest/manifest.hpp"
#include "variant/module_needs.hpp"

namespace pylon {
namespace {

// What CPython's configure looks for before it builds a module; a package that brings it makes the module
// possible.
std::string_view library_of(std::string_view module) {
  static const std::map<std::string_view, std::string_view> libraries{
      {"_bz2", "bzip2"},      {"_ctypes", "libffi"},    {"_curses", "ncurses"},  {"_curses_panel", "ncurses"},
      {"_dbm", "gdbm"},       {"_gdbm", "gdbm"},        {"_hashlib", "OpenSSL"}, {"_lzma", "xz"},
      {"_sqlite3", "SQLite"}, {"_ssl", "OpenSSL"},      {"_tkinter", "Tcl/Tk"},  {"_uuid", "libuuid"},
      {"_zstd", "zstd"},      {"readline", "readline"}, {"zlib", "zlib"}};
  const auto found = libraries.find(module);
  return found == libraries.end() ? std::string_view() : found->second;
}

// Names that CPython's Setup.stdlib.in keeps for its own tests and examples.
bool for_tests(std::string_view module) {
  return module.starts_with("_test") || module.starts_with("xx") || module.starts_with("_xxtest") ||
         module == "_ctypes_test";
}

std::string configure_reason(const std::string& module, const std::string& state) {
  if (for_tests(module)) return "only for CPython's own tests";
  if (state == "n/a") return "not available on WASI";
  if (state == "disabled") return "switched off when CPython was configured";
  const std::string_view library = library_of(module);
  if (library.empty()) return "needs a library that CPython's configure did not find";
  return fmt::format("needs {} (no package in the catalogue)", library);
}

}  // namespace

std::vector<AbsentModule> absent_modules(const Variant& variant,
                                         const std::map<std::string, std::string>& states,
                                         const std::vector<std::string>& built_in) {
  std::map<std::string, std::string> reasons;
  for (const auto& [module, state] : states) {
    reasons[module] = state == "yes" ? "not linked" : configure_reason(module, state);
  }
  for (const ModuleChoice& choice : variant.modules) {
    if (choice.kept) {
      // An optional module that configure does not know in this version.
      reasons.try_emplace(choice.module->name, "not a part of this CPython");
    } else if (choice.module->stock || !choice.not_asked()) {
      // Of other people's packages, what nobody asked for is not missed.
      reasons[choice.module->name] = absence_of(choice);
    }
  }
  for (const std::string& module : built_in) reasons.erase(module);
  std::vector<AbsentModule> absent;
  for (auto& [module, reason] : reasons) absent.push_back({module, std::move(reason)});
  return absent;
}

}  // namespace pylon

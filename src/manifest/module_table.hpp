// The built-in modules that a finished pylon.wasm really has, read from its own data: CPython's table
// _PyImport_Inittab and the one of the registry module, both arrays of {name, init function}.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "wasm/bytes.hpp"

namespace pylon {

// The names in the tables of built-in modules, sorted, each once; none when the module has no data at all,
// empty when no such table is found. A stripped file has no names of tables, so they are known by what they
// hold: pairs of a module's name and a function's number, ended by two zeros. CPython's has `marshal` and
// `_imp`, without which it does not start; the registry's has a dotted name that is `expected`. All names of
// such a table are told, expected or not. Error with the offset for malformed bytes.
std::optional<std::vector<std::string>> module_table(wasm::Bytes module,
                                                     const std::vector<std::string>& expected);

}  // namespace pylon

// The built-in modules that a finished pylon.wasm really has, read from its own data: CPython's table
// _PyImport_Inittab and the one of the registry module, both arrays of {name, init function}.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "wasm/bytes.hpp"

namespace pylon {

// The names in a file's tables of built-in modules, sorted, each once. A stripped file does not say where
// they are, so they are known by what they hold: pairs of a name and a function's number, ended by two zeros.
// One has `marshal` and `_imp`, as CPython starts with them; the registry's has a dotted name that is
// `expected`. None: there is no data at all; empty: no table. Error with the offset for malformed bytes.
std::optional<std::vector<std::string>> module_table(wasm::Bytes module,
                                                     const std::vector<std::string>& expected);

}  // namespace pylon

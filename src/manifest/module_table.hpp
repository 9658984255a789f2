// The built-in modules that a finished pylon.wasm really has, read from its own data: CPython's table
// _PyImport_Inittab and the one of the registry module, both arrays of {name, init function}.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "wasm/bytes.hpp"

namespace pylon {

// Sorted, each once; none when the module has no data at all. Empty when no such table is found. The tables
// have no names in a stripped file; they are known by what they hold: pairs of a module's name and a
// function's number, ended by a pair of zeros. CPython's has `marshal` and `_imp`, without which it does not
// start; the registry's has a name with a dot that is `expected`. All that such a table holds is told,
// expected or not. Error with the offset for malformed bytes.
std::optional<std::vector<std::string>> module_table(wasm::Bytes module,
                                                     const std::vector<std::string>& expected);

}  // namespace pylon

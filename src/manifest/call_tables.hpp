// Finds CPython's tables of functions in the objects of a link, and compares each function's type with the
// one that CPython calls it by. A native call with another number of arguments works by accident; in
// WebAssembly it traps ("indirect call type mismatch").
//
// Objects have no types of data, so a table is known by its words. A PyMethodDef, for example, is a text, a
// function, a number, and a text or null: a datum of such entries alone is a table of methods, if its object
// names a symbol of CPython's (Py…, _Py…). What a table refers to, such as the methods of a PyTypeObject, is
// one too, in whichever object it lies. Tables that code fills in at run time are not seen.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "wasm/symbols.hpp"

namespace pylon {

// A function in a table that CPython would call with another type.
struct WrongEntry {
  std::string rule;        // "signature-method", "signature-getset", "signature-slot", "signature-module"
  std::size_t object = 0;  // that holds the table: an index of the objects given
  std::string table;       // its symbol; "" when it has none
  std::string entry;       // "copy.__copy__ (METH_NOARGS)", "dtype (set)", "tp_clear"
  std::string function;
  std::string found, expected;  // "(i32)->i32"
  std::string called_as;        // the C type: "inquiry"
};

struct CallTables {
  std::vector<WrongEntry> wrong;               // sorted by object, table, entry
  std::map<std::string, std::size_t> checked;  // functions in tables, by rule
};

// Errors name the object's label.
CallTables check_call_tables(const std::vector<wasm::Object>& objects);

}  // namespace pylon

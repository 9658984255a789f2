// Whether a manifest says of a pylon.wasm what its bytes are. Pure; every disagreement is a finding, none
// stops the rest.
#pragma once

#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "wasm/sections.hpp"

namespace pylon {

struct Disagreement {
  std::string file;   // "pylon-1.0.0-lean-wasm32-wasip1.zip"
  std::string place;  // in it: "lib/python3.13/os.py", "manifest.json: /sections"; empty: the file as a whole
  std::string message;  // what is there, and what should be
};

// What `manifest` says of the file against its bytes: size and digest, sections, imports and exports, memory,
// features, built-in modules, and the identity that the file carries. `place` ("manifest.json") begins each
// finding's place.
std::vector<Disagreement> check_wasm(const nlohmann::json& manifest, wasm::Bytes bytes,
                                     const std::string& name, const std::string& place);

// The compressed sizes that `manifest` says against `bytes`: gzip's, which takes a second; with `all`
// brotli's and zstd's too, which take half a minute.
std::vector<Disagreement> check_sizes(const nlohmann::json& manifest, wasm::Bytes bytes,
                                      const std::string& name, const std::string& place, bool all);

// Whether `symbols` (symbols.tsv) is the table that `manifest` was made with, adds up to its rows, and names
// the functions that the file has.
std::vector<Disagreement> check_symbols(const nlohmann::json& manifest, wasm::Bytes bytes,
                                        std::string_view symbols);

// The first value that two documents differ in: its JSON path, what the one and the other have; "" when they
// are equal.
std::string first_difference(const nlohmann::json& one, const nlohmann::json& other);

// Runs a check of the file `name`; what it throws is a finding at `place`.
void guarded(std::vector<Disagreement>& findings, const std::string& name, const std::string& place,
             const std::function<void()>& body);

// The built-in modules that a file really has, read from its own data: CPython's table _PyImport_Inittab and
// the one of the registry module, both arrays of {name, init function}. The names, sorted, each once. A
// stripped file does not say where the tables are. They are found by what they hold: pairs of a name and a
// function's number, and two zeros at the end; `marshal` and `_imp` in CPython's, a dotted name of `expected`
// in the registry's. No value when the file has no data, an empty list when it has no table. Error with the
// offset for malformed bytes.
std::optional<std::vector<std::string>> module_table(wasm::Bytes module,
                                                     const std::vector<std::string>& expected);

}  // namespace pylon

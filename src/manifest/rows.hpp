// The rows of a manifest's attribution: who owns how many bytes of pylon.wasm. Every byte of the file belongs
// to exactly one row.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace pylon {

// Kinds:
//   module   one built-in module                     own     of pylonctl
//   library  what a package's modules share          shared  string constants that several rows use
//   core     CPython without its modules             linker  functions that the linker made
//   runtime  wasi-libc, libc++, compiler-rt          inside  files of the library inside (in `data`)
//   format   sections, counts, headers (in `other`)
struct Row {
  std::string name;  // unique in a manifest
  std::string kind;
  std::string package;                          // of the catalogue; may be empty
  std::uint64_t code = 0, data = 0, other = 0;  // bytes

  std::uint64_t bytes() const { return code + data + other; }
};

// Of a manifest that read_manifest accepted, sorted by name; empty when it has no attribution.
std::vector<Row> read_rows(const nlohmann::json& manifest);

nlohmann::json rows_json(const std::vector<Row>& rows);

}  // namespace pylon

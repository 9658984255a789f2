// Why a module or package is in a variant, or is not, and how many bytes it takes.
#pragma once

#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "manifest/library_facts.hpp"
#include "variant/variant.hpp"

namespace pylon {

struct WhyInput {
  const Variant* variant = nullptr;
  const Catalog* catalog = nullptr;
  std::map<std::string, nlohmann::json> manifests;  // of the variants that are built, by name
  Importers importers;                              // of this variant's lib/, when it is built
  std::vector<LibraryFile> library;                 // the files of it
  std::vector<LibraryFile> inside;  // those of the library inside, with the bytes stored of each
};

struct RowCost {
  std::string row;
  std::uint64_t code = 0, data = 0;  // bytes
};

struct Why {
  std::string variant, name;
  std::string kind;  // "built-in module", "frozen module", "package", "Python module", "Python package"
  bool present = false;
  bool fixed = false;                          // no variant can be without it
  std::vector<std::string> because;            // each a sentence without a full stop
  std::vector<std::string> imported_by;        // files of lib/
  std::string measured_in;                     // the variant that `rows` were seen in; empty when in none
  std::vector<RowCost> rows;                   // its own, sorted by name; none when no bytes are only its own
  std::optional<std::uint64_t> library_bytes;  // of its Python files in lib/
  std::optional<std::uint64_t> inside_bytes;   // of the same in the library inside, as they are stored
  bool in_snapshot = false;                    // a start has it already
  std::optional<std::uint64_t> heap_bytes;     // that its import let the snapshot's heap grow by
  std::string note;                            // the catalogue's word on it
};

// `name`: a built-in module of the catalogue or of CPython, a package, or a Python module of lib/. Error with
// the nearest known name when nothing is called so.
Why explain_presence(const WhyInput& input, const std::string& name);

nlohmann::json why_json(const Why& why);

}  // namespace pylon

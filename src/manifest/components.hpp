// Whose software is in an artifact: packages, other people's code in them, and the C and C++ libraries, each
// with its version, licence and where it comes from. Derived from what was linked and from lib/, not from
// what was asked for.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "variant/variant.hpp"

namespace pylon {

// Where a package, or a library of the SDK, came from.
struct Origin {
  std::string version;
  std::string purl;    // with the version, where it is known
  std::string sha256;  // of the archive or package it was taken from; empty: of no single file
};

struct ComponentInputs {
  const Variant* variant = nullptr;
  const Catalog* catalog = nullptr;
  std::map<std::string, Origin> origins;        // by package, or row of the attribution ("wasi-libc")
  std::map<std::string, std::string> licences;  // of the SDK's libraries, by row: SPDX expressions
  const nlohmann::json* attribution = nullptr;  // attribution_json()
  std::string_view symbols;                     // the text of symbols.tsv
};

// The manifest's "components", sorted by name: packages that have bytes in the file or Python files in lib/,
// vendored code of which an object is linked (expat in CPython), libraries of the SDK that have a row
// (wasi-libc). Error when an origin is missing.
nlohmann::json components_json(const ComponentInputs& inputs);

}  // namespace pylon

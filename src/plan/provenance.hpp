// Gathers what the attribution of a linked and optimised file is made from: the map, the objects, their
// owners.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "checkout/library.hpp"
#include "manifest/ownership.hpp"

namespace pylon {

// Folders of the store (or of a given SDK) that the file was made from.
struct ProvenancePlaces {
  std::filesystem::path link;      // pylon.wasm, pylon.map
  std::filesystem::path finished;  // pylon.wasm, and functions.map when wasm-opt was run
  std::filesystem::path sdk, cpython, config;
  std::filesystem::path library;   // objects that mount the library inside; empty: there are none
  std::filesystem::path snapshot;  // objects that take a snapshot; empty: there are none
  std::map<std::string, std::string> packages;  // package -> folder
};

// The linked file with its functions numbered, for wasm-opt.
void write_numbered(const std::filesystem::path& linked, const std::filesystem::path& numbered);

// Writes `to`/attribution.json and `to`/symbols.tsv.
void write_attribution(const Variant& variant, const Catalog& catalog, const ProvenancePlaces& places,
                       const std::filesystem::path& to);

// The bytes of these rows in the finished file.
std::string read_row_contents(const Variant& variant, const Catalog& catalog, const ProvenancePlaces& places,
                              const std::vector<std::string>& rows);

// Which row each object of the variant's link belongs to.
Ownership read_ownership(const Variant& variant, const Catalog& catalog, const ProvenancePlaces& places);

// Where the parts of a planned variant lie.
ProvenancePlaces provenance_places(const VariantParts& parts);

// The identity that a pylon.wasm carries: before the link for the Python module _pylon_build, after wasm-opt
// as the custom section pylon.build. Writes `to`/build.json (what the section holds) and
// `to`/pylon_identity.h (what the registry module is compiled with). `known`: known_before_link() without the
// modules, as JSON; the modules are those of makesetup's `config` and `registered`.
void write_build_facts(const std::string& known, const std::vector<std::string>& registered,
                       const std::filesystem::path& config, const std::filesystem::path& to);

// Writes `from` to `to`, with `facts` (build.json) as the custom section pylon.build.
void write_identified(const std::filesystem::path& from, const std::filesystem::path& facts,
                      const std::filesystem::path& to);

}  // namespace pylon

// Where the parts of an artifact lie in the store, and what its lib/ is put together from.
#pragma once

#include <filesystem>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "manifest/library_facts.hpp"
#include "variant/variant.hpp"

namespace pylon {

// A finished thing that later steps read.
struct Built {
  std::filesystem::path out;
  std::string key;
  std::optional<std::filesystem::path> stamp;  // none: it was there before, such as a given wasi-sdk
};

struct VariantParts {
  Built sdk, cpython, stdlib, config, link, binaryen;
  Built finished;                         // pylon.wasm as it ships, whichever step made it last
  Built attribution, sizes, archive;      // of a release only
  std::optional<Built> library;           // the objects that mount the library inside; none: it is a folder
  std::optional<Built> snapshot;          // those that take a snapshot; none: it starts from nothing
  std::optional<Built> adapter;           // of a component
  std::map<std::string, Built> packages;  // by package name; only those with a recipe of their own
};

struct LibraryPart {
  std::string title;            // for messages
  std::filesystem::path from;   // a folder
  std::filesystem::path below;  // where in lib/ its files go
};

// The standard library, and where Python files of packages would be for `site` to find them; all in the
// store.
std::vector<LibraryPart> library_places(const Variant& variant, const VariantParts& parts);
// Of a built variant: those that there are.
std::vector<LibraryPart> library_parts(const Variant& variant, const VariantParts& parts);

// The list of a lib/, beside it: what `sha256sum -c` reads.
inline constexpr const char* kLibraryList = "lib.sha256";

// The digests of the files of lib/: as it will be published, and as it lies in a folder (a link has the
// digest of what it leads to).
LibraryDigests library_digests(const std::vector<LibraryPart>& library);
LibraryDigests library_digests(const std::filesystem::path& folder);

// What in `artifact`/lib is not as it was when the manifest was made; empty: all is. Judged by
// `artifact`/lib.sha256, whose digest the manifest has. The gate, `verify` and the verdict of the smokes go
// by it.
std::vector<std::string> library_problems(const std::filesystem::path& artifact,
                                          const nlohmann::json& manifest);

}  // namespace pylon

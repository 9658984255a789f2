// Where the parts of an artifact lie in the store.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>

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

}  // namespace pylon

// Where things are: the folders of a checkout and of the shared cache, and the documents read from them.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "variant/variant.hpp"

namespace pylon {

struct Project {
  std::filesystem::path root;

  std::filesystem::path toolchain() const { return root / "toolchain"; }
  std::filesystem::path recipes() const { return toolchain() / "recipes"; }
  std::filesystem::path patches() const { return toolchain() / "patches"; }
  std::filesystem::path modules() const { return root / "Modules"; }
  std::filesystem::path variants() const { return root / "variants"; }
  std::filesystem::path artifacts() const { return root / "artifacts"; }
  std::filesystem::path build() const { return root / "build" / "pylon"; }  // build.ninja, step files
  std::filesystem::path venv() const { return root / "build" / "venv"; }    // made by toolchain/bootstrap
  std::filesystem::path requirements() const { return toolchain() / "requirements.txt"; }
};

// The nearest folder at or above `start` that has variants/ and toolchain/lock.json; Error when there is
// none.
Project find_project(const std::filesystem::path& start);

Catalog load_catalog(const Project& project);

// artifacts/<variant>/manifest.json. Error when it is not there, which tells a wrong name from a variant that
// is not built yet.
std::filesystem::path built_manifest(const Project& project, const std::string& variant);

// Names of the variants that can be built (not abstract), sorted.
std::vector<std::string> variant_names(const Project& project);
// Resolves variants/<name>.json; `cpython` (a version) overrides the variant's own unless empty.
Variant load_variant(const Project& project, const Catalog& catalog, const std::string& name,
                     const std::string& cpython = {});

}  // namespace pylon

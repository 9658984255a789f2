// toolchain/recipes/<name>/: how one foreign source is built, as a shell script with declared inputs.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "checkout/project.hpp"
#include "toolchain/fetch.hpp"
#include "toolchain/lock.hpp"
#include "toolchain/sdk_list.hpp"

namespace pylon {

struct Recipe {
  std::string name;
  std::filesystem::path folder;    // holds build.sh, recipe.json and whatever build.sh reads
  std::string source;              // entry of the lock, given unpacked and patched as SRC; may be empty
  std::vector<std::string> needs;  // other recipes, whose outputs are given as DEP_<NAME>
  std::vector<std::string>
      debs;  // entries of the lock (NAME or NAME@VERSION), given as files in the folder DEBS
  std::vector<std::string> tools;  // programs of the virtual environment that it runs
  std::vector<std::string> flags;  // what it takes of the variant ("OPT", "OPT_COLD": compiler flags;
                                   // "EXCLUDE", "PYC") and of the SDK ("EXCEPTIONS")
};

// Reads <recipes>/<name>/recipe.json; Error when the recipe is unknown or malformed.
Recipe load_recipe(const std::filesystem::path& recipes, const std::string& name);

// "build-python" -> "DEP_BUILD_PYTHON".
std::string dependency_variable(const std::string& recipe);

// Where a variant's `optimize` has the value of a flag variable: ("cpython", "OPT_COLD") -> "cpython-cold".
std::string optimize_key(const std::string& recipe, const std::string& flag);

// How files are fetched for this project: from these folders first and those of PYLON_SOURCES, with a line on
// standard error for each.
FetchOptions fetch_options(const Project& project, std::vector<std::filesystem::path> folders, bool offline);

// What has to be downloaded before variants can be built without a network.
// The entries of the lock that the recipes of these variants read, each once, in the lock's order, and those
// of the SDK that is assembled (nullptr: none is).
std::vector<const Source*> needed_sources(const Project& project, const Lock& lock, const Catalog& catalog,
                                          const std::vector<Variant>& variants, const SdkEntry* sdk);

}  // namespace pylon

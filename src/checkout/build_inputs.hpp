// What is known of an artifact before anything of it is built: which variant of what, from which inputs.
#pragma once

#include <map>
#include <string>

#include "checkout/project.hpp"
#include "manifest/manifest.hpp"

namespace pylon {

// Package -> version, of the variant's packages: as the lock has it; "part of this project" without a source.
std::map<std::string, std::string> package_versions(const Variant& variant, const Catalog& catalog,
                                                    const Lock& lock);

// The part of Modules/catalog.json that concerns the variant, as JSON text: the packages that it asks for,
// those that its files drop, and CPython's. A package that is added to the catalogue changes no variant that
// does not name it.
std::string catalog_part(const Project& project, const Variant& variant);

// What of toolchain/lock.json concerns it, as JSON text: sources of its packages, of the C library and
// Binaryen.
std::string lock_part(const Project& project, const Catalog& catalog, const Variant& variant);

// By part: the variant's compiler flags, and behind them what the SDK's LLVM needs.
std::map<std::string, std::string> flags_by_part(const Variant& variant, const Sdk& sdk);

// The profile that CPython is compiled with, as the manifest has it: cpython_profile() of the variant's flags
// and of toolchain/recipes/cpython/<version>.profdata.gz with its <version>.profile.json.
// llvm: major version of the one that compiles; 0: unknown.
nlohmann::json profile_of(const Project& project, const Variant& variant, int llvm);

// The identity (without the state of git), sources, patches with their digests, tools and flags. `variant`
// and `catalog` must outlive what is returned. Error for a patch that does not begin with its reason.
ManifestInputs known_inputs(const PlanSetting& setting, const Lock& lock, const Catalog& catalog,
                            const Variant& variant);

}  // namespace pylon

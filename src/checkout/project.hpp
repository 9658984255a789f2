// Where things are: the folders of a checkout and of the shared cache, and the documents read from them.
// And what verbs start from: this checkout and its documents.
#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "toolchain/digest_cache.hpp"
#include "toolchain/lock.hpp"
#include "toolchain/sdk.hpp"
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

// What a plan is made for: the project, where outputs go, and which SDK.
struct PlanSetting {
  Project project;
  std::filesystem::path store;  // `<cache>/store`
  Sdk sdk;
};

// The lock and the SDK are looked for when they are first asked for: `pylonctl gate` works on a machine that
// has no SDK. Ask for them before threads share the workspace.
class Workspace {
 public:
  explicit Workspace(const Project& project) : Workspace(project, load_catalog(project)) {}
  Workspace(Project project, Catalog catalog) : project_(std::move(project)), catalog_(std::move(catalog)) {}

  const Project& project() const { return project_; }
  const Catalog& catalog() const { return catalog_; }
  const Lock& lock() const;
  const Sdk& sdk() const;  // Error when there is none
  DigestCache& digests() const;
  PlanSetting setting() const;  // asks for the SDK

 private:
  Project project_;
  Catalog catalog_;
  mutable std::optional<Lock> lock_;
  mutable std::optional<Sdk> sdk_;
  mutable std::unique_ptr<DigestCache> digests_;
};

// What a name such as "lean-dev" means, the folder in artifacts/ that `build lean --level dev` makes: the
// variant, and the level; none when it begins with no variant's name and a dash.
std::optional<std::pair<std::string, std::string>> split_title(const std::string& title,
                                                               const std::vector<std::string>& variants);

// The variants named, or all of them; an unknown name is an Error with the nearest right one.
// `cpython` (a version of the lock) replaces the variants' own unless empty.
std::vector<Variant> wanted_variants(const Workspace& workspace, const std::vector<std::string>& names,
                                     bool all, const std::string& cpython);

// Throws, with the difference, when a variant's committed Setup.local or registry file is not what setup
// would write.
void check_setup_current(const Workspace& workspace, const std::vector<Variant>& variants);

}  // namespace pylon

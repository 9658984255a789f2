// What verbs start from: this checkout and its documents.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "checkout/project.hpp"
#include "toolchain/digest_cache.hpp"
#include "toolchain/lock.hpp"
#include "toolchain/sdk.hpp"

namespace pylon {

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

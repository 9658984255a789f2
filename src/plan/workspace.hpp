// Everything a build of this checkout starts from, read once: documents, digests, the SDK that will be used.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "plan/planner.hpp"

namespace pylon {

struct Workspace {
  PlanSetting setting;
  Lock lock;
  Catalog catalog;
  std::unique_ptr<DigestCache> digests;

  const Project& project() const { return setting.project; }
  const Sdk& sdk() const { return setting.sdk; }
};

Workspace open_workspace(const Project& project);

// What a name such as "lean-dev" means, the folder in artifacts/ that `build lean --level dev` makes: the
// variant, and the level; none when it begins with no variant's name and a dash.
std::optional<std::pair<std::string, std::string>> split_title(const std::string& title,
                                                               const std::vector<std::string>& variants);

// The variants named, or all of them; an unknown name is an Error with the nearest right one.
// `cpython` (a version of the lock) replaces the variants' own unless empty.
std::vector<Variant> wanted_variants(const Workspace& workspace, const std::vector<std::string>& names,
                                     bool all, const std::string& cpython);

Plan make_plan(Workspace& workspace, const std::vector<Variant>& variants);

// Throws, with the difference, when a variant's committed Setup.local or registry file is not what setup
// would write.
void check_setup_current(const Workspace& workspace, const std::vector<Variant>& variants);

}  // namespace pylon

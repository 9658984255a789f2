// What has to be downloaded before variants can be built without a network.
#pragma once

#include <vector>

#include "plan/project.hpp"
#include "toolchain/lock.hpp"

namespace pylon {

// The entries of the lock that the recipes of these variants read, each once, in the lock's order. With
// `sdk_is_given` those of the assembled SDK are left out.
std::vector<const Source*> needed_sources(const Project& project, const Lock& lock, const Catalog& catalog,
                                          const std::vector<Variant>& variants, bool sdk_is_given);

}  // namespace pylon

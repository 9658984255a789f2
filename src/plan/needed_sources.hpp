// What has to be downloaded before variants can be built without a network.
#pragma once

#include <vector>

#include "checkout/project.hpp"
#include "toolchain/lock.hpp"
#include "toolchain/sdk_list.hpp"

namespace pylon {

// The entries of the lock that the recipes of these variants read, each once, in the lock's order, and those
// of the SDK that is assembled (nullptr: none is).
std::vector<const Source*> needed_sources(const Project& project, const Lock& lock, const Catalog& catalog,
                                          const std::vector<Variant>& variants, const SdkEntry* sdk);

}  // namespace pylon

// Gathers what the manifest says of a finished variant: from the plan, the lock, the patches and the store.
#pragma once

#include <string>

#include "plan/workspace.hpp"

namespace pylon {

// The text of manifest.json for the finished file `wasm`.
std::string describe(const Workspace& workspace, const Variant& variant, const VariantParts& parts,
                     const std::string& wasm, const std::string& git_state);

}  // namespace pylon

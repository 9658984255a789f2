// The files of one variant that a release packs, and where they lie in the store.
#pragma once

#include "release/readiness.hpp"
#include "store/step.hpp"

namespace pylon {

// Sets `ready.files`: pylon.wasm, lib/, manifest.json, licences/. What it finds wrong: artifacts that are not
// what was built, a component without its licence.
std::vector<Reason> gather_files(const Workspace& workspace, const Plan& plan, ReadyVariant& ready);

}  // namespace pylon

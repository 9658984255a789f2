// Gathers what the manifest says of a finished variant: from the plan, the lock, the patches and the store.
#pragma once

#include <string>

#include "checkout/library.hpp"
#include "checkout/workspace.hpp"
#include "manifest/library_facts.hpp"

namespace pylon {

// The text of manifest.json for the finished file `wasm` and the library_parts of lib/.
std::string describe(const Workspace& workspace, const Variant& variant, const VariantParts& parts,
                     const std::string& wasm, const std::string& git_state);

// Which Python files of lib/ import which modules.
Importers read_importers(const std::vector<LibraryPart>& library);

}  // namespace pylon

// Puts a finished variant into artifacts/<variant>/: the file, the old name's link, lib/ and the manifest.
#pragma once

#include "plan/workspace.hpp"

namespace pylon {

// Writes every artifact of `variant` beside its place and renames it there, the manifest last; a level other
// than release has none.
void publish(const Workspace& workspace, const Variant& variant, const VariantParts& parts);

}  // namespace pylon

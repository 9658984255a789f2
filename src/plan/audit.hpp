// Gathers what the audit of a variant looks at: the archives that its link takes, the linked and the finished
// file, from the store.
#pragma once

#include "checkout/parts.hpp"
#include "manifest/audit.hpp"

namespace pylon {

// Looks at what is built so far: a build that its check of symbols stopped has archives and no linked file,
// which a note says. Nothing to look at, or something malformed: Audit::undecided.
Audit audit_variant(const Variant& variant, const Catalog& catalog, const VariantParts& parts);

}  // namespace pylon

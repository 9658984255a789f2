// Gathers what the audit of a variant looks at: the archives that its link takes, the linked and the finished
// file, from the store.
#pragma once

#include "checkout/parts.hpp"
#include "manifest/audit.hpp"
#include "variant/variant.hpp"

namespace pylon {

// Looks at what is built so far. A build that stopped at its check of symbols has archives and no linked
// file: a note says so. Audit::undecided when nothing is built, or something is malformed.
Audit audit_variant(const Variant& variant, const Catalog& catalog, const VariantParts& parts);

}  // namespace pylon

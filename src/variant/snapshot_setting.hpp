// What may be in a variant's snapshot.
#pragma once

#include "variant/variant.hpp"

namespace pylon {

// Error with the JSON path for a snapshot that cannot be taken: the library is not inside, a module is not
// there, or what its import makes belongs to one start.
void check_snapshot(const Variant& variant);

}  // namespace pylon

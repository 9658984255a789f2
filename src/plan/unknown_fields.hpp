// Manifests that a newer pylonctl wrote: what this one does not know of them is told, once, and passed over.
#pragma once

#include <string>
#include <vector>

namespace pylon {

// "pylonctl: lean/manifest.json: passed over …: /identity/mood" on standard error, once in a run for each
// `name`; nothing when there are no `paths`. May be called from several threads.
void tell_unknown_fields(const std::vector<std::string>& paths, const std::string& name);

}  // namespace pylon

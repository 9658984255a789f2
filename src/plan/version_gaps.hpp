// What nobody has looked at yet for the versions that a variant is made of. A build with such a gap runs for
// minutes before it fails, or it succeeds and has lost something: so it is said before any step runs.
#pragma once

#include <string>
#include <vector>

#include "checkout/project.hpp"
#include "toolchain/lock.hpp"

namespace pylon {

struct VersionGap {
  std::string name, version;  // "cpython", "3.14.10"
  std::string problem;        // a sentence without its end
  std::string advice;         // what to do
};

// Versions of the variant that the lock does not have.
std::vector<VersionGap> unknown_versions(const Lock& lock, const Catalog& catalog, const Variant& variant);

// Packages of the variant whose vendored code the catalogue describes of another version (`vendors_of`): the
// manifest and the bill of materials would have that code without versions.
std::vector<VersionGap> vendor_gaps(const Lock& lock, const Catalog& catalog, const Variant& variant);

// Packages of the variant that are patched in another version, and whose own has no folder of patches.
std::vector<VersionGap> patch_gaps(const Project& project, const Lock& lock, const Catalog& catalog,
                                   const Variant& variant);

// What stops the series of the variant's CPython, and what is not known of it: toolchain/cpython.json.
std::vector<VersionGap> series_gaps(const Project& project, const Variant& variant);

// All of them; of versions that the lock does not have, that alone. Where CPython has one, a missing profile
// is listed too: it can be built without, but whoever tries a new version wants to know all that is to do.
std::vector<VersionGap> version_gaps(const Project& project, const Lock& lock, const Catalog& catalog,
                                     const Variant& variant);

// Error that lists the gaps and what to do for each; nothing when there are none.
void fail_for_gaps(const std::string& variant, const std::vector<VersionGap>& gaps);

}  // namespace pylon

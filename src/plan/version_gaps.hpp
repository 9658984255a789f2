// What nobody has looked at yet for the versions of a variant: a patch that is not carried over, vendored
// code of another version. Such a build fails after minutes, or succeeds and has lost something, so it is
// refused before any step runs.
#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
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

// All of these gaps; of a version that the lock does not have, only that. A missing profile of CPython is
// listed beside another gap of CPython: one can build without it, but a new version needs one in the end.
std::vector<VersionGap> version_gaps(const Project& project, const Lock& lock, const Catalog& catalog,
                                     const Variant& variant);

// Error that lists the gaps and what to do for each; nothing when there are none.
void fail_for_gaps(const std::string& variant, const std::vector<VersionGap>& gaps);

// What stands between a series and a build of it.
struct SeriesState {
  std::string series;                // "3.14"
  bool read = true;                  // false: the table does not have it
  std::vector<std::string> stops;    // differences without whose handling a build fails or is wrong
  std::vector<std::string> unknown;  // what nobody has looked at, or only a build can show

  bool can_be_built() const { return read && stops.empty(); }
};

// Of the series that `version` ("3.14.10") belongs to; what stops the series that its differences start from
// (`after`) stops it too. Error for an `after` that is not in the table, or leads round in a circle.
SeriesState series_state(const nlohmann::json& table, const std::string& version);

// The same, from `<toolchain>/cpython.json`; a project without that file says nothing of any series.
SeriesState read_series_state(const std::filesystem::path& toolchain, const std::string& version);

}  // namespace pylon

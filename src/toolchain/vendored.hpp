// What an unpacked source says of other people's code in it, against what the catalogue says.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "variant/catalog.hpp"

namespace pylon {

// The version that the code of `vendor` has in `source`, the unpacked source of its package; "" where the
// catalogue does not say how to find it (`version_from`), or where it is not found, which `problem` says
// then.
struct VendoredVersion {
  std::string version;
  std::string problem;  // "Modules/expat/expat.h: no line matches '…'"
};
VendoredVersion vendored_version(const Vendor& vendor, const std::filesystem::path& source);

// Where code of `package` in `source` differs from what its catalogue entry says, one sentence each: another
// version, a version that cannot be found. Nothing is said of vendors without `version_from`.
std::vector<std::string> vendor_differences(const Package& package, const std::filesystem::path& source);

// The licence files of the package and its vendors that are not in `source`, sorted.
std::vector<std::string> missing_licence_files(const Package& package, const std::filesystem::path& source);

}  // namespace pylon

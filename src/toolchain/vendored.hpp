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

}  // namespace pylon

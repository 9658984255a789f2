// The manifests of an earlier release, which notes tell the changes since.
#pragma once

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <string>

namespace pylon {

struct PreviousRelease {
  std::string version;                              // "0.9.0", or "the previous release" where it has none
  std::map<std::string, nlohmann::json> manifests;  // by variant
};

// `path`: a release's folder, one of its archives, or a manifest. Error when no manifest is there.
PreviousRelease read_previous_release(const std::filesystem::path& path);

}  // namespace pylon

// An archive of a release, read and checked by what is in it alone.
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "judge/content_check.hpp"

namespace pylon {

inline constexpr const char* kManifestFile = "manifest.json";

// An archive or unpacked folder that was read and checked.
struct ReadArchive {
  std::string name;
  ReleaseContent content;
  std::vector<Disagreement> findings;
};

bool is_archive(const std::string& name);

// An archive's name without what it ends in; the documents beside it begin so.
std::string stem_of(const std::string& archive);

// What cannot be read at all is a finding.
ReadArchive read_archive_checked(const std::filesystem::path& archive);

// The manifest in there; null when there is none that can be read, which a finding says.
nlohmann::json manifest_of(const ReadArchive& read);

}  // namespace pylon

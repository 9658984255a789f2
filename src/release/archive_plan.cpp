#include "release/archive_plan.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/digest.hpp"
#include "base/error.hpp"

namespace pylon {
namespace {

constexpr const char* kFile = "pylon.wasm";

}  // namespace

std::string release_name(const std::string& version, const std::string& variant, const std::string& target) {
  return fmt::format("pylon-{}-{}-{}", version, variant, target);
}

std::vector<ArchiveMember> archive_plan(const std::string& folder, std::map<std::string, ReleaseFile> files,
                                        const std::string& old_name, bool copy) {
  if (!files.contains(kFile)) throw Error(folder + ": there is no " + std::string(kFile) + " to pack");
  Checksums sums;
  std::vector<ArchiveMember> members;
  if (!old_name.empty()) {
    sums[old_name] = files.at(kFile).sha256;
    if (copy)
      files[old_name] = files.at(kFile);
    else
      members.push_back({folder + "/" + old_name, kFile, "", ""});
  }
  for (const auto& [path, file] : files) {
    if (!is_inside(path)) throw Error(folder + ": '" + path + "' is no name for a file in an archive");
    sums[path] = file.sha256;
    members.push_back({folder + "/" + path, "", file.source, file.content});
  }
  members.push_back({folder + "/" + std::string(kChecksums), "", "", checksums_text(sums)});
  std::ranges::sort(members, {}, &ArchiveMember::path);
  return members;
}

}  // namespace pylon

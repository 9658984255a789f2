#include "release/checked_archive.hpp"

#include "base/error.hpp"
#include "manifest/manifest.hpp"
#include "release/archive_reader.hpp"

namespace pylon {

bool is_archive(const std::string& name) { return name.ends_with(".tar.zst") || name.ends_with(".zip"); }

std::string stem_of(const std::string& archive) {
  return archive.substr(0, archive.size() - (archive.ends_with(".zip") ? 4 : 8));
}

ReadArchive read_archive_checked(const std::filesystem::path& archive) {
  ReadArchive read{archive.filename().string(), {}, {}};
  try {
    read.content = read_archive_content(archive);
    read.findings = check_content(read.content, read.name);
  } catch (const Error& error) {
    read.findings.push_back({read.name, "", error.message()});
  }
  return read;
}

nlohmann::json manifest_of(const ReadArchive& read) {
  const auto text = read.content.texts.find(kManifestFile);
  if (text == read.content.texts.end()) return nullptr;
  try {
    return read_manifest(text->second, read.name);
  } catch (const Error&) {
    return nullptr;  // check_content has said so
  }
}

}  // namespace pylon

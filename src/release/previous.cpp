#include "release/previous.hpp"

#include "base/error.hpp"
#include "checkout/artifact.hpp"
#include "manifest/manifest.hpp"
#include "release/archive_reader.hpp"
#include "system/files.hpp"

namespace pylon {
namespace {

void add(PreviousRelease& release, const std::string& text, const std::string& name) {
  std::vector<std::string> unknown;
  nlohmann::json manifest = read_manifest(text, name, &unknown);
  tell_unknown_fields(unknown, name);
  const nlohmann::json& identity = manifest.at("identity");
  release.version = identity.value("version", "the previous release");
  const std::string variant = identity.at("variant");
  release.manifests[variant] = std::move(manifest);
}

}  // namespace

PreviousRelease read_previous_release(const fs::path& path) {
  PreviousRelease release;
  if (fs::is_directory(path)) {
    for (const fs::path& file : list_tree(path)) {
      if (file.string().ends_with("manifest.json"))
        add(release, read_file(path / file), (path / file).string());
    }
  } else if (path.extension() == ".json") {
    add(release, read_file(path), path.string());
  } else {
    const ReleaseContent content =
        with_context("while reading " + path.string(), [&] { return read_archive_content(path); });
    const auto text = content.texts.find("manifest.json");
    if (text != content.texts.end()) add(release, text->second, path.string() + ": manifest.json");
  }
  if (release.manifests.empty())
    throw Error("no manifest in " + path.string(),
                "give a release's folder, an archive of it, or a manifest.json");
  return release;
}

}  // namespace pylon

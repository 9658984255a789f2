#include "judge/content_check.hpp"

#include <fmt/format.h>

#include <set>

#include "base/checksums.hpp"
#include "manifest/inside_facts.hpp"
#include "manifest/library_facts.hpp"
#include "manifest/manifest.hpp"

namespace pylon {
namespace {

using Json = nlohmann::json;
constexpr const char* kFile = "pylon.wasm";
constexpr const char* kInside = "the library inside";
constexpr const char* kManifest = "manifest.json";

void check_sums(const ReleaseContent& content, const std::string& name, std::vector<Disagreement>& findings) {
  const auto text = content.texts.find(std::string(kChecksums));
  if (text == content.texts.end()) {
    findings.push_back({name, std::string(kChecksums), "missing"});
    return;
  }
  const Checksums sums = parse_checksums(text->second, std::string(kChecksums));
  for (const auto& [path, digest] : sums) {
    const auto entry = content.entries.find(path);
    if (entry == content.entries.end()) {
      findings.push_back({name, path, "missing, though SHA256SUMS names it"});
    } else {
      const auto& target = entry->second.target;
      const auto behind = target.empty() ? entry : content.entries.find(target);
      const std::string found = behind == content.entries.end() ? "a link to nowhere" : behind->second.sha256;
      if (found != digest)
        findings.push_back(
            {name, path, fmt::format("its SHA-256 is {}, not {} as SHA256SUMS has it", found, digest)});
    }
  }
  for (const auto& [path, entry] : content.entries) {
    if (path != kChecksums && !sums.contains(path))
      findings.push_back({name, path, "SHA256SUMS does not name it"});
  }
}

void check_old_name(const ReleaseContent& content, const Json& identity, const std::string& name,
                    std::vector<Disagreement>& findings) {
  const std::string old_name = identity.value("old_name", "");
  for (const auto& [path, entry] : content.entries) {
    if (!entry.target.empty() && path != old_name)
      findings.push_back({name, path, "a link that the manifest knows nothing of"});
  }
  if (old_name.empty()) return;
  const auto entry = content.entries.find(old_name);
  if (entry == content.entries.end()) return findings.push_back({name, old_name, "the old name is missing"});
  if (!entry->second.target.empty()) {
    if (entry->second.target != kFile)
      findings.push_back(
          {name, old_name, "the link leads to '" + entry->second.target + "', not to pylon.wasm"});
    return;
  }
  const auto file = content.entries.find(kFile);
  if (file == content.entries.end() || file->second.sha256 != entry->second.sha256)
    findings.push_back({name, old_name, "a copy of another file than pylon.wasm"});
}

void check_library(const ReleaseContent& content, const Json& manifest, const std::string& name,
                   std::vector<Disagreement>& findings) {
  std::uint64_t files = 0, bytes = 0;
  LibraryDigests digests;
  for (const auto& [path, entry] : content.entries) {
    if (!path.starts_with("lib/")) continue;
    ++files;
    bytes += entry.bytes;
    digests[path.substr(4)] = entry.sha256;
  }
  const Json& library = manifest.at("stdlib");
  if (library.at("files") != files || library.at("bytes") != bytes)
    findings.push_back({name, "lib/",
                        fmt::format("{} files of {} bytes, not {} of {} as manifest.json has it", files,
                                    bytes, library.at("files").dump(), library.at("bytes").dump())});
  if (const std::string digest = library_digest(digests); library.value("sha256", digest) != digest)
    findings.push_back({name, "lib/",
                        fmt::format("its list of digests has the SHA-256 {}, not {} as manifest.json has it",
                                    digest, library.at("sha256").get<std::string>())});
}

// The files inside against those of lib/, by name: the manifest has their digests as a whole.
void check_inside(const ReleaseContent& content, const std::string& name,
                  std::vector<Disagreement>& findings) {
  const auto library = inside_library(wasm::as_bytes(content.texts.at(kFile)));
  if (!library || library->index.files.empty()) return;
  LibraryDigests lib;
  for (const auto& [path, entry] : content.entries) {
    if (path.starts_with("lib/")) lib[path.substr(4)] = entry.sha256;
  }
  for (const std::string& difference : inside_problems(*library, lib))
    findings.push_back({name, kInside, difference});
}

// As archives are written: readable by all, for nobody to run or to run as somebody else.
void check_modes(const ReleaseContent& content, const std::string& name,
                 std::vector<Disagreement>& findings) {
  constexpr unsigned kMode = 0644;
  for (const auto& [path, entry] : content.entries) {
    if (entry.target.empty() && entry.mode && *entry.mode != kMode)
      findings.push_back(
          {name, path, fmt::format("its mode is {:o}, not {:o} as a release has it", *entry.mode, kMode)});
  }
}

void check_licences(const ReleaseContent& content, const Json& manifest, const std::string& name,
                    std::vector<Disagreement>& findings) {
  if (!manifest.contains("components")) return;
  for (const Json& component : manifest.at("components")) {
    const std::string folder = "licences/" + component.at("name").get<std::string>() + "/";
    const auto first = content.entries.lower_bound(folder);
    if (first == content.entries.end() || !first->first.starts_with(folder))
      findings.push_back({name, folder, "no licence text of a component that manifest.json names"});
  }
}

// Files that no release has: the top folder holds what is named here, and a folder of licences for each
// component, the tool's own name among them.
void check_strangers(const ReleaseContent& content, const Json& manifest, const std::string& name,
                     std::vector<Disagreement>& findings) {
  std::set<std::string> components{"pylon"};
  for (const Json& component : manifest.value("components", Json::array()))
    components.insert(component.at("name").get<std::string>());
  const std::set<std::string> known{kFile, kManifest, std::string(kChecksums),
                                    manifest.at("identity").value("old_name", kFile)};
  for (const auto& [path, entry] : content.entries) {
    if (known.contains(path) || path.starts_with("lib/")) continue;
    constexpr std::string_view kLicences = "licences/";
    const std::size_t slash = path.find('/', kLicences.size());
    if (path.starts_with(kLicences) && slash != std::string::npos &&
        (components.contains(path.substr(kLicences.size(), slash - kLicences.size())) ||
         !manifest.contains("components")))
      continue;
    findings.push_back({name, path, "no file of a release"});
  }
}

}  // namespace

std::vector<Disagreement> check_content(const ReleaseContent& content, const std::string& name) {
  std::vector<Disagreement> findings;
  guarded(findings, name, std::string(kChecksums), [&] { check_sums(content, name, findings); });
  for (const char* file : {kFile, kManifest}) {
    if (!content.texts.contains(file)) findings.push_back({name, file, "missing"});
  }
  if (!content.texts.contains(kFile) || !content.texts.contains(kManifest)) return findings;
  guarded(findings, name, kManifest, [&] {
    const Json manifest = read_manifest(content.texts.at(kManifest), kManifest);
    if (manifest_text(manifest) != content.texts.at(kManifest))
      findings.push_back({name, kManifest, "not written as pylonctl writes it"});
    for (Disagreement& finding :
         check_wasm(manifest, wasm::as_bytes(content.texts.at(kFile)), name, kManifest))
      findings.push_back(std::move(finding));
    check_old_name(content, manifest.at("identity"), name, findings);
    check_library(content, manifest, name, findings);
    guarded(findings, name, kInside, [&] { check_inside(content, name, findings); });
    check_modes(content, name, findings);
    check_licences(content, manifest, name, findings);
    check_strangers(content, manifest, name, findings);
  });
  return findings;
}

}  // namespace pylon

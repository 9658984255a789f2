#include "judge/content_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <iterator>
#include <set>

#include "base/checksums.hpp"
#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "manifest/build_facts.hpp"
#include "manifest/consistency.hpp"
#include "manifest/file_sizes.hpp"
#include "manifest/inside_facts.hpp"
#include "manifest/library_facts.hpp"
#include "manifest/manifest.hpp"
#include "manifest/module_facts.hpp"
#include "manifest/module_table.hpp"
#include "wasm/component.hpp"
#include "wasm/sections.hpp"

namespace pylon {
namespace {

using Json = nlohmann::json;
constexpr const char* kFile = "pylon.wasm";
constexpr const char* kInside = "the library inside";
constexpr const char* kManifest = "manifest.json";

std::string shortened(const Json& value) {
  const std::string text = value.dump(-1, ' ', false, Json::error_handler_t::replace);
  return text.size() > 80 ? text.substr(0, 77) + "..." : text;
}

// Runs a check; what it throws is a finding of its own.
void guarded(std::vector<Disagreement>& findings, const std::string& name, const std::string& place,
             const std::function<void()>& body) {
  try {
    body();
  } catch (const Error& error) {
    findings.push_back({name, place, error.message()});
  } catch (const Json::exception& error) {
    findings.push_back({name, place, plain_message(error)});
  }
}

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

// Of a global section that begins with a mutable i32, what that is set to.
std::optional<std::uint64_t> first_constant(wasm::Bytes payload) {
  constexpr std::uint8_t kI32 = 0x7F, kMutable = 1, kConst = 0x41;
  std::size_t at = 0;
  while (at < payload.size() && (payload[at] & 0x80U) != 0) ++at;  // how many globals there are
  if (at + 4 > payload.size() || payload[at + 1] != kI32 || payload[at + 2] != kMutable ||
      payload[at + 3] != kConst)
    return std::nullopt;
  std::uint64_t value = 0;
  unsigned shift = 0;
  for (at += 4; at < payload.size() && shift < 35; ++at, shift += 7) {
    value |= std::uint64_t{payload[at] & 0x7FU} << shift;
    if ((payload[at] & 0x80U) == 0) return value;
  }
  return std::nullopt;
}

// What a list has that the other lacks.
std::string lacking(std::vector<std::string> one, std::vector<std::string> other) {
  std::ranges::sort(one);
  std::ranges::sort(other);
  std::vector<std::string> rest;
  std::ranges::set_difference(one, other, std::back_inserter(rest));
  return rest.empty() ? "none" : join(rest, ", ");
}

void check_modules(const Json& manifest, wasm::Bytes bytes, const std::string& name, const std::string& place,
                   std::vector<Disagreement>& findings) {
  const auto said = manifest.at("modules").at("built_in").get<std::vector<std::string>>();
  // A file without data runs no CPython; that its sections are as they should be is checked all the same.
  const auto found = module_table(bytes, said);
  if (!found || *found == said) return;
  findings.push_back({name, place + ": /modules/built_in",
                      fmt::format("only in the manifest: {}; only in the file's tables: {}",
                                  lacking(said, *found), lacking(*found, said))});
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

// The linker puts the stack first in memory: the first global, the stack pointer, starts at its size.
void check_stack(const Json& manifest, wasm::Bytes bytes, const std::string& name, const std::string& place,
                 std::vector<Disagreement>& findings) {
  for (const wasm::Section& section : wasm::read_sections(bytes)) {
    if (section.name != "global" || section.id == 0) continue;
    const auto pointer = first_constant(wasm::section_payload(bytes, section));
    if (pointer && manifest.at("memory").value("stack_bytes", *pointer) != *pointer)
      findings.push_back({name, place + ": /memory/stack_bytes",
                          fmt::format("the file's stack pointer starts at {}", with_thousands(*pointer))});
  }
}

void check_identity(const Json& manifest, wasm::Bytes bytes, const std::string& name,
                    const std::string& place, std::vector<Disagreement>& findings) {
  const std::string digest = manifest_digest(manifest);
  if (manifest.value("manifest_digest", "") != digest)
    findings.push_back({name, place + ": /manifest_digest", "what the manifest says gives " + digest});
  const auto carried = read_build_facts(bytes);
  if (!carried) return findings.push_back({name, kFile, "it has no custom section pylon.build"});
  const std::string difference = first_difference(*carried, build_facts(manifest));
  if (!difference.empty())
    findings.push_back({name, std::string(kFile) + ": custom section pylon.build",
                        "it says of itself something else than the manifest: " + difference});
}

}  // namespace

std::string first_difference(const Json& one, const Json& other) {
  const Json patch = Json::diff(one, other);
  if (patch.empty()) return "";
  const std::string path = patch.front().at("path");
  const auto at = [&](const Json& document) {
    const Json::json_pointer pointer(path);
    return document.contains(pointer) ? shortened(document.at(pointer)) : std::string("nothing");
  };
  return fmt::format("{}: {} and {}", path.empty() ? "/" : path, at(one), at(other));
}

std::vector<Disagreement> check_wasm(const Json& manifest, wasm::Bytes bytes, const std::string& name,
                                     const std::string& place) {
  std::vector<Disagreement> findings;
  const auto check = [&](const std::string& where, const std::function<void()>& body) {
    guarded(findings, name, where, body);
  };
  check(place + ": /file", [&] {
    const std::string digest = sha256_hex(wasm::as_text(bytes)), said = manifest.at("file").at("sha256");
    if (manifest.at("file").at("bytes") != bytes.size() || said != digest)
      findings.push_back({name, kFile,
                          fmt::format("{} bytes with SHA-256 {}; {} says {} with {}", bytes.size(), digest,
                                      place, manifest.at("file").at("bytes").dump(), said)});
  });
  check(kFile, [&] {
    Json facts = module_facts(bytes), said;
    for (const char* key : {"sections", "interface", "features", "memory"}) said[key] = manifest.at(key);
    said["features"].erase("cxx_exceptions");  // what only a build knows
    said["memory"].erase("stack_bytes");
    said["inside"] = manifest.value("inside", Json());
    if (!facts.contains("inside")) facts["inside"] = nullptr;
    for (const auto& [key, value] : facts.items()) {
      const std::string difference = first_difference(value, said.at(key));
      if (!difference.empty())
        findings.push_back({name, place + ": /" + key, "the file has something else: " + difference});
    }
  });
  check(place, [&] {
    for (const Inconsistency& each : inconsistencies(manifest))
      findings.push_back({name, place + ": " + each.path, each.message});
  });
  check(kFile, [&] {
    const wasm::Bytes module = wasm::main_module(bytes);
    check(kFile, [&] { check_stack(manifest, module, name, place, findings); });
    check(kFile, [&] { check_modules(manifest, module, name, place, findings); });
    check(kFile, [&] { check_identity(manifest, module, name, place, findings); });
  });
  return findings;
}

std::vector<Disagreement> check_sizes(const Json& manifest, wasm::Bytes bytes, const std::string& name,
                                      const std::string& place, bool all) {
  std::vector<Disagreement> findings;
  guarded(findings, name, place + ": /file/compressed", [&] {
    const Json& said = manifest.at("file").at("compressed");
    Json found{{"gzip", all ? 0 : gzip_size(bytes)}};
    if (all) {
      const FileSizes sizes = measure_file(bytes);
      found = {{"gzip", sizes.gzip}, {"brotli", sizes.brotli}, {"zstd", sizes.zstd}};
    }
    for (const auto& [format, size] : found.items()) {
      if (said.at(format) != size)
        findings.push_back({name, place + ": /file/compressed/" + format,
                            fmt::format("it is {}, not {}", size.dump(), said.at(format).dump())});
    }
  });
  return findings;
}

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

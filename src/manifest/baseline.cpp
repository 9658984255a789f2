#include "manifest/baseline.hpp"

#include <fmt/format.h>

#include "base/embedded.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "manifest/manifest.hpp"

namespace pylon {
namespace {

using Json = nlohmann::json;

// Spaces and controls at the ends say nothing.
std::string trimmed(const std::string& text) {
  const char* blanks = " \t\r\n\v\f";
  const std::size_t start = text.find_first_not_of(blanks);
  if (start == std::string::npos) return "";
  return text.substr(start, text.find_last_not_of(blanks) - start + 1);
}

// What two builds of the same thing have in common: the state of the checkout is no part of it.
Json without_git(Json manifest) {
  manifest.at("identity").erase("git");
  return manifest;
}

void check_version(const Json& document, const std::string& name) {
  const bool numbered = document.is_object() && document.contains("baseline_version") &&
                        document["baseline_version"].is_number_integer();
  if (!numbered) throw Error(fmt::format("{}: not a baseline: it has no baseline_version", name));
  const auto version = document["baseline_version"].get<std::int64_t>();
  if (version > kBaselineVersion) {
    throw Error(fmt::format("{}: /baseline_version: {} is newer than this pylonctl reads ({})", name, version,
                            kBaselineVersion),
                "use the pylonctl that wrote it, or a newer one");
  }
}

Baseline next_baseline(const std::optional<Baseline>& old, const Json& manifest, const BaselineEntry& entry) {
  const Json& file = manifest.at("file");
  Baseline next{manifest.at("identity").at("variant"), old ? old->history : Json::array(), manifest};
  next.history.insert(next.history.begin(), Json{{"date", entry.date},
                                                 {"reason", entry.reason},
                                                 {"git", entry.git},
                                                 {"raw", file.at("bytes")},
                                                 {"gzip", file.at("compressed").at("gzip")},
                                                 {"brotli", file.at("compressed").at("brotli")},
                                                 {"sha256", file.at("sha256")}});
  return next;
}

}  // namespace

std::string Baseline::note() const {
  const Json& newest = history.front();
  return newest.at("date").get<std::string>() + ": " + newest.at("reason").get<std::string>();
}

Baseline read_baseline(std::string_view text, const std::string& name) {
  Json document = parse_json(text, name);
  check_version(document, name);
  std::vector<std::string> unknown =
                               validate_known_json(document, Json::parse(embedded::baseline_schema), name),
                           below;
  Baseline baseline{document["variant"], document["history"], {}, std::move(unknown)};
  baseline.manifest = read_manifest(document["manifest"].dump(), name + ": /manifest", &below);
  for (const std::string& path : below) baseline.unknown.push_back("/manifest" + path);
  if (const std::string of = baseline.manifest["identity"]["variant"]; of != baseline.variant) {
    throw Error(fmt::format("{}: /manifest/identity/variant: '{}' in a baseline of '{}'", name, of,
                            baseline.variant));
  }
  const Json &file = baseline.manifest["file"], &newest = baseline.history.at(0);
  const Json of_file{file["bytes"], file["sha256"], file["compressed"]["gzip"], file["compressed"]["brotli"]};
  if (of_file != Json{newest["raw"], newest["sha256"], newest["gzip"], newest["brotli"]})
    throw Error(name + ": /manifest/file is not what /history/0 says of it",
                "restore the right file (git checkout), or remove it and record a new one");
  return baseline;
}

void check_baseline_of(const Baseline& baseline, const std::string& variant, const std::string& name) {
  if (baseline.variant == variant) return;
  throw Error(
      fmt::format("{}: /variant: this is a baseline of '{}', not of '{}'", name, baseline.variant, variant),
      fmt::format("restore the right file (git checkout), or remove it and record a new one: "
                  "pylonctl baseline {} --reason \"…\"",
                  variant));
}

std::optional<Baseline> record_baseline(const std::optional<Baseline>& old, const Json& manifest,
                                        const BaselineEntry& entry) {
  const std::string reason = trimmed(entry.reason);
  if (reason.empty()) {
    throw Error("the reason is empty", "say why the new numbers are right: --reason \"nanoarrow 0.9\"");
  }
  if (old && without_git(old->manifest) == without_git(manifest)) return std::nullopt;
  return next_baseline(old, manifest, {entry.date, reason, entry.git});
}

std::string baseline_text(const Baseline& baseline) {
  const Json document{
      {"$schema", "../../src/manifest/baseline.schema.json"},  // as seen from artifacts/<variant>/
      {"baseline_version", kBaselineVersion},
      {"variant", baseline.variant},
      {"history", baseline.history},
      {"manifest", baseline.manifest}};
  return document.dump(2) + "\n";
}

}  // namespace pylon

// Checks a release, an archive of one, an unpacked one, or a pylon.wasm with its manifest: every file against
// every other that says something of it.
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "judge/content_check.hpp"
#include "manifest/packing.hpp"

namespace pylon {

struct VerifyWish {
  std::filesystem::path what;
  std::filesystem::path key;       // public key that the signature must be by; may be empty
  std::filesystem::path manifest;  // that it must have; empty: of a pylon.wasm the manifest.json beside it
  bool sizes = false;              // measure compressed sizes again, which takes minutes
  bool packed = false;             // of a pylon.wasm: what pack added is wanted; the rest is checked
};

// What belongs to one variant: its manifest, and what lib/ and the rest hold.
struct VerifiedVariant {
  std::string name;  // the archive's, or the folder's
  nlohmann::json manifest;
  ReleaseContent content;
};

struct Verification {
  std::vector<Disagreement> findings;  // disagreements
  std::vector<std::string> checked, notes;
  std::optional<PackedFiles> packed;      // of a pylon.wasm that pack put something into
  std::vector<VerifiedVariant> variants;  // each once; what --rebuild compares with
};

// Error when it cannot be decided: nothing there, no manifest, no key, no program to check a signature with.
// What was asked for and cannot be found (a signature by the key, the manifest named) is a finding.
Verification verify(const VerifyWish& wish);

// Of a folder with SHA256SUMS and archives.
Verification verify_release(const VerifyWish& wish);

// The signatures of `folder`/SHA256SUMS by `key`, which may be empty; none, though there is a key, is a
// finding.
void check_signatures(const std::filesystem::path& folder, const std::filesystem::path& key,
                      Verification& result);

// An archive of a release, read and checked by what is in it alone.
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

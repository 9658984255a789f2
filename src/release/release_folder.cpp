// A release's folder, file against file.
#include <fmt/format.h>

#include <algorithm>
#include <future>
#include <set>

#include "base/checksums.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "release/archive_writer.hpp"
#include "release/notes_check.hpp"
#include "release/statement.hpp"
#include "release/verification.hpp"
#include "system/files.hpp"

namespace pylon {
namespace {

using Json = nlohmann::json;
constexpr const char* kNotesFile = "RELEASE-NOTES.md";

bool is_signature(const std::string& name) {
  return name == std::string(kChecksums) + ".sig" || name == std::string(kChecksums) + ".minisig";
}

// A release's folder.
class ReleaseFolder {
 public:
  explicit ReleaseFolder(const VerifyWish& wish) : folder_(wish.what), wish_(wish) {}

  Verification run() {
    if (!read_checksums()) return std::move(result_);
    check_checksums();
    check_signatures(folder_, wish_.key, result_);
    check_archives();
    check_names();
    for (const ReadArchive& read : archives_) check_beside(read);
    check_notes();
    if (!wish_.manifest.empty()) check_wanted_manifest();
    collect_sizes();
    result_.checked.push_back(fmt::format("{} files by SHA256SUMS", sums_.size()));
    return std::move(result_);
  }

 private:
  void wrong(const std::string& file, const std::string& place, const std::string& message) {
    result_.findings.push_back({file, place, message});
  }

  bool read_checksums() {
    try {
      sums_ = parse_checksums(read_file(folder_ / kChecksums), std::string(kChecksums));
      return true;
    } catch (const Error& error) {
      wrong(std::string(kChecksums), "", error.message());
      return false;
    }
  }

  void check_checksums() {
    std::map<std::string, std::future<std::string>> digests;
    for (const auto& [name, digest] : sums_) {
      const fs::path file = folder_ / name;
      if (!fs::is_regular_file(fs::symlink_status(file)))
        wrong(name, "", "missing, though SHA256SUMS names it");
      else
        digests[name] = std::async(std::launch::async, [file] { return file_sha256(file); });
    }
    for (auto& [name, digest] : digests) {
      const std::string found = digest.get();
      if (found != sums_.at(name))
        wrong(name, "", fmt::format("its SHA-256 is {}, not {} as SHA256SUMS has it", found, sums_.at(name)));
    }
    // Folders, pipes and devices too: a release has none.
    std::map<std::string, fs::directory_entry> there;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder_))
      there.emplace(entry.path().filename().string(), entry);
    for (const auto& [name, entry] : there) {
      const bool own = name == kChecksums || is_signature(name);
      if (!own && !sums_.contains(name))
        wrong(name, "", "SHA256SUMS does not name it");
      else if (own && !fs::is_regular_file(entry.symlink_status()))
        wrong(name, "", "no regular file, as all of a release are");
    }
  }

  void check_archives() {
    std::vector<std::future<ReadArchive>> running;
    for (const auto& [name, digest] : sums_) {
      const fs::path file = folder_ / name;
      if (is_archive(name) && fs::exists(file))
        running.push_back(std::async(std::launch::async, [file] { return read_archive_checked(file); }));
    }
    for (auto& each : running) {
      archives_.push_back(each.get());
      ReadArchive& read = archives_.back();
      result_.checked.push_back(fmt::format("{}: {} files", read.name, read.content.entries.size()));
      for (Disagreement& finding : read.findings) result_.findings.push_back(std::move(finding));
    }
    if (archives_.empty()) wrong(std::string(kChecksums), "", "it names no archive");
  }

  // Files that no release has, though SHA256SUMS may name them.
  void check_names() {
    std::set<std::string> known{kNotesFile};
    for (const ReadArchive& read : archives_) {
      const std::string stem = stem_of(read.name);
      for (const char* suffix : {".tar.zst", ".zip", ".manifest.json", ".cdx.json", ".intoto.json"})
        known.insert(stem + suffix);
      for (const auto& [name, digest] : sums_) {
        if (name.starts_with(stem + ".") && name.ends_with(kCompiled)) known.insert(name);
      }
    }
    for (const auto& [name, digest] : sums_) {
      if (!known.contains(name)) wrong(name, "", "no file of a release");
    }
  }

  // What lies beside an archive and tells of it. Two archives of one variant share it.
  void check_beside(const ReadArchive& read) {
    const std::string stem = stem_of(read.name);
    const Json manifest = manifest_of(read);
    if (manifest.is_null()) return;
    const Json& identity = manifest.at("identity");
    const std::string name =
        release_name(identity.value("version", ""), identity.at("variant"), identity.at("target"));
    if (stem != name) wrong(read.name, "", "its manifest is that of " + name);
    const std::string beside = text_of(stem + ".manifest.json");
    if (beside != read.content.texts.at(kManifestFile))
      wrong(read.name, kManifestFile, "another one than " + stem + ".manifest.json");
    if (!seen_.insert(stem).second) return;
    check_made(stem + ".cdx.json", [&](const Json& found, const std::string& file) {
      return sbom_text(manifest, sbom_setting(found, file));
    });
    check_made(stem + ".intoto.json",
               [&](const Json& found, const std::string&) { return statement_again(found, manifest, stem); });
    if (read.content.texts.contains("pylon.wasm"))
      measuring_.push_back(std::async(std::launch::async, [this, &read, manifest, stem] {
        return check_sizes(manifest, wasm::as_bytes(read.content.texts.at("pylon.wasm")), read.name,
                           stem + ".manifest.json", wish_.sizes);
      }));
    result_.variants.push_back({read.name, manifest, read.content});
  }

  // The notes are made again from what the archives hold.
  void check_notes() {
    std::set<std::string> stems;
    for (const ReadArchive& read : archives_) stems.insert(stem_of(read.name));
    if (!sums_.contains(kNotesFile)) return wrong(kNotesFile, "", "missing");
    if (stems.empty() || result_.variants.size() != stems.size())
      return;  // a manifest cannot be read: a finding
    try {
      const NotesAgain again = notes_again(text_of(kNotesFile), result_.variants, notes_surroundings());
      for (const std::string& finding : again.findings) wrong(kNotesFile, "", finding);
      for (const std::string& note : again.notes)
        result_.notes.push_back(std::string(kNotesFile) + ": " + note);
      result_.checked.push_back(std::string(kNotesFile) + " against the manifests");
    } catch (const Json::exception& error) {
      wrong(kNotesFile, "", plain_message(error));
    } catch (const Error& error) {
      wrong(kNotesFile, "", error.message());
    }
  }

  NotesSurroundings notes_surroundings() const {
    NotesSurroundings around;
    for (const auto& [name, digest] : sums_) around.files.insert(name);
    for (const char* suffix : {".sig", ".minisig"}) {
      if (fs::exists(folder_ / (std::string(kChecksums) + suffix)))
        around.signature = std::string(kChecksums) + suffix;
    }
    const Json bill =
        parse_json(text_of(stem_of(archives_.front().name) + ".cdx.json"), "the bill of materials");
    around.date = bill.at("metadata").at("timestamp").get<std::string>().substr(0, 10);
    return around;
  }

  void collect_sizes() {
    for (auto& each : measuring_) {
      for (Disagreement& finding : each.get()) result_.findings.push_back(std::move(finding));
    }
    if (!wish_.sizes)
      result_.notes.push_back("sizes after brotli and zstd are not measured again (--sizes does)");
  }

  // One of the release's manifests has to be the one that was named.
  void check_wanted_manifest() {
    const std::string wanted = read_file(wish_.manifest);
    const bool found = std::ranges::any_of(result_.variants, [&](const VerifiedVariant& variant) {
      return variant.content.texts.at(kManifestFile) == wanted;
    });
    if (!found) wrong(std::string(kChecksums), "", "no variant has the manifest " + wish_.manifest.string());
    result_.checked.push_back("the manifest " + wish_.manifest.string());
  }

  std::string text_of(const std::string& name) const {
    return fs::is_regular_file(folder_ / name) ? read_file(folder_ / name) : "";
  }

  // Makes the document again from the manifest and compares every byte.
  template <typename Make>
  void check_made(const std::string& name, Make make) {
    if (!fs::is_regular_file(folder_ / name)) return wrong(name, "", "missing");
    try {
      const std::string text = text_of(name);
      const Json found = parse_json(text, name);
      const std::string again = make(found, name);
      if (text == again) return result_.checked.push_back(name + " against the manifest");
      const std::string difference = first_difference(found, Json::parse(again));
      wrong(name, difference.substr(0, difference.find(": ")),
            difference.empty() ? "not written as pylonctl writes it"
                               : "it and what the manifest gives differ: " + difference);
    } catch (const Error& error) {
      wrong(name, "", error.message());
    } catch (const Json::exception& error) {
      wrong(name, "", plain_message(error));
    }
  }

  // The statement made again; what no other file of the release says is taken from the statement itself.
  std::string statement_again(const Json& found, const Json& manifest, const std::string& stem) const {
    StatementInputs inputs;
    inputs.manifest = &manifest;
    for (const char* suffix : kDescribed) {
      const auto sum = sums_.find(stem + suffix);
      if (sum != sums_.end()) inputs.subjects[sum->first] = sum->second;
    }
    for (const auto& [name, digest] : sums_) {
      if (name.starts_with(stem + ".") && name.ends_with(kCompiled)) inputs.subjects[name] = digest;
    }
    inputs.subjects["pylon.wasm"] = manifest.at("file").at("sha256");
    const Json& identity = manifest.at("identity");
    inputs.commit = identity.at("git");
    inputs.commands = release_commands(identity.at("version"), identity.at("variant"));
    inputs.tool_version =
        sbom_setting(parse_json(text_of(stem + ".cdx.json"), stem + ".cdx.json"), stem + ".cdx.json")
            .tool_version;
    const Json& predicate = found.at("predicate");
    inputs.remote_steps =
        predicate.at("buildDefinition").at("internalParameters").value("remote_steps", inputs.remote_steps);
    return statement_text(inputs);
  }

  fs::path folder_;
  const VerifyWish& wish_;
  Checksums sums_;
  std::vector<ReadArchive> archives_;
  std::set<std::string> seen_;
  std::vector<std::future<std::vector<Disagreement>>> measuring_;
  Verification result_;
};

}  // namespace

Verification verify_release(const VerifyWish& wish) { return ReleaseFolder(wish).run(); }

}  // namespace pylon

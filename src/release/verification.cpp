#include "release/verification.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <future>
#include <set>

#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "manifest/manifest.hpp"
#include "release/archive_plan.hpp"
#include "release/archive_reader.hpp"
#include "release/checksums.hpp"
#include "release/sbom.hpp"
#include "release/signature.hpp"
#include "release/statement.hpp"
#include "system/files.hpp"
#include "system/mapped_file.hpp"

namespace pylon {
namespace {

using Json = nlohmann::json;
constexpr const char* kManifest = "manifest.json";

bool is_archive(const std::string& name) { return name.ends_with(".tar.zst") || name.ends_with(".zip"); }

// An archive's name without what it ends in; so with the documents beside it.
std::string stem_of(const std::string& archive) {
  return archive.substr(0, archive.size() - (archive.ends_with(".zip") ? 4 : 8));
}

bool is_signature(const std::string& name) {
  return name == std::string(kChecksums) + ".sig" || name == std::string(kChecksums) + ".minisig";
}

// An archive or unpacked folder that was read and checked.
struct Read {
  std::string name;
  ReleaseContent content;
  std::vector<Disagreement> findings;
};

Read read_archive_checked(const fs::path& archive) {
  Read read{archive.filename().string(), {}, {}};
  try {
    read.content = read_archive_content(archive);
    read.findings = check_content(read.content, read.name);
  } catch (const Error& error) {
    read.findings.push_back({read.name, "", error.message()});
  }
  return read;
}

Json manifest_of(const ReleaseContent& content, const std::string& name) {
  const auto text = content.texts.find(kManifest);
  if (text == content.texts.end()) return nullptr;
  try {
    return read_manifest(text->second, name);
  } catch (const Error&) {
    return nullptr;  // check_content has said so
  }
}

// A release's folder.
class ReleaseFolder {
 public:
  ReleaseFolder(const fs::path& folder, const fs::path& key) : folder_(folder), key_(key) {}

  Verification run() {
    if (!read_checksums()) return std::move(result_);
    check_checksums();
    check_signatures();
    check_archives();
    for (const Read& read : archives_) check_beside(read);
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
    for (const fs::path& file : list_tree(folder_)) {
      const std::string name = file.generic_string();
      if (name != kChecksums && !is_signature(name) && !sums_.contains(name))
        wrong(name, "", "SHA256SUMS does not name it");
    }
  }

  void check_signatures() {
    bool found = false;
    for (const char* suffix : {".sig", ".minisig"}) {
      const fs::path signature = folder_ / (std::string(kChecksums) + suffix);
      if (!fs::exists(signature)) continue;
      found = true;
      const SignatureVerdict verdict = check_signature(folder_ / kChecksums, signature, key_);
      if (!verdict.good)
        wrong(signature.filename().string(), "", "not a signature of SHA256SUMS: " + verdict.words);
      else if (key_.empty())
        result_.notes.push_back("signed, by whom is not checked (--key FILE does): " + verdict.words);
      else
        result_.checked.push_back("the signature: " + verdict.words);
    }
    if (!found && !key_.empty())
      wrong(std::string(kChecksums), "", "it is not signed, though a key was given to check it by");
  }

  void check_archives() {
    std::vector<std::future<Read>> running;
    for (const auto& [name, digest] : sums_) {
      const fs::path file = folder_ / name;
      if (is_archive(name) && fs::exists(file))
        running.push_back(std::async(std::launch::async, [file] { return read_archive_checked(file); }));
    }
    for (auto& each : running) {
      archives_.push_back(each.get());
      Read& read = archives_.back();
      result_.checked.push_back(fmt::format("{}: {} files", read.name, read.content.entries.size()));
      for (Disagreement& finding : read.findings) result_.findings.push_back(std::move(finding));
    }
    if (archives_.empty()) wrong(std::string(kChecksums), "", "it names no archive");
  }

  // What lies beside an archive and tells of it. Two archives of one variant share it.
  void check_beside(const Read& read) {
    const std::string stem = stem_of(read.name);
    const Json manifest = manifest_of(read.content, read.name);
    if (manifest.is_null()) return;
    const Json& identity = manifest.at("identity");
    const std::string name =
        release_name(identity.value("version", ""), identity.at("variant"), identity.at("target"));
    if (stem != name) wrong(read.name, "", "its manifest is that of " + name);
    const std::string beside = text_of(stem + ".manifest.json");
    if (beside != read.content.texts.at(kManifest))
      wrong(read.name, kManifest, "another one than " + stem + ".manifest.json");
    if (!seen_.insert(stem).second) return;
    check_made(stem + ".cdx.json", [&](const Json& found, const std::string& file) {
      return sbom_text(manifest, sbom_setting(found, file));
    });
    check_made(stem + ".intoto.json",
               [&](const Json& found, const std::string&) { return statement_again(found, manifest, stem); });
    result_.variants.push_back({read.name, manifest, read.content});
  }

  std::string text_of(const std::string& name) const {
    return fs::is_regular_file(folder_ / name) ? read_file(folder_ / name) : "";
  }

  // A document that the manifest gives again, byte by byte.
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
      wrong(name, "", error.what());
    }
  }

  // With the statement's own words for what no other file says.
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
    inputs.commit = manifest.at("identity").at("git");
    const Json& predicate = found.at("predicate");
    predicate.at("buildDefinition").at("externalParameters").at("commands").get_to(inputs.commands);
    predicate.at("runDetails").at("builder").at("version").at("pylonctl").get_to(inputs.tool_version);
    return statement_text(inputs);
  }

  fs::path folder_, key_;
  Checksums sums_;
  std::vector<Read> archives_;
  std::set<std::string> seen_;
  Verification result_;
};

Verification from_read(Read read) {
  Verification result;
  const Json manifest = manifest_of(read.content, read.name);
  result.findings = std::move(read.findings);
  result.checked.push_back(fmt::format("{}: {} files", read.name, read.content.entries.size()));
  if (!manifest.is_null()) result.variants.push_back({read.name, manifest, std::move(read.content)});
  return result;
}

// One archive: by SHA256SUMS too, when it lies beside it.
Verification verify_archive(const fs::path& archive) {
  Verification result = from_read(read_archive_checked(archive));
  const fs::path sums_file = archive.parent_path() / kChecksums;
  const std::string name = archive.filename().string();
  if (!fs::exists(sums_file)) {
    result.notes.push_back("there is no SHA256SUMS beside it: it is checked by what is in it alone");
    return result;
  }
  try {
    const Checksums sums = parse_checksums(read_file(sums_file), sums_file.string());
    const auto sum = sums.find(name);
    if (sum == sums.end())
      result.findings.push_back({name, "", "SHA256SUMS does not name it"});
    else if (const std::string found = file_sha256(archive); found != sum->second)
      result.findings.push_back(
          {name, "", fmt::format("its SHA-256 is {}, not {} as SHA256SUMS has it", found, sum->second)});
  } catch (const Error& error) {
    result.findings.push_back({std::string(kChecksums), "", error.message()});
  }
  return result;
}

Verification verify_wasm(const VerifyWish& wish) {
  const fs::path manifest =
      wish.manifest.empty() ? fs::absolute(wish.what).parent_path() / kManifest : wish.manifest;
  if (!fs::exists(manifest))
    throw Error("nothing tells what " + wish.what.string() + " should be: there is no " + manifest.string(),
                "name its manifest with --manifest, or give the archive it is from");
  const Json document = read_manifest(read_file(manifest), manifest.string());
  const MappedFile file(wish.what);
  Verification result;
  result.findings =
      check_wasm(document, file.bytes(), wish.what.filename().string(), manifest.filename().string());
  result.checked.push_back(wish.what.string() + " against " + manifest.string());
  return result;
}

}  // namespace

Verification verify(const VerifyWish& wish) {
  const fs::path& what = wish.what;
  if (!fs::exists(what)) throw Error("there is no " + what.string());
  if (what.filename() == kChecksums)
    return verify({fs::absolute(what).parent_path(), wish.key, wish.manifest});
  if (!fs::is_directory(what)) {
    if (is_archive(what.filename().string())) return verify_archive(what);
    if (what.extension() == ".wasm") return verify_wasm(wish);
    throw Error(what.string() + " is no archive of a release, no .wasm file and no SHA256SUMS",
                "name a release's folder, one of its archives, or a pylon.wasm");
  }
  if (!fs::exists(what / kChecksums)) {
    if (fs::exists(what / "pylon.wasm")) return verify({what / "pylon.wasm", wish.key, wish.manifest});
    throw Error("there is no SHA256SUMS in " + what.string(), "name the folder of a release");
  }
  if (!fs::exists(what / "pylon.wasm")) return ReleaseFolder(what, wish.key).run();
  Read read{
      what.filename().empty() ? what.string() : what.filename().string(), read_folder_content(what), {}};
  read.findings = check_content(read.content, read.name);
  return from_read(std::move(read));
}

}  // namespace pylon

#include "release/verification.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/checksums.hpp"
#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/shown.hpp"
#include "base/text.hpp"
#include "checkout/artifact.hpp"
#include "checkout/library.hpp"
#include "manifest/inside_facts.hpp"
#include "manifest/manifest.hpp"
#include "manifest/packing.hpp"
#include "release/archive_reader.hpp"
#include "release/comparand.hpp"
#include "release/signature.hpp"
#include "system/files.hpp"
#include "system/mapped_file.hpp"

namespace pylon {
namespace {

using Json = nlohmann::json;

Verification from_read(ReadArchive read, const VerifyWish& wish) {
  Verification result;
  const Json manifest = manifest_of(read);
  result.findings = std::move(read.findings);
  result.checked.push_back(fmt::format("{}: {} files", read.name, read.content.entries.size()));
  if (!wish.manifest.empty()) {
    const auto own = read.content.texts.find(kManifestFile);
    if (own == read.content.texts.end() || own->second != read_file(wish.manifest))
      result.findings.push_back({read.name, kManifestFile, "another one than " + wish.manifest.string()});
    result.checked.push_back("the manifest " + wish.manifest.string());
  }
  if (!manifest.is_null()) result.variants.push_back({read.name, manifest, std::move(read.content)});
  return result;
}

// A file by the SHA256SUMS beside it.
void check_listed(const fs::path& file, Verification& result) {
  const std::string name = file.filename().string();
  try {
    const fs::path list = fs::absolute(file).parent_path() / kChecksums;
    const Checksums sums = parse_checksums(read_file(list), list.string());
    const auto sum = sums.find(name);
    if (sum == sums.end())
      result.findings.push_back({name, "", "SHA256SUMS does not name it"});
    else if (const std::string found = file_sha256(file); found != sum->second)
      result.findings.push_back(
          {name, "", fmt::format("its SHA-256 is {}, not {} as SHA256SUMS has it", found, sum->second)});
    result.checked.push_back(name + " by SHA256SUMS");
  } catch (const Error& error) {
    result.findings.push_back({std::string(kChecksums), "", error.message()});
  }
}

// By the list of digests beside it, and that one by its signature. A key without a list has nothing to check.
void check_surroundings(const fs::path& file, const fs::path& key, Verification& result) {
  const fs::path folder = fs::absolute(file).parent_path();
  if (fs::exists(folder / kChecksums)) {
    check_listed(file, result);
    check_signatures(folder, key, result);
  } else if (!key.empty()) {
    result.findings.push_back({file.filename().string(), "",
                               "it is not signed, though a key was given to check it by: "
                               "there is no SHA256SUMS with a signature beside it"});
  } else {
    result.notes.push_back("there is no SHA256SUMS beside it: it is checked by what is in it alone");
  }
}

// The same, of another file or folder.
VerifyWish of(const fs::path& what, VerifyWish wish) {
  wish.what = what;
  return wish;
}

void refuse_packed(const VerifyWish& wish) {
  if (wish.packed)
    throw Error("--packed is for a pylon.wasm: " + wish.what.string() + " is a part of a release",
                "name the packed file, and the manifest of what it was made from with --manifest");
}

Verification verify_archive(const VerifyWish& wish) {
  refuse_packed(wish);
  Verification result = from_read(read_archive_checked(wish.what), wish);
  check_surroundings(wish.what, wish.key, result);
  return result;
}

// The library inside against lib/ beside the file, file by file. Where it cannot be read, that is a finding.
void check_inside(const fs::path& wasm, wasm::Bytes bytes, Verification& result) {
  const fs::path lib = fs::absolute(wasm).parent_path() / "lib";
  try {
    const auto library = inside_library(bytes);
    if (!library || library->index.files.empty()) return;
    for (const std::string& difference : inside_problems(*library, library_digests(lib)))
      result.findings.push_back({wasm.filename().string(), "the library inside", difference});
    result.checked.push_back(fmt::format("{} files inside, against lib/", library->index.files.size()));
  } catch (const Error& error) {
    result.findings.push_back({wasm.filename().string(), "the library inside", error.message()});
  }
}

// lib/ and symbols.tsv, where they lie beside the file and its own manifest.
void check_neighbours(const fs::path& wasm, wasm::Bytes bytes, const Json& manifest, Verification& result) {
  const fs::path folder = fs::absolute(wasm).lexically_normal().parent_path();
  if (!fs::is_directory(folder / "lib")) {
    result.notes.push_back("there is no lib/ beside it: the Python files are not looked at");
  } else {
    for (const std::string& problem : library_problems(folder, manifest)) {
      const std::size_t blank = problem.find_first_of(" ,");
      result.findings.push_back({folder.filename().string(), problem.substr(0, blank),
                                 problem.substr(problem.find_first_not_of(" ,", blank))});
    }
    if (fs::exists(folder / "lib.sha256")) result.checked.push_back("lib/ beside it, by lib.sha256");
    check_inside(wasm, bytes, result);
  }
  const fs::path symbols = folder / "symbols.tsv";
  const Json& attribution = manifest.at("attribution");
  if (!fs::exists(symbols) || !attribution.contains("symbols")) return;
  for (Disagreement& finding : check_symbols(manifest, bytes, read_file(symbols)))
    result.findings.push_back(std::move(finding));
}

// In the checkout that built the artifact it is known what manifest was published.
Memory memory_of(const fs::path& artifact) {
  const Project checkout{artifact.parent_path().parent_path()};
  return artifact.parent_path() == checkout.artifacts()
             ? compare_remembered(checkout, artifact.filename().string(), kManifestFile)
             : Memory::kNone;
}

// Whether the manifest beside the file is the one that the build published. Links may lead to the artifact or
// from it: the folder is looked for as it is named and as it is.
void check_memory(const fs::path& wasm, Verification& result) {
  Memory memory = memory_of(fs::absolute(wasm).lexically_normal().parent_path());
  if (memory == Memory::kNone) memory = memory_of(fs::canonical(wasm).parent_path());
  if (memory == Memory::kChanged) result.findings.push_back({kManifestFile, "", "is not what was published"});
  if (memory == Memory::kSame) result.checked.push_back("manifest.json, as the build published it");
  if (memory == Memory::kNone)
    result.notes.push_back(fmt::format(
        "nothing here remembers what the build published: by the manifest's word alone go {}", kByWordAlone));
}

constexpr std::ptrdiff_t kNamed = 5;  // files that a line names

// Paths are anybody's: a line end in one would begin another line of the report.
std::string some_of(const std::vector<std::string>& paths) {
  const auto named = std::min<std::ptrdiff_t>(std::ssize(paths), kNamed);
  std::string text;
  for (std::ptrdiff_t i = 0; i < named; ++i)
    text += (i == 0 ? "" : ", ") + shown(paths[static_cast<std::size_t>(i)]);
  if (std::ssize(paths) > named)
    text += fmt::format(" and {} more (all of them: pylonctl pack FILE --list)", std::ssize(paths) - named);
  return text;
}

// None, too, for what cannot be read: the checks say so.
std::optional<BeforePack> without_packed(wasm::Bytes bytes, const Json& manifest) {
  try {
    return before_pack(bytes, manifest.value("/inside/main"_json_pointer, ""));
  } catch (const Error&) {
    return std::nullopt;
  }
}

// What pack put into the file since the manifest was written, which is a disagreement unless it is `wanted`.
void say_packed(const BeforePack& before, const std::string& name, bool wanted, Verification& result) {
  const PackedFiles& packed = before.packed;
  std::vector<std::string> lines;
  if (!packed.added.empty())
    lines.push_back(fmt::format("pack added {} file{}: {}", packed.added.size(),
                                packed.added.size() == 1 ? "" : "s", some_of(packed.added)));
  if (!packed.changed.empty())
    lines.push_back("pack changed modules of Python's own library: " + some_of(packed.changed));
  if (packed.main)
    lines.push_back(packed.main->empty() ? "pack took away the module that a start runs"
                                         : "pack made it run the module " + shown(*packed.main));
  for (const std::string& line : lines) {
    if (wanted)
      result.notes.push_back(line);
    else
      result.findings.push_back({name, "", line + "; where that is wanted: --packed"});
  }
  for (const std::string& problem : before.problems) result.findings.push_back({name, "", shown(problem)});
}

// Whether files were replaced by others: without what they were, the rest cannot be compared.
bool is_replaced(const BeforePack& before, const Json& manifest) {
  return !before.packed.replaced.empty() &&
         sha256_hex(before.module) != manifest.at("file").at("sha256").get_ref<const std::string&>();
}

Verification verify_wasm(const VerifyWish& wish) {
  const fs::path folder = fs::absolute(wish.what).parent_path();
  const fs::path manifest = wish.manifest.empty() ? folder / kManifestFile : wish.manifest;
  if (!fs::exists(manifest))
    throw Error("nothing tells what " + wish.what.string() + " should be: there is no " + manifest.string(),
                "name its manifest with --manifest, or give the archive it is from");
  const std::string text = read_file(manifest);
  const Json document = read_manifest(text, manifest.string());
  const MappedFile file(wish.what);
  const std::string name = wish.what.filename().string(), place = manifest.filename().string();
  Verification result;
  const std::optional<BeforePack> before = without_packed(file.bytes(), document);
  if (before) {
    result.packed = before->packed;
    say_packed(*before, name, wish.packed, result);
    if (is_replaced(*before, document)) {
      result.findings.push_back({name, "",
                                 "pack --replace has replaced " + some_of(before->packed.replaced) +
                                     ": what the manifest speaks of is no longer there, so that nothing "
                                     "else can be checked by it"});
      return result;
    }
  }
  const wasm::Bytes bytes = before ? wasm::as_bytes(before->module) : file.bytes();
  for (Disagreement& finding : check_wasm(document, bytes, name, place))
    result.findings.push_back(std::move(finding));
  if (text != manifest_text(document))
    result.findings.push_back({place, "", "not written as pylonctl writes it"});
  for (Disagreement& finding : check_sizes(document, bytes, name, place, wish.sizes))
    result.findings.push_back(std::move(finding));
  if (!wish.sizes)
    result.notes.push_back("its sizes after brotli and zstd are not measured again (--sizes does)");
  result.checked.push_back(wish.what.string() + (before ? ", but for what pack added," : "") + " against " +
                           manifest.string());
  std::error_code unknown;
  if (wish.manifest.empty() || fs::equivalent(wish.manifest, folder / kManifestFile, unknown)) {
    check_memory(wish.what, result);
    check_neighbours(wish.what, bytes, document, result);
  } else {
    result.notes.push_back(
        fmt::format("lib/ is not looked at; by the manifest's word alone go {}", kByWordAlone));
  }
  // Nobody signed what was packed since: the manifest is what the rest goes by.
  const bool is_listed = fs::exists(fs::absolute(manifest).parent_path() / kChecksums);
  if (wish.packed && (is_listed || !wish.key.empty()))
    check_surroundings(manifest, wish.key, result);
  else if (!wish.key.empty())
    check_surroundings(wish.what, wish.key, result);
  return result;
}

void need_file(const fs::path& file, const char* option) {
  if (file.empty() || fs::is_regular_file(file)) return;
  const std::string what = file.string();
  throw Error(std::string(option) + ": " +
                  (fs::exists(file) ? what + " is not a regular file" : "there is no " + what),
              "name a file that is there");
}

bool has_library(const fs::path& wasm) {
  try {
    const MappedFile file(wasm);
    const auto library = inside_library(file.bytes());
    return library && !library->index.files.empty();
  } catch (const Error&) {
    return false;
  }
}

// A pylon.wasm whose folder was named: without a library inside, lib/ is a part of it.
Verification verify_artifact(const VerifyWish& wish) {
  Verification result = verify(wish);
  const fs::path folder = fs::absolute(wish.what).parent_path();
  if (wish.manifest.empty() && !fs::is_directory(folder / "lib") && !has_library(wish.what))
    result.findings.push_back(
        {folder.filename().string(), "lib/", "is missing, and pylon.wasm has no library inside"});
  return result;
}

Verification verify_folder(const VerifyWish& wish) {
  const fs::path& what = wish.what;
  if (!fs::exists(what / kChecksums)) {
    if (fs::exists(what / "pylon.wasm")) return verify_artifact(of(what / "pylon.wasm", wish));
    throw Error("there is no SHA256SUMS in " + what.string(), "name the folder of a release");
  }
  refuse_packed(wish);
  if (!fs::exists(what / "pylon.wasm")) return verify_release(wish);
  ReadArchive read{
      what.filename().empty() ? what.string() : what.filename().string(), read_folder_content(what), {}};
  read.findings = check_content(read.content, read.name);
  Verification result = from_read(std::move(read), wish);
  check_signatures(what, wish.key, result);
  return result;
}

}  // namespace

void check_signatures(const fs::path& folder, const fs::path& key, Verification& result) {
  bool found = false;
  for (const char* suffix : {".sig", ".minisig"}) {
    const fs::path signature = folder / (std::string(kChecksums) + suffix);
    if (!fs::exists(signature)) continue;
    found = true;
    const SignatureVerdict verdict = check_signature(folder / kChecksums, signature, key);
    if (!verdict.good)
      result.findings.push_back(
          {signature.filename().string(), "", "not a signature of SHA256SUMS: " + verdict.words});
    else if (key.empty())
      result.notes.push_back("signed, by whom is not checked (--key FILE does): " + verdict.words);
    else
      result.checked.push_back("the signature: " + verdict.words);
  }
  if (!found && !key.empty())
    result.findings.push_back(
        {std::string(kChecksums), "", "it is not signed, though a key was given to check it by"});
}

Verification verify(const VerifyWish& wish) {
  const fs::path& what = wish.what;
  if (!fs::exists(what))
    throw Error("there is no " + what.string(),
                "name a release's folder or archive, or a file as artifacts/lean/pylon.wasm");
  need_file(wish.key, "--key");
  need_file(wish.manifest, "--manifest");
  if (what.filename() == kChecksums) {
    return verify(of(fs::absolute(what).parent_path(), wish));
  }
  if (fs::is_directory(what)) return verify_folder(wish);
  switch (file_kind(what)) {
    case FileKind::kArchive:
      return verify_archive(wish);
    case FileKind::kWasm:
      // An unpacked archive's: its SHA256SUMS tells of everything around it.
      if (const fs::path folder = fs::absolute(what).parent_path();
          wish.manifest.empty() && !wish.packed && fs::exists(folder / kChecksums) &&
          fs::exists(folder / kManifestFile) && what.filename() == "pylon.wasm")
        return verify_folder(of(folder, wish));
      return verify_wasm(wish);
    default:
      break;
  }
  throw Error(what.string() + " is no archive of a release, no .wasm file and no SHA256SUMS",
              "name a release's folder, one of its archives, or a pylon.wasm");
}

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

#include "release/comparand.hpp"

#include <fmt/format.h>

#include <optional>
#include <string_view>

#include "base/digest.hpp"
#include "base/error.hpp"
#include "checkout/artifact.hpp"
#include "manifest/baseline.hpp"
#include "manifest/manifest.hpp"
#include "manifest/module_facts.hpp"
#include "release/archive_reader.hpp"
#include "system/files.hpp"
#include "system/git.hpp"
#include "system/mapped_file.hpp"

namespace pylon {
namespace {

using Json = nlohmann::json;

// Gives `side` the symbols in `file`, if they are those of its manifest: another build may have written them
// since. Mapped, not read: copying the text would be a good part of what a comparison takes.
void add_symbols(const fs::path& file, DiffSide& side) {
  const auto attribution = side.facts.find("attribution");
  if (attribution == side.facts.end() || !attribution->contains("symbols") || !fs::exists(file)) return;
  const auto mapped = std::make_shared<MappedFile>(file);
  const std::string_view text = wasm::as_text(mapped->bytes());
  if (sha256_hex(text) != attribution->at("symbols").get<std::string>()) return;
  side.symbols = text;
  side.owner = mapped;
}

// A manifest, or the one that a baseline holds. Which of the two is seen in the text: parsing twice takes
// longer than all the rest.
Json manifest_in(const std::string& text, const std::string& name) {
  std::vector<std::string> unknown;
  Json manifest;
  if (text.find("\"baseline_version\"") != std::string::npos) {
    Baseline baseline = read_baseline(text, name);
    manifest = std::move(baseline.manifest);
    unknown = std::move(baseline.unknown);
  } else {
    manifest = read_manifest(text, name, &unknown);
  }
  tell_unknown_fields(unknown, name);
  return manifest;
}

Operand from_json(const fs::path& file) {
  return {{}, manifest_in(read_file(file), file.string()), file.string(), file.parent_path() / "symbols.tsv"};
}

Operand from_archive(const fs::path& file) {
  const ReleaseContent content =
      with_context("while reading " + file.string(), [&] { return read_archive_content(file); });
  const auto text = content.texts.find("manifest.json");
  if (text == content.texts.end())
    throw Error("there is no manifest.json in " + file.string(), "name an archive of a release");
  const std::string name = file.string() + ": manifest.json";
  return {{}, manifest_in(text->second, name), name, {}};
}

Operand from_file(const std::string& text) {
  switch (file_kind(text)) {
    case FileKind::kWasm:
      return {text, nullptr, text, {}};
    case FileKind::kJson:
      return from_json(text);
    case FileKind::kArchive:
      return from_archive(text);
    case FileKind::kOther:
      break;
  }
  throw Error(
      text + " is neither WebAssembly (it does not begin with \\0asm) nor JSON nor an archive",
      "name a variant, a manifest.json, a baseline.json, a WebAssembly file, an archive of a release, "
      "or VARIANT@REVISION");
}

// A folder that somebody built into or unpacked an archive into.
std::optional<Operand> from_folder(const fs::path& folder) {
  if (fs::exists(folder / "manifest.json")) return from_json(folder / "manifest.json");
  const fs::path wasm = folder / "pylon.wasm";
  if (fs::exists(wasm)) return Operand{wasm, nullptr, wasm.string(), {}};
  return std::nullopt;
}

DiffSide from_wasm(const std::string& operand, const fs::path& path) {
  const MappedFile file(path);
  DiffSide side{
      operand, with_context("while reading " + path.string(), [&] { return known_facts(file.bytes()); }), {}};
  side.facts["file"] = {{"bytes", file.bytes().size()}};
  return side;
}

Operand from_revision(const std::string& operand, std::size_t at, const Project& project) {
  const std::string variant = operand.substr(0, at);
  const std::string revision = operand.substr(at + 1);
  const std::string file = "artifacts/" + variant + "/baseline.json";
  if (variant.empty())
    throw Error(operand + ": a variant's name is missing before the @", "as in lean" + operand.substr(at));
  if (!git_has_revision(project.root, revision)) {
    throw Error(fmt::format("{}: git knows no revision '{}' here", operand, revision),
                "see: git log --oneline -- " + file);
  }
  const std::optional<std::string> text = git_show(project.root, revision, file);
  if (!text) {
    throw Error(fmt::format("{}: the revision {} has no {}", operand, revision, file),
                "baselines are committed by: pylonctl baseline " + variant + " --reason TEXT");
  }
  const std::string name = revision + ":" + file;
  const Baseline baseline = read_baseline(*text, name);
  check_baseline_of(baseline, variant, name);
  tell_unknown_fields(baseline.unknown, name);
  return {{}, baseline.manifest, name, project.artifacts() / variant / "symbols.tsv"};
}

FileKind kind_of_name(const fs::path& file) {
  const std::string name = file.filename().string();
  if (name.ends_with(".wasm")) return FileKind::kWasm;
  if (name.ends_with(".json")) return FileKind::kJson;
  return name.ends_with(".zip") || name.ends_with(".tar.zst") ? FileKind::kArchive : FileKind::kOther;
}

}  // namespace

Operand resolve_operand(const std::string& text, const std::function<Project()>& project) {
  const fs::path path = text;
  std::error_code ignored;  // of a name that can be none, say a longer one than the system has
  const fs::file_status status = fs::status(path, ignored);
  if (fs::is_directory(status)) {
    if (auto found = from_folder(path)) return *std::move(found);
  } else if (fs::exists(status)) {
    return from_file(text);
  }
  if (const std::size_t at = text.find('@'); at != std::string::npos)
    return from_revision(text, at, project());
  if (text.find('/') != std::string::npos || path.has_extension())
    throw Error(fs::exists(status) ? "there is neither a manifest.json nor a pylon.wasm in " + text
                                   : "there is no " + text,
                "name a variant, a file that is there, or VARIANT@REVISION");
  constexpr std::size_t kLongestName = 255;  // no file system has longer ones
  if (text.size() > kLongestName)
    throw Error("there is no '" + text.substr(0, 80) + "…'", "name a variant, or a file that is there");
  const Project& found = project();
  // What `build --level dev` makes has no manifest.
  const fs::path folder = found.artifacts() / text;
  if (!fs::exists(found.variants() / (text + ".json")) && fs::is_directory(folder)) {
    if (auto operand = from_folder(folder)) return *std::move(operand);
  }
  return from_json(built_manifest(found, text));
}

DiffSide load_comparand(const std::string& operand, const std::function<Project()>& project) {
  Operand found = resolve_operand(operand, project);
  if (found.manifest.is_null()) return from_wasm(operand, found.wasm);
  DiffSide side{operand, std::move(found.manifest), {}};
  if (!found.symbols.empty()) add_symbols(found.symbols, side);
  return side;
}

FileKind file_kind(const fs::path& file) {
  using namespace std::string_view_literals;
  const MappedFile mapped(file);
  std::string_view start = wasm::as_text(mapped.bytes()).substr(0, 256);
  if (start.starts_with("\0asm"sv)) return FileKind::kWasm;
  if (start.starts_with("PK\3\4"sv) || start.starts_with("\x28\xB5\x2F\xFD"sv)) return FileKind::kArchive;
  if (start.starts_with("\xEF\xBB\xBF"sv)) start.remove_prefix(3);
  const std::size_t first = start.find_first_not_of(" \t\r\n");
  if (first != std::string_view::npos && start[first] == '{') return FileKind::kJson;
  return kind_of_name(file);
}

}  // namespace pylon

#include "plan/comparand.hpp"

#include <fmt/format.h>

#include "base/digest.hpp"
#include "base/error.hpp"
#include "manifest/baseline.hpp"
#include "manifest/manifest.hpp"
#include "manifest/module_facts.hpp"
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
  const bool baseline = text.find("\"baseline_version\"") != std::string::npos;
  return baseline ? read_baseline(text, name).manifest : read_manifest(text, name);
}

DiffSide from_json(const std::string& operand, const fs::path& file) {
  DiffSide side{operand, manifest_in(read_file(file), file.string()), {}};
  add_symbols(file.parent_path() / "symbols.tsv", side);
  return side;
}

DiffSide from_wasm(const std::string& operand) {
  const std::string content = read_file(operand);
  const wasm::Bytes bytes = wasm::as_bytes(content);
  DiffSide side{operand, with_context("while reading " + operand, [&] { return known_facts(bytes); }), {}};
  side.facts["file"] = {{"bytes", content.size()}};
  return side;
}

DiffSide from_revision(const std::string& operand, std::size_t at, const Project& project) {
  const std::string variant = operand.substr(0, at);
  const std::string revision = operand.substr(at + 1);
  const std::string file = "artifacts/" + variant + "/baseline.json";
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
  DiffSide side{operand, baseline.manifest, {}};
  add_symbols(project.artifacts() / variant / "symbols.tsv", side);
  return side;
}

}  // namespace

DiffSide load_comparand(const std::string& operand, const std::function<Project()>& project) {
  const fs::path path = operand;
  if (path.extension() == ".wasm") return from_wasm(operand);
  if (path.extension() == ".json") return from_json(operand, path);
  const std::size_t at = operand.find('@');
  if (at != std::string::npos) return from_revision(operand, at, project());
  return from_json(operand, built_manifest(project(), operand));
}

}  // namespace pylon

#include "release/rebuild.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/error.hpp"
#include "checkout/build_inputs.hpp"
#include "manifest/build_facts.hpp"
#include "manifest/manifest.hpp"
#include "manifest/symbol_table.hpp"
#include "system/files.hpp"
#include "system/git.hpp"
#include "system/process.hpp"
#include "wasm/component.hpp"
#include "wasm/contents.hpp"

namespace pylon {
namespace {

using Json = nlohmann::json;

void check_same_inputs(const Workspace& workspace, const Variant& variant, const Json& manifest) {
  const Json& identity = manifest.at("identity");
  const std::string state = git_state(workspace.project().root), commit = identity.at("git");
  if (commit != "unknown" && !commit.empty() && state != commit) {
    throw Error(fmt::format("the checkout at hand is {}, the release was built from {}", state, commit),
                "git checkout " + commit);
  }
  const Json here =
      make_known(known_inputs(workspace.setting(), workspace.lock(), workspace.catalog(), variant));
  Json recorded = manifest;
  recorded.erase("modules");
  const std::string difference = first_difference(known_before_link(here), known_before_link(recorded));
  if (difference.empty()) return;
  throw Error("what is at hand is not what the release was built from (here and there): " + difference,
              "bring the same tools and sources; the manifest has their versions and digests under /inputs");
}

// The project's own files, in a folder that nothing of an earlier build is in.
Project copy_project(const Project& project, const fs::path& root) {
  remove_tree(root);
  for (const char* folder : {"variants", "Modules", "toolchain"})
    copy_tree(project.root / folder, root / folder);
  fs::create_directories(root / "build");
  if (fs::exists(project.venv())) make_symlink(fs::canonical(project.venv()), root / "build/venv");
  return {root};
}

void build_again(const Workspace& workspace, const Project& copy, const std::vector<std::string>& variants) {
  Command command;
  // From nothing means from no other machine's steps either.
  command.argv = {"env", "PYLON_REMOTE_STORE=none", "XDG_CACHE_HOME=" + (copy.root / "cache").string(),
                  "PYLON_SOURCES=" + (cache_root() / "downloads").string()};
  if (workspace.sdk().kind != SdkKind::kAssembled)
    command.argv.push_back("WASI_SDK_PATH=" + workspace.sdk().prefix.string());
  for (const std::string& word :
       {own_executable().string(), std::string("--project"), copy.root.string(), std::string("build")})
    command.argv.push_back(word);
  command.argv.insert(command.argv.end(), variants.begin(), variants.end());
  command.inherit = true;
  const Outcome outcome = run_process(command);
  if (!outcome.ok())
    throw Error(
        fmt::format("the build of {} failed: {}", fmt::join(variants, " and "), outcome.description()));
}

std::vector<wasm::Section> sections_of(wasm::Bytes file) {
  return wasm::is_component(file) ? wasm::read_component_sections(file) : wasm::read_sections(file);
}

std::string first_differing_section(wasm::Bytes one, wasm::Bytes other) {
  const auto here = sections_of(one), there = sections_of(other);
  for (std::size_t i = 0; i < std::max(here.size(), there.size()); ++i) {
    if (i >= here.size()) return "only the rebuilt file has the section " + there[i].name;
    if (i >= there.size()) return "only the released file has the section " + here[i].name;
    if (here[i].name != there[i].name)
      return fmt::format("section {} is {}, rebuilt {}", i, here[i].name, there[i].name);
    const std::string_view a = wasm::as_text(wasm::section_payload(one, here[i]));
    const std::string_view b = wasm::as_text(wasm::section_payload(other, there[i]));
    if (a == b) continue;
    const auto at = static_cast<std::size_t>(std::ranges::mismatch(a, b).in1 - a.begin());
    return fmt::format("section {}: {} bytes, rebuilt {}; they differ from byte {} of the file on",
                       here[i].name, a.size(), b.size(), here[i].offset + here[i].header + at);
  }
  return "";
}

// The module, object and name of a function with these bytes.
std::string function_of(std::string_view body, std::string_view symbols) {
  if (symbols.empty()) return "";
  const std::string digest = symbol_digest(body);
  for (const SymbolLine& line : read_symbols(symbols, "symbols.tsv")) {
    if (line.function && line.digest == digest)
      return fmt::format("{} in {}, of {}", line.symbol, line.object, line.row);
  }
  return "";
}

std::string first_differing_function(wasm::Bytes one, wasm::Bytes other, std::string_view symbols) {
  const wasm::Contents here = wasm::read_contents(one), there = wasm::read_contents(other);
  for (std::size_t i = 0; i < std::min(here.bodies.size(), there.bodies.size()); ++i) {
    const auto a = one.subspan(here.bodies[i].offset, here.bodies[i].size);
    const auto b = other.subspan(there.bodies[i].offset, there.bodies[i].size);
    if (std::ranges::equal(a, b)) continue;
    const std::string name = function_of(wasm::as_text(b), symbols);
    return fmt::format("; first function {}{}", i + here.imported_functions, name.empty() ? "" : ": " + name);
  }
  return "";
}

void compare_library(const ReleaseContent& released, const fs::path& library,
                     std::vector<Disagreement>& findings, const std::string& name) {
  std::map<std::string, std::string> digests;
  for (const fs::path& file : list_tree(library))
    digests["lib/" + file.generic_string()] = file_sha256(library / file);
  for (const auto& [path, entry] : released.entries) {
    if (!path.starts_with("lib/")) continue;
    const auto again = digests.find(path);
    if (again == digests.end())
      findings.push_back({name, path, "built again, it is not there"});
    else if (again->second != entry.sha256)
      findings.push_back({name, path, "built again, it has other bytes"});
    digests.erase(path);
  }
  for (const auto& [path, digest] : digests)
    findings.push_back({name, path, "built again, there is one more file"});
}

void compare_variant(const VerifiedVariant& released, const fs::path& made,
                     std::vector<Disagreement>& findings) {
  const std::string wasm = read_file(made / "pylon.wasm");
  const std::string& before = released.content.texts.at("pylon.wasm");
  if (wasm != before) {
    const std::string symbols = read_file(made / "symbols.tsv");
    findings.push_back({released.name, "pylon.wasm",
                        "built again, it has other bytes: " +
                            explain_difference(wasm::as_bytes(before), wasm::as_bytes(wasm), symbols)});
  }
  compare_library(released.content, made / "lib", findings, released.name);
  Json manifest = read_manifest(read_file(made / "manifest.json"), "manifest.json");
  manifest["identity"]["git"] = released.manifest.at("identity").at("git");
  const std::string difference = first_difference(released.manifest, manifest);
  if (!difference.empty())
    findings.push_back(
        {released.name, "manifest.json", "built again, it says something else: " + difference});
}

}  // namespace

std::string explain_difference(wasm::Bytes released, wasm::Bytes rebuilt, std::string_view symbols) {
  const wasm::Bytes one = wasm::main_module(released), other = wasm::main_module(rebuilt);
  // What is wrapped says more than that the wrapping has other bytes.
  if (one.size() != released.size() && !std::ranges::equal(one, other))
    return explain_difference(one, other, symbols);
  const std::string section = first_differing_section(released, rebuilt);
  if (section.find("section code") == std::string::npos) return section;
  return section + first_differing_function(released, rebuilt, symbols);
}

std::vector<Disagreement> rebuild(const Project& project, const std::vector<VerifiedVariant>& released) {
  const Workspace workspace(project);
  std::vector<std::string> names;
  for (const VerifiedVariant& variant : released) {
    names.push_back(variant.manifest.at("identity").at("variant"));
    check_same_inputs(workspace, load_variant(project, workspace.catalog(), names.back()), variant.manifest);
  }
  const Project copy = copy_project(project, project.root / "build/rebuild");
  build_again(workspace, copy, names);
  std::vector<Disagreement> findings;
  for (std::size_t i = 0; i < released.size(); ++i)
    compare_variant(released[i], copy.artifacts() / names[i], findings);
  if (findings.empty()) remove_tree(copy.root);
  return findings;
}

}  // namespace pylon

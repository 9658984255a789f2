#include "plan/description.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "manifest/manifest.hpp"
#include "manifest/python_imports.hpp"
#include "system/files.hpp"
#include "variant/setup_local.hpp"

namespace pylon {
namespace {

// Lock entries of everything whose code or files are in the artifact: the packages and the C library.
std::vector<Source> linked_sources(const Workspace& workspace, const Variant& variant) {
  std::vector<Source> sources;
  for (const std::string& name : variant.packages) {
    const Package* package = workspace.catalog.find_package(name);
    if (package->source.empty()) continue;
    sources.push_back(
        workspace.lock.find(package->source, package->source == "cpython" ? variant.cpython : ""));
  }
  if (!workspace.setting.given_sdk) sources.push_back(workspace.lock.find("wasi-libc"));
  return sources;
}

// The reason that a patch begins with: "Reason: …", continued by lines that begin with a space.
std::string reason_of(const std::string& patch, const std::string& label) {
  constexpr std::string_view kReason = "Reason: ";
  const std::vector<std::string> lines = split_lines(patch);
  if (lines.empty() || !lines.front().starts_with(kReason)) {
    throw Error("toolchain/patches/" + label + " does not begin with a line 'Reason: …'",
                "say in its first line why the patch is needed");
  }
  std::string reason = lines.front().substr(kReason.size());
  for (std::size_t i = 1; i < lines.size() && lines[i].starts_with(' '); ++i) reason += lines[i];
  return reason;
}

// "numpy-2.5.5/01-name.patch: its reason".
std::vector<std::string> patches_of(const Project& project, const std::vector<Source>& sources) {
  std::vector<std::string> patches;
  for (const Source& source : sources) {
    const std::string title = source.name + "-" + source.version;
    if (!fs::is_directory(project.patches() / title)) continue;
    for (const fs::path& patch : list_tree(project.patches() / title)) {
      const std::string label = title + "/" + patch.string();
      patches.push_back(label + ": " + reason_of(read_file(project.patches() / label), label));
    }
  }
  std::sort(patches.begin(), patches.end());
  return patches;
}

// CPython's table as makesetup wrote it, and what the registry module adds to it before Python starts.
std::vector<std::string> built_in_modules(const Variant& variant, const VariantParts& parts) {
  std::vector<std::string> names = inittab_names(read_file(parts.config.out / "config.c"));
  for (const ModuleChoice& choice : variant.modules) {
    if (choice.kept && !choice.module->stock) names.push_back(choice.module->name);
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

std::map<std::string, std::string> flags_of(const Variant& variant) {
  std::map<std::string, std::string> flags = variant.optimize;
  flags["wasm-opt"] = join(variant.wasm_opt, " ");
  return flags;
}

// Built-in modules that have a Python module in front of them: private ones that the interpreter does not
// need.
std::vector<std::string> private_modules(const Variant& variant) {
  std::vector<std::string> names;
  for (const ModuleChoice& choice : variant.modules) {
    const Module& module = *choice.module;
    if (choice.kept && !module.user_facing && !module.required) names.push_back(module.name);
  }
  return names;
}

nlohmann::json library_of(const Variant& variant, const fs::path& library) {
  std::vector<LibraryFile> files;
  for (const fs::path& file : list_tree(library)) {
    files.push_back({file.string(), fs::is_symlink(library / file) ? 0 : fs::file_size(library / file)});
  }
  return library_json(files, read_importers(library), private_modules(variant));
}

}  // namespace

Importers read_importers(const fs::path& library) {
  Importers importers;
  for (const fs::path& file : list_tree(library)) {
    if (file.extension() != ".py") continue;
    const std::string source = read_file(library / file);
    for (std::string& module : imported_modules(source, package_of_file(file.string()))) {
      importers[std::move(module)].push_back(file.string());
    }
  }
  return importers;
}

std::string describe(const Workspace& workspace, const Variant& variant, const VariantParts& parts,
                     const std::string& wasm, const fs::path& library, const std::string& git_state) {
  const fs::path facts = parts.cpython.out / "facts/modules.json";
  const std::vector<Source> sources = linked_sources(workspace, variant);
  ManifestInputs inputs;
  inputs.variant = &variant;
  inputs.catalog = &workspace.catalog;
  inputs.target = "wasm32-wasip1";
  inputs.git_state = git_state;
  for (const Source& source : sources) inputs.sources[source.name + " " + source.version] = source.sha256;
  inputs.patches = patches_of(workspace.project(), sources);
  const Source& binaryen = workspace.lock.find("binaryen");
  inputs.tools = {{"sdk", workspace.sdk.version + " " + workspace.sdk.identity},
                  {"binaryen", binaryen.version + " " + binaryen.sha256}};
  inputs.flags = flags_of(variant);
  inputs.licences = {{"wasi-libc", "Apache-2.0 WITH LLVM-exception OR Apache-2.0 OR MIT"},
                     {"libc++", "Apache-2.0 WITH LLVM-exception"},
                     {"compiler-rt", "Apache-2.0 WITH LLVM-exception"}};
  inputs.cxx_exceptions = workspace.sdk.cxx_exceptions;
  inputs.built_in = built_in_modules(variant, parts);
  inputs.absent = absent_modules(variant, parse_json(read_file(facts), facts.string()), inputs.built_in);
  inputs.wasm = wasm::as_bytes(wasm);
  const fs::path sizes = parts.sizes.out / "sizes.json";
  inputs.sizes = parse_sizes(read_file(sizes), sizes.string());
  const fs::path hosts = workspace.project().toolchain() / "hosts.json";
  inputs.hosts = parse_hosts(read_file(hosts), "toolchain/hosts.json");
  const fs::path attribution = parts.attribution.out / "attribution.json";
  inputs.attribution = parse_json(read_file(attribution), attribution.string());
  inputs.library = library_of(variant, library);
  return manifest_text(make_manifest(inputs));
}

}  // namespace pylon

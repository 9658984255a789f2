#include "checkout/build_inputs.hpp"

#include <algorithm>
#include <set>

#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "manifest/build_facts.hpp"
#include "system/files.hpp"
#include "toolchain/patches.hpp"

namespace pylon {
namespace {

// The lock's version of a package's source.
const Source& source_of(const Package& package, const Variant& variant, const Lock& lock) {
  return lock.find(package.source, package.source == "cpython" ? variant.cpython : "");
}

// Lock entries of everything whose code or files are in the artifact: the packages, the C library, and
// the adapter in a component.
std::vector<Source> linked_sources(const PlanSetting& setting, const Lock& lock, const Catalog& catalog,
                                   const Variant& variant) {
  std::vector<Source> sources;
  for (const std::string& name : variant.packages) {
    const Package* package = catalog.find_package(name);
    if (!package->source.empty()) sources.push_back(source_of(*package, variant, lock));
  }
  if (setting.sdk.kind == SdkKind::kAssembled)
    sources.push_back(lock.find("wasi-libc", setting.sdk.libc_version));
  if (variant.component.is_one) sources.push_back(lock.find("wasi-adapter"));
  return sources;
}

// The reason that a patch begins with: "Reason: …", continued by lines that begin with a space.
std::string patch_reason(const std::string& patch, const std::string& label) {
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
void add_patches(const Project& project, const std::vector<Source>& sources, ManifestInputs& inputs) {
  for (const Source& source : sources) {
    const std::string title = source.name + "-" + source.version;
    for (const fs::path& patch : patch_files(project.patches() / title)) {
      const std::string label = title + "/" + patch.string();
      const std::string text = read_file(project.patches() / label);
      inputs.patches.push_back(label + ": " + patch_reason(text, label));
      inputs.patch_digests[label] = sha256_hex(text);
    }
  }
  std::sort(inputs.patches.begin(), inputs.patches.end());
}

}  // namespace

std::map<std::string, std::string> package_versions(const Variant& variant, const Catalog& catalog,
                                                    const Lock& lock) {
  std::map<std::string, std::string> versions;
  for (const std::string& name : variant.packages) {
    const Package* package = catalog.find_package(name);
    versions[name] =
        package->source.empty() ? "part of this project" : source_of(*package, variant, lock).version;
  }
  return versions;
}

std::string catalog_part(const Project& project, const Variant& variant) {
  std::set<std::string> concerned(variant.packages.begin(), variant.packages.end());
  for (const ModuleChoice& choice : variant.modules) {
    if (!choice.not_asked() || choice.module->stock) concerned.insert(choice.module->package);
  }
  const fs::path file = project.modules() / "catalog.json";
  nlohmann::json packages = parse_json(read_file(file), file.string()).at("packages");
  std::erase_if(packages.get_ref<nlohmann::json::object_t&>(),
                [&](const auto& each) { return !concerned.contains(each.first); });
  return packages.dump();
}

std::string lock_part(const Project& project, const Catalog& catalog, const Variant& variant) {
  std::set<std::string> concerned{"binaryen", "wasi-libc"};
  if (variant.component.is_one) concerned.insert({"wasi-adapter", "wasm-tools"});
  for (const std::string& name : variant.packages) concerned.insert(catalog.find_package(name)->source);
  const fs::path file = project.toolchain() / "lock.json";
  nlohmann::json sources = parse_json(read_file(file), file.string()).at("sources");
  std::erase_if(sources.get_ref<nlohmann::json::array_t&>(),
                [&](const nlohmann::json& source) { return !concerned.contains(source.at("name")); });
  return sources.dump();
}

std::map<std::string, std::string> flags_by_part(const Variant& variant, const Sdk& sdk) {
  std::map<std::string, std::string> flags = variant.optimize;
  for (auto& [part, words] : flags) {
    const auto added = sdk.flags.find(part);
    if (added != sdk.flags.end()) words += " " + added->second;
  }
  if (variant.library.has_place()) flags["library"] = variant.library.words();
  if (variant.component.is_one) flags["form"] = variant.component.words();
  if (variant.snapshot) flags["snapshot"] = join(*variant.snapshot, " ");
  return flags;
}

nlohmann::json profile_of(const Project& project, const Variant& variant, int llvm) {
  const auto flags = variant.optimize.find("cpython-profile");
  if (flags == variant.optimize.end()) return nullptr;
  const fs::path folder = project.recipes() / "cpython";
  const fs::path profile = folder / (variant.cpython + ".profdata.gz");
  const fs::path facts = folder / (variant.cpython + ".profile.json");
  const std::string sha256 = fs::exists(profile) ? file_sha256(profile) : "";
  const std::string compiler =
      fs::exists(facts) ? parse_json(read_file(facts), facts.string()).value("compiler", "") : "";
  return cpython_profile(flags->second, variant.cpython, sha256, compiler, llvm);
}

ManifestInputs known_inputs(const PlanSetting& setting, const Lock& lock, const Catalog& catalog,
                            const Variant& variant) {
  const std::vector<Source> sources = linked_sources(setting, lock, catalog, variant);
  ManifestInputs inputs;
  inputs.variant = &variant;
  inputs.catalog = &catalog;
  inputs.target = variant.target();
  for (const Source& source : sources) inputs.sources[source.name + " " + source.version] = source.sha256;
  add_patches(setting.project, sources, inputs);
  const Source& binaryen = lock.find("binaryen");
  inputs.tools = {{"sdk", setting.sdk.version + " " + setting.sdk.identity},
                  {"binaryen", binaryen.version + " " + binaryen.sha256}};
  if (variant.component.is_one) {
    const Source& tools = lock.find("wasm-tools");
    inputs.tools["wasm-tools"] = tools.version + " " + tools.sha256;
  }
  inputs.cpython_profile = profile_of(setting.project, variant, setting.sdk.llvm);
  inputs.flags = flags_by_part(variant, setting.sdk);
  inputs.flags["wasm-opt"] = join(variant.wasm_opt, " ");
  return inputs;
}

}  // namespace pylon

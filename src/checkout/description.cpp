#include "checkout/description.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/json.hpp"
#include "base/text.hpp"
#include "checkout/build_inputs.hpp"
#include "manifest/manifest.hpp"
#include "system/files.hpp"
#include "variant/setup_local.hpp"

namespace pylon {
namespace {

// Built-in modules that users reach through a Python module ("_json" through "json") and that Python can
// start without.
std::vector<std::string> private_modules(const Variant& variant) {
  std::vector<std::string> names;
  for (const ModuleChoice& choice : variant.modules) {
    const Module& module = *choice.module;
    if (choice.kept && !module.user_facing && !module.required) names.push_back(module.name);
  }
  return names;
}

nlohmann::json library_of(const Variant& variant, const std::vector<LibraryPart>& library) {
  std::vector<LibraryFile> files;
  for (const LibraryPart& part : library) {
    for (const fs::path& file : list_tree(part.from)) {
      const fs::path source = part.from / file;
      files.push_back({(part.below / file).generic_string(),
                       fs::is_symlink(source) ? 0 : fs::file_size(source), file_sha256(source)});
    }
  }
  nlohmann::json described = library_json(files, read_importers(library), private_modules(variant));
  if (variant.pyc != Variant().pyc) described["pyc"] = variant.pyc;
  return described;
}

std::map<std::string, Origin> package_origins(const Lock& lock, const Catalog& catalog,
                                              const Variant& variant) {
  std::map<std::string, Origin> origins;
  for (const std::string& name : variant.packages) {
    const Package* package = catalog.find_package(name);
    if (package->source.empty()) {
      origins[name] = {variant.version, "pkg:generic/" + name + "@" + variant.version, ""};
      continue;
    }
    const Source& source = lock.find(package->source, package->source == "cpython" ? variant.cpython : "");
    origins[name] = {source.version, purl_of(source), source.sha256};
  }
  return origins;
}

// Of the packages, and of the libraries that the SDK brings.
std::map<std::string, Origin> origins_of(const Workspace& workspace, const Variant& variant) {
  auto origins = package_origins(workspace.lock(), workspace.catalog(), variant);
  for (const char* name : {"libc++", "compiler-rt"}) origins[name] = llvm_origin(workspace.sdk());
  origins["wasi-libc"] = libc_origin(workspace.sdk(), workspace.lock());
  if (variant.component.is_one) {
    const Source& adapter = workspace.lock().find("wasi-adapter");
    origins["wasi-adapter"] = {adapter.version, purl_of(adapter), adapter.sha256};
  }
  return origins;
}

std::map<std::string, std::string> library_licences(const Lock& lock, const Variant& variant) {
  std::map<std::string, std::string> licences{
      {"wasi-libc", "Apache-2.0 WITH LLVM-exception OR Apache-2.0 OR MIT"},
      {"libc++", "Apache-2.0 WITH LLVM-exception"},
      {"compiler-rt", "Apache-2.0 WITH LLVM-exception"}};
  if (variant.component.is_one) licences["wasi-adapter"] = lock.find("wasi-adapter").licence;
  return licences;
}

HostTable host_table(const Project& project) {
  return parse_hosts(read_file(project.toolchain() / "hosts.json"), "toolchain/hosts.json");
}

// Source: purl-spec, types/pypi-definition.json: lower case, and "_" is "-".
std::string pypi_name(std::string name) {
  for (char& each : name)
    each = each == '_' ? '-' : each >= 'A' && each <= 'Z' ? static_cast<char>(each + 32) : each;
  return name;
}

// All but letters, digits and "-._~" as %XX, colons as they are.
std::string percent_encoded(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       std::string_view("-._~:").find(c) != std::string_view::npos;
    out += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

// The package URL of a part of a wasi-sdk. Without a VERSION file it is not known which wasi-sdk it was, and
// the part stands for itself: "pkg:generic/wasi-libc".
std::string wasi_sdk_purl(const Sdk& sdk, const std::string& part, const std::string& version) {
  constexpr std::string_view kTool = "wasi-sdk ";
  if (sdk.version.starts_with(kTool))
    return "pkg:github/webassembly/wasi-sdk@wasi-sdk-" + percent_encoded(sdk.version.substr(kTool.size()));
  return "pkg:generic/" + part + (version.empty() ? "" : "@" + percent_encoded(version));
}

}  // namespace

Importers read_importers(const std::vector<LibraryPart>& library) {
  Importers importers;
  for (const LibraryPart& part : library) {
    for (const fs::path& file : list_tree(part.from)) {
      if (file.extension() != ".py") continue;
      const std::string place = (part.below / file).string(), source = read_file(part.from / file);
      for (std::string& module : imported_modules(source, package_of_file(place)))
        importers[std::move(module)].push_back(place);
    }
  }
  for (auto& [module, files] : importers) std::ranges::sort(files);
  return importers;
}

std::string describe(const Workspace& workspace, const Variant& variant, const VariantParts& parts,
                     const std::string& wasm, const std::string& git_state) {
  const fs::path facts = parts.cpython.out / "facts/modules.json";
  ManifestInputs inputs = known_inputs(workspace.setting(), workspace.lock(), workspace.catalog(), variant);
  inputs.git_state = git_state;
  inputs.licences = library_licences(workspace.lock(), variant);
  inputs.cxx_exceptions = workspace.sdk().cxx_exceptions;
  inputs.built_in = built_in_modules(read_file(parts.config.out / "config.c"), registered_modules(variant));
  inputs.absent = absent_modules(variant, parse_json(read_file(facts), facts.string()), inputs.built_in);
  inputs.wasm = wasm::as_bytes(wasm);
  const fs::path sizes = parts.sizes.out / "sizes.json";
  inputs.sizes = parse_sizes(read_file(sizes), sizes.string());
  const fs::path archive = parts.archive.out / "archive.json";
  inputs.archive = parse_json(read_file(archive), archive.string()).at("bytes");
  inputs.hosts = host_table(workspace.project());
  const fs::path attribution = parts.attribution.out / "attribution.json";
  inputs.attribution = parse_json(read_file(attribution), attribution.string());
  inputs.library = library_of(variant, library_parts(variant, parts));
  const fs::path snapshot = parts.finished.out / "snapshot.json";
  if (parts.snapshot) inputs.snapshot = parse_json(read_file(snapshot), snapshot.string());
  const std::string symbols = read_file(parts.attribution.out / "symbols.tsv");
  inputs.components = components_json({&variant, &workspace.catalog(), origins_of(workspace, variant),
                                       inputs.licences, &inputs.attribution, symbols});
  return manifest_text(make_manifest(inputs));
}

nlohmann::json made_again(const Project& project, const Catalog& catalog, const Variant& variant,
                          const nlohmann::json& manifest, std::string_view symbols) {
  const Lock lock = load_lock(project.toolchain());
  const auto licences = library_licences(lock, variant);
  nlohmann::json again{
      {"hosts", hosts_for(host_table(project), manifest)},
      {"licences", licences_for(catalog, variant, licences)},
      {"stdlib", library_of(variant, {{"lib/", project.artifacts() / variant.name / "lib", ""}})}};
  if (!manifest.contains("components")) return again;
  auto origins = package_origins(lock, catalog, variant);
  for (const nlohmann::json& each : manifest.at("components")) {
    if (each.at("kind") == "runtime")  // what the SDK was, no file says
      origins[each.at("name")] = {each.value("version", ""), each.at("purl"), each.value("sha256", "")};
  }
  again["components"] =
      components_json({&variant, &catalog, origins, licences, &manifest.at("attribution"), symbols});
  return again;
}

std::string purl_of(const Source& source) {
  std::string url;
  for (const Place& place : source.places) {
    if (place.kind == "pypi")
      return fmt::format("pkg:pypi/{}@{}", pypi_name(place.package), percent_encoded(source.version));
    if (place.kind == "crate")
      return fmt::format("pkg:cargo/{}@{}", place.package, percent_encoded(source.version));
    if (place.kind == "debian") {
      const std::string& version = place.version.empty() ? source.version : place.version;
      return fmt::format("pkg:deb/debian/{}@{}?distro={}", place.package, percent_encoded(version),
                         place.suite);
    }
    if (place.kind == "url" && url.empty()) url = place.url;
  }
  std::string purl = fmt::format("pkg:generic/{}@{}?checksum=sha256:{}", source.name,
                                 percent_encoded(source.version), source.sha256);
  if (!url.empty()) purl += "&download_url=" + percent_encoded(url);
  return purl;
}

Origin llvm_origin(const Sdk& sdk) {
  if (sdk.kind == SdkKind::kAssembled) {
    const std::string package = "llvm-toolchain-" + std::to_string(sdk.llvm);
    return {sdk.llvm_version,
            fmt::format("pkg:deb/debian/{}@{}?arch=source", package, percent_encoded(sdk.llvm_version)), ""};
  }
  return {sdk.llvm_version, wasi_sdk_purl(sdk, "llvm", sdk.llvm_version), ""};
}

Origin libc_origin(const Sdk& sdk, const Lock& lock) {
  if (sdk.kind == SdkKind::kAssembled) {
    const Source& source = lock.find("wasi-libc", sdk.libc_version);
    return {source.version, purl_of(source), source.sha256};
  }
  return {sdk.libc_version, wasi_sdk_purl(sdk, "wasi-libc", sdk.libc_version), ""};
}

}  // namespace pylon

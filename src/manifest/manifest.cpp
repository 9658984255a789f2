#include "manifest/manifest.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/embedded.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "manifest/build_facts.hpp"
#include "manifest/module_facts.hpp"
#include "manifest/rows.hpp"
#include "variant/module_needs.hpp"

namespace pylon {
namespace {

using Json = nlohmann::json;

// The version of a lock entry among the sources: they are called "<name> <version>".
std::string source_version(const ManifestInputs& inputs, const Package& package) {
  if (package.source == "cpython") return inputs.variant->cpython;
  if (package.source.empty()) return "part of this project";
  const std::string prefix = package.source + " ";
  const auto found = inputs.sources.lower_bound(prefix);
  if (found == inputs.sources.end() || !found->first.starts_with(prefix)) {
    throw Error(
        fmt::format("package {}: the manifest has no source called '{}'", package.name, package.source));
  }
  return found->first.substr(prefix.size());
}

const Package& package_of(const Catalog& catalog, const std::string& name) {
  const Package* package = catalog.find_package(name);
  if (package == nullptr) throw Error(fmt::format("package {} is not in the catalogue", name));
  return *package;
}

Json identity(const ManifestInputs& inputs) {
  Json packages = Json::object();
  for (const std::string& name : inputs.variant->packages) {
    packages[name] = source_version(inputs, package_of(*inputs.catalog, name));
  }
  Json identity{{"variant", inputs.variant->name},
                {"version", inputs.variant->version},
                {"description", inputs.variant->description},
                {"files", inputs.variant->files},
                {"cpython", inputs.variant->cpython},
                {"packages", packages},
                {"target", inputs.target},
                {"git", inputs.git_state}};
  if (!inputs.variant->old_name.empty()) identity["old_name"] = inputs.variant->old_name;
  if (!inputs.variant->old_name_until.empty()) identity["old_name_until"] = inputs.variant->old_name_until;
  return identity;
}

Json build_inputs(const ManifestInputs& inputs) {
  Json patches = Json::array();
  for (const std::string& line : inputs.patches) {
    const std::size_t colon = line.find(": ");
    const std::string reason = colon == std::string::npos ? "" : line.substr(colon + 2);
    patches.push_back({{"file", line.substr(0, colon)}, {"reason", reason}});
    const auto digest = inputs.patch_digests.find(line.substr(0, colon));
    if (digest != inputs.patch_digests.end()) patches.back()["sha256"] = digest->second;
  }
  Json known{
      {"sources", inputs.sources}, {"patches", patches}, {"tools", inputs.tools}, {"flags", inputs.flags}};
  if (!inputs.cpython_profile.is_null()) known["cpython_profile"] = inputs.cpython_profile;
  return known;
}

Json file_facts(const ManifestInputs& inputs) {
  const FileSizes& sizes = inputs.sizes;
  if (sizes.raw != inputs.wasm.size()) {
    throw Error(
        fmt::format("the sizes are those of another file: {} bytes, not {}", sizes.raw, inputs.wasm.size()));
  }
  return {{"bytes", sizes.raw},
          {"sha256", sizes.sha256},
          {"compressed", {{"gzip", sizes.gzip}, {"brotli", sizes.brotli}, {"zstd", sizes.zstd}}}};
}

Json modules(const ManifestInputs& inputs) {
  Json absent = Json::array();
  for (const AbsentModule& module : inputs.absent)
    absent.push_back({{"name", module.name}, {"reason", module.reason}});
  return {{"built_in", inputs.built_in}, {"absent", absent}};
}

// Totals of the rows by package.
Json packages(const Json& manifest) {
  std::map<std::string, std::pair<std::uint64_t, std::uint64_t>> totals;
  for (const Row& row : read_rows(manifest)) {
    if (row.package.empty()) continue;
    totals[row.package].first += row.code;
    totals[row.package].second += row.data;
  }
  Json list = Json::object();
  for (const auto& [name, total] : totals) list[name] = {{"code", total.first}, {"data", total.second}};
  return list;
}

void check_sum(const Json& attribution, std::uint64_t bytes) {
  const Json& check = attribution.at("check");
  if (check.at("unexplained") == 0 && check.at("file") == bytes) return;
  throw Error(
      fmt::format("the rows of the attribution add up to {} bytes of {}", check.at("rows").dump(), bytes),
      "this is a defect of pylonctl; please report it with the file");
}

const Json& schema() {
  static const Json parsed = Json::parse(embedded::manifest_schema);
  return parsed;
}

// What CPython's configure looks for before it builds a module; a package that brings it makes the module
// possible.
std::string_view library_of(std::string_view module) {
  static const std::map<std::string_view, std::string_view> libraries{
      {"_bz2", "bzip2"},      {"_ctypes", "libffi"},    {"_curses", "ncurses"},  {"_curses_panel", "ncurses"},
      {"_dbm", "gdbm"},       {"_gdbm", "gdbm"},        {"_hashlib", "OpenSSL"}, {"_lzma", "xz"},
      {"_sqlite3", "SQLite"}, {"_ssl", "OpenSSL"},      {"_tkinter", "Tcl/Tk"},  {"_uuid", "libuuid"},
      {"_zstd", "zstd"},      {"readline", "readline"}, {"zlib", "zlib"}};
  const auto found = libraries.find(module);
  return found == libraries.end() ? std::string_view() : found->second;
}

// Names that CPython's Setup.stdlib.in keeps for its own tests and examples.
bool for_tests(std::string_view module) {
  return module.starts_with("_test") || module.starts_with("xx") || module.starts_with("_xxtest") ||
         module == "_ctypes_test";
}

std::string configure_reason(const std::string& module, const std::string& state) {
  if (for_tests(module)) return "only for CPython's own tests";
  if (state == "n/a") return "not available on WASI";
  if (state == "disabled") return "switched off when CPython was configured";
  const std::string_view library = library_of(module);
  if (library.empty()) return "needs a library that CPython's configure did not find";
  return fmt::format("needs {} (no package in the catalogue)", library);
}

}  // namespace

Json make_known(const ManifestInputs& inputs) {
  return {{"identity", identity(inputs)}, {"inputs", build_inputs(inputs)}};
}

Json licences_for(const Catalog& catalog, const Variant& variant,
                  const std::map<std::string, std::string>& libraries) {
  Json list = libraries;
  for (const std::string& name : variant.packages) list[name] = package_of(catalog, name).licence;
  return list;
}

Json hosts_for(const HostTable& table, const Json& manifest) {
  auto needs = manifest.at("features").at("used").get<std::vector<std::string>>();
  for (const Json& entry : manifest.at("interface").at("imports")) {
    const std::string module = entry.at("module"), name = entry.at("name");
    // A component's interfaces have a version, which says in which of them a function is new.
    const std::string interface = module.substr(0, module.find('@'));
    for (const std::string& need : {interface, interface + "." + name}) {
      if (std::ranges::find(needs, need) == needs.end() && table.features.contains(need))
        needs.push_back(need);
    }
  }
  return host_needs(table, needs);
}

Json make_manifest(const ManifestInputs& inputs) {
  Json manifest = module_facts(inputs.wasm);
  manifest["$schema"] = "../../src/manifest/manifest.schema.json";  // as seen from artifacts/<variant>/
  manifest["manifest_version"] = kManifestVersion;
  manifest.update(make_known(inputs));
  manifest["file"] = file_facts(inputs);
  manifest["modules"] = modules(inputs);
  manifest["manifest_digest"] = manifest_digest(manifest);
  manifest["features"]["cxx_exceptions"] = inputs.cxx_exceptions;
  manifest["memory"]["stack_bytes"] = inputs.variant->stack_bytes;
  manifest["licences"] = licences_for(*inputs.catalog, *inputs.variant, inputs.licences);
  manifest["attribution"] = inputs.attribution;
  check_sum(inputs.attribution, inputs.wasm.size());
  manifest["packages"] = packages(manifest);
  manifest["hosts"] = hosts_for(inputs.hosts, manifest);
  manifest["stdlib"] = inputs.library;
  if (!inputs.snapshot.is_null()) manifest["snapshot"] = inputs.snapshot;
  if (inputs.archive > 0) manifest["shipped"] = {{"archive", inputs.archive}};
  if (!inputs.components.is_null()) manifest["components"] = inputs.components;
  return manifest;
}

std::string manifest_text(const Json& manifest) { return json_text(manifest); }

Json read_manifest(std::string_view text, const std::string& name, std::vector<std::string>* unknown) {
  Json manifest = parse_json(text, name);
  const bool numbered = manifest.is_object() && manifest.contains("manifest_version") &&
                        manifest["manifest_version"].is_number_integer();
  if (!numbered)
    throw Error(fmt::format("{}: not a manifest: it has no manifest_version", name),
                "name a manifest.json or baseline.json");
  const auto version = manifest["manifest_version"].get<std::int64_t>();
  if (version > kManifestVersion) {
    throw Error(fmt::format("{}: manifest_version {} is newer than this pylonctl reads ({})", name, version,
                            kManifestVersion),
                "use the pylonctl that wrote it, or a newer one");
  }
  if (version < 1) throw Error(fmt::format("{}: there is no manifest_version {}", name, version));
  if (unknown == nullptr)
    validate_json(manifest, schema(), name);
  else
    *unknown = validate_known_json(manifest, schema(), name);
  return manifest;
}

FileSizes file_sizes_of(const Json& manifest) {
  const Json& file = manifest.at("file");
  const Json& compressed = file.at("compressed");
  return {file.at("bytes"), compressed.at("gzip"), compressed.at("brotli"), compressed.at("zstd"),
          file.at("sha256")};
}

std::vector<AbsentModule> absent_modules(const Variant& variant,
                                         const std::map<std::string, std::string>& states,
                                         const std::vector<std::string>& built_in) {
  std::map<std::string, std::string> reasons;
  for (const auto& [module, state] : states) {
    reasons[module] = state == "yes" ? "not linked" : configure_reason(module, state);
  }
  for (const ModuleChoice& choice : variant.modules) {
    if (choice.kept) {
      // An optional module that configure does not know in this version.
      reasons.try_emplace(choice.module->name, "not a part of this CPython");
    } else if (choice.module->stock || !choice.not_asked()) {
      // Of other people's packages, what nobody asked for is not missed.
      reasons[choice.module->name] = absence_of(choice);
    }
  }
  for (const std::string& module : built_in) reasons.erase(module);
  std::vector<AbsentModule> absent;
  for (auto& [module, reason] : reasons) absent.push_back({module, std::move(reason)});
  return absent;
}

}  // namespace pylon

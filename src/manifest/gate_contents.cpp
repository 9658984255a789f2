// Rules about what is in an artifact, modules, packages, imports and features, and about what it was made of:
// the profile of CPython, and the versions of vendored code.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "base/text.hpp"
#include "manifest/build_facts.hpp"
#include "manifest/gate_rules.hpp"
#include "manifest/module_facts.hpp"
#include "manifest/rows.hpp"

namespace pylon {
namespace {

using Json = nlohmann::json;

std::vector<std::string> built_in(const GateInput& input) {
  return input.manifest->at("modules").at("built_in");
}

// The keys of an object in the manifest; none when it is not there.
std::vector<std::string> keys(const Json& manifest, const char* group, const char* name) {
  std::vector<std::string> list;
  if (!manifest.contains(group) || !manifest.at(group).contains(name)) return list;
  for (const auto& [key, value] : manifest.at(group).at(name).items()) list.push_back(key);
  return list;
}

bool allowed_by(const std::vector<std::string>& globs, const std::string& name) {
  return std::ranges::any_of(globs, [&](const std::string& glob) { return glob_matches(glob, name); });
}

// A glob stands for every module of this CPython's catalogue that it matches: "nanoarrow.*" is all of it, not
// any of it.
std::set<std::string> required_modules(const GateInput& input) {
  std::set<std::string> names;
  for (const std::string& glob : input.variant->gate.require_modules) {
    bool known = false;
    for (const ModuleChoice& choice : input.variant->modules) {
      if (!glob_matches(glob, choice.module->name)) continue;
      names.insert(choice.module->name);
      known = true;
    }
    if (!known) names.insert(glob);  // another CPython's
  }
  return names;
}

std::string why_absent(const GateInput& input, const std::string& name) {
  for (const Json& entry : input.manifest->at("modules").at("absent")) {
    if (entry.at("name") == name) return entry.at("reason");
  }
  return "the manifest does not say why";
}

GateCheck check_required(const GateInput& input) {
  if (input.variant->gate.require_modules.empty()) {
    return skipped_check(input, "required-module", "", "no module is required");
  }
  GateCheck check = start_check(input, "required-module", "/gate/require_modules");
  const std::set<std::string> required = required_modules(input);
  const std::vector<std::string> there = built_in(input);
  for (const std::string& name : required) {
    if (std::ranges::find(there, name) != there.end()) continue;
    fail(check, name, "absent", "built in",
         fmt::format("{} is required and absent: {}.", name, why_absent(input, name)),
         fmt::format("pylonctl why {} {}", input.variant->name, name));
  }
  check.found = fmt::format("{} of {}", required.size() - check.failures.size(), required.size());
  check.allowed = "all";
  return check;
}

// Where each name of the artifact occurs. A row also counts under the name of its package.
std::map<std::string, std::vector<std::string>> names_in(const GateInput& input) {
  std::map<std::string, std::vector<std::string>> places;
  const Json& manifest = *input.manifest;
  for (const std::string& name : built_in(input)) places[name].push_back("built in");
  std::map<std::string, std::uint64_t> package_bytes;
  for (const Row& row : read_rows(manifest)) {
    if (!row.package.empty()) package_bytes[row.package] += row.bytes();
    if (row.kind == "module" || row.kind == "library") {
      places[row.name].push_back(with_thousands(row.bytes()) + " bytes");
    }
  }
  for (const auto& [name, bytes] : package_bytes)
    places[name].push_back(fmt::format("package with {} bytes", with_thousands(bytes)));
  for (const std::string& name : keys(manifest, "identity", "packages"))
    places[name].push_back("package linked");
  for (const std::string& name : keys(manifest, "stdlib", "packages"))
    places[name].push_back("package in site-packages");
  for (const char* kind : {"packages", "modules"}) {
    if (!manifest.contains("inside")) break;
    for (const std::string& name : keys(manifest, "inside", kind))
      places[name].push_back("in the library inside");
  }
  for (const std::string& name : keys(manifest, "stdlib", "modules")) places[name].push_back("in lib/");
  if (!manifest.contains("snapshot")) return places;
  for (const Json& name : manifest.at("snapshot").at("modules"))
    places[name.get<std::string>()].push_back("in the snapshot");
  return places;
}

GateCheck check_forbidden(const GateInput& input) {
  const std::vector<std::string>& globs = input.variant->gate.forbid_modules;
  if (globs.empty()) return skipped_check(input, "forbidden-module", "", "nothing is forbidden");
  GateCheck check = start_check(input, "forbidden-module", "/gate/forbid_modules");
  for (const auto& [name, places] : names_in(input)) {
    const auto glob =
        std::ranges::find_if(globs, [&](const std::string& each) { return glob_matches(each, name); });
    if (glob == globs.end()) continue;
    fail(check, name, join(places, ", "), "nothing that matches " + *glob,
         fmt::format("{} is in the artifact ({}), and {} is forbidden.", name, join(places, ", "), *glob),
         fmt::format("pylonctl why {} {}", input.variant->name, name));
  }
  check.found = check.failures.empty() ? "none" : fmt::format("{}", check.failures.size());
  check.allowed = "none of " + join(globs, " ");
  return check;
}

GateCheck check_dynlink(const GateInput& input) {
  GateCheck check = start_check(input, "dynlink-name", "");
  for (const auto& [name, places] : names_in(input)) {
    if (!shows_dynlink(name)) continue;
    fail(check, name, join(places, ", "), "only _<name>_dynlink_cap",
         fmt::format("{} shows \"_dynlink\" to users.", name),
         fmt::format("pylonctl why {} {}", input.variant->name, name));
  }
  check.found = check.failures.empty() ? "none" : fmt::format("{}", check.failures.size());
  check.allowed = "none";
  return check;
}

GateCheck check_list(const GateInput& input, const char* rule, const std::string& path,
                     const std::optional<std::vector<std::string>>& globs, std::vector<std::string> names,
                     const char* sentence) {
  if (!globs) return skipped_check(input, rule, "", "no list is set");
  GateCheck check = start_check(input, rule, path);
  std::ranges::sort(names);
  for (const std::string& name : names) {
    if (allowed_by(*globs, name)) continue;
    fail(check, name, name, join(*globs, " "), fmt::format(fmt::runtime(sentence), name),
         diff_command(input));
  }
  check.found = fmt::format("{} of {}", names.size() - check.failures.size(), names.size());
  check.allowed = join(*globs, " ");
  return check;
}

// The build refuses them too: this is for manifests that something else wrote.
GateCheck check_worlds(const GateInput& input) {
  if (!input.manifest->contains("snapshot"))
    return skipped_check(input, "two-worlds", "", "the file starts from nothing");
  GateCheck check = start_check(input, "two-worlds", "/snapshot");
  std::uint64_t bytes = 0;
  for (const auto& [name, size] : input.manifest->at("snapshot").at("differences").items()) {
    bytes += size.get<std::uint64_t>();
    if (name != "heap" && name != "stack") continue;
    fail(check, name, with_thousands(size.get<std::uint64_t>()) + " bytes", "none",
         fmt::format("{} bytes of the {} depend on the clock or on randomness of the start.",
                     with_thousands(size.get<std::uint64_t>()), name),
         "pylonctl build " + input.variant->name);
  }
  check.found = with_thousands(bytes) + " bytes";
  check.allowed = "static data of Modules/_pylon_snapshot/allowed";
  return check;
}

using Json = nlohmann::json;

// A variant that asks for no profile passes: that is deliberate. One that asks for a profile that does not
// exist, or not for this compiler, fails.
GateCheck check_profile(const GateInput& input) {
  const Json profile = profile_in(*input.manifest);
  if (profile.is_null()) {
    const bool asks = input.variant->optimize.contains("cpython-profile");
    return skipped_check(input, "cpython-profile", "",
                         asks ? "the manifest does not say: build again" : "the variant says nothing of one");
  }
  GateCheck check = start_check(input, "cpython-profile", "");
  check.found = profile_words(profile);
  const std::string version = input.manifest->at("identity").at("cpython");
  check.allowed = "a profile of " + version;
  if (profile_is_lost(profile)) {
    const bool missing = profile_is_missing(profile);
    fail(check, "cpython " + version, check.found, check.allowed,
         missing ? fmt::format("CPython {} was compiled without a profile: there is no "
                               "toolchain/recipes/cpython/{}.profdata.gz.",
                               version, version)
                 : fmt::format("CPython {} was compiled with {}.", version, check.found),
         "toolchain/update-profile");
  }
  return check;
}

// Code that its authors give no version is known as such to the catalogue.
bool has_no_version(const Catalog* catalog, const std::string& package, const std::string& vendor) {
  const Package* found = catalog == nullptr ? nullptr : catalog->find_package(package);
  if (found == nullptr) return false;
  const auto entry = std::ranges::find(found->vendors, vendor, &Vendor::name);
  return entry != found->vendors.end() && entry->version.empty();
}

void fail_vendor(GateCheck& check, const GateInput& input, const std::string& package,
                 const std::string& vendor) {
  const Json& packages = input.manifest->at("identity").at("packages");
  fail(check, vendor, "no version", "its version",
       fmt::format("{}, in {} {}, has no version in the manifest and so none in the bill of materials: "
                   "Modules/catalog.json described another version of {} when it was built.",
                   vendor, package, packages.value(package, ""), package),
       "pylonctl setup --check " + input.variant->name);
}

GateCheck check_vendors(const GateInput& input) {
  if (!input.manifest->contains("components"))
    return skipped_check(input, "vendor-version", "", "the manifest has no components");
  GateCheck check = start_check(input, "vendor-version", "");
  std::size_t count = 0;
  for (const Json& component : input.manifest->at("components")) {
    if (component.at("kind") != "vendor") continue;
    ++count;
    const std::string name = component.at("name"), package = component.at("of");
    if (!component.contains("version") && !has_no_version(input.catalog, package, name))
      fail_vendor(check, input, package, name);
  }
  check.found = fmt::format("{} of {}", count - check.failures.size(), count);
  check.allowed = fmt::format("{} of {}", count, count);
  return check;
}

}  // namespace

void check_modules(const GateInput& input, GateChecks& checks) {
  checks.push_back(check_required(input));
  checks.push_back(check_forbidden(input));
  checks.push_back(check_worlds(input));
  checks.push_back(check_dynlink(input));
}

void check_interface(const GateInput& input, GateChecks& checks) {
  std::vector<std::string> imports;
  for (const Json& entry : input.manifest->at("interface").at("imports")) {
    imports.push_back(entry.at("module").get<std::string>() + "." + entry.at("name").get<std::string>());
  }
  checks.push_back(check_list(input, "import-allowed", "/gate/imports", input.variant->gate.imports, imports,
                              "pylon.wasm asks its host for {}, which is not on the list."));
  const Json& features = input.manifest->at("features");
  std::optional<std::vector<std::string>> allowed = input.variant->gate.features;
  // Who builds with an SDK that can throw wants it.
  if (allowed && features.value("cxx_exceptions", "") == "wasm") allowed->emplace_back("exception-handling");
  if (allowed && input.variant->component.is_one) allowed->emplace_back(kComponentModel);
  checks.push_back(check_list(input, "feature-allowed", "/gate/features", allowed, features.at("used"),
                              "pylon.wasm uses the WebAssembly feature {}, which is not on the list."));
}

void check_inputs(const GateInput& input, GateChecks& checks) {
  checks.push_back(check_profile(input));
  checks.push_back(check_vendors(input));
}

}  // namespace pylon

#include "variant/variant.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <string_view>

#include "base/error.hpp"
#include "base/text.hpp"
#include "variant/layers.hpp"
#include "variant/module_needs.hpp"

namespace pylon {
namespace {

constexpr const char* kReleaseLevel = "release";  // what a variant is without a level

using Json = nlohmann::json;

void check_packages(const Merged& merged, const Catalog& catalog, const std::string& file) {
  if (!merged.packages.contains("cpython")) {
    throw Error(fmt::format("{}: /packages: every variant needs the package 'cpython'", file));
  }
  for (const auto& [name, from] : merged.packages) {
    for (const std::string& need : catalog.find_package(name)->needs) {
      if (merged.packages.contains(need)) continue;
      const auto drop = merged.drops.find(need);
      const std::string why = drop == merged.drops.end() ? "which is not among the packages"
                                                         : fmt::format("which {} drops", drop->second.file);
      throw Error(fmt::format("{}: /packages: package '{}' needs '{}', {}", from, name, need, why));
    }
  }
  for (const auto& [name, from] : merged.keeps) {
    const std::string& package = catalog.find_module(name)->package;
    if (!merged.packages.contains(package)) {
      throw Error(fmt::format("{}: /keep/{}: its package '{}' is not among the packages of {}", from, name,
                              package, file));
    }
  }
}

ModuleChoice choose(const Module& module, const Merged& merged, const std::string& file) {
  for (const std::string& name : {module.name, module.package}) {
    if (const auto drop = merged.drops.find(name); drop != merged.drops.end()) {
      return {&module, false, drop->second.reason, drop->second.file, name};
    }
  }
  const auto package = merged.packages.find(module.package);
  if (package == merged.packages.end()) {
    return {&module, false, fmt::format("package '{}' is not among the packages", module.package), file, ""};
  }
  const auto keep = merged.keeps.find(module.name);
  return {&module, true, "", keep == merged.keeps.end() ? package->second : keep->second, ""};
}

// A field that the chain as a whole must set, such as "memory/stack_bytes".
const Json& need(const Merged& merged, const std::string& field, const std::vector<std::string>& files) {
  const Json::json_pointer place("/" + field);
  if (!merged.fields.contains(place)) {
    throw Error(fmt::format("{}: the field '{}' is missing, and nothing that it extends sets it",
                            files.front(), field));
  }
  return merged.fields.at(place);
}

void check_optimize(const Layer& layer, const Catalog& catalog) {
  std::vector<std::string> known = package_names(catalog);
  known.insert(known.end(), {"default", "cpython-cold", "cpython-loop", "cpython-profile"});
  for (const auto& [recipe, flags] : layer.fields.value("optimize", std::map<std::string, std::string>{})) {
    if (std::find(known.begin(), known.end(), recipe) != known.end()) continue;
    throw Error(fmt::format("{}: /optimize/{}: unknown recipe '{}'{}", layer.file, recipe, recipe,
                            did_you_mean_or_known(recipe, known)));
  }
}

void check_compared(const Variant& variant, const std::vector<std::string>& known) {
  const std::string& other = variant.compare_with;
  if (other.empty() || (other != variant.name && std::ranges::find(known, other) != known.end())) return;
  throw Error(fmt::format("{}: /compare_with: {}", variant.files.front(),
                          other == variant.name ? "a variant cannot be compared with itself"
                                                : fmt::format("unknown variant '{}'{}", other,
                                                              did_you_mean_or_known(other, known))),
              "name another variant, or leave the field out");
}

// Parents first.
std::vector<GateLayer> gate_layers(const std::vector<Layer>& chain) {
  std::vector<GateLayer> layers;
  for (auto layer = chain.rbegin(); layer != chain.rend(); ++layer)
    layers.push_back({layer->file, &layer->fields});
  return layers;
}

// What the chain as a whole sets, but for packages, modules and the gate.
void read_settings(const Merged& merged, Variant& variant) {
  need(merged, "optimize", variant.files).get_to(variant.optimize);
  need(merged, "wasm_opt", variant.files).get_to(variant.wasm_opt);
  const Json levels = merged.fields.value("levels", Json::object());
  for (const auto& [level, settings] : levels.items()) settings.at("wasm_opt").get_to(variant.levels[level]);
  need(merged, "memory/stack_bytes", variant.files).get_to(variant.stack_bytes);
  need(merged, "memory/initial_bytes", variant.files).get_to(variant.initial_memory_bytes);
  if (variant.stack_bytes >= variant.initial_memory_bytes)
    throw Error(fmt::format("{}: /memory: a stack of {} bytes leaves nothing of {} bytes of memory for data",
                            variant.files.front(), variant.stack_bytes, variant.initial_memory_bytes));
  variant.budgets = merged.fields.value("budgets", variant.budgets);
  variant.version = merged.fields.value("version", variant.version);
  variant.old_name = need(merged, "old_name", variant.files);
  variant.old_name_until = merged.fields.value("old_name_until", "");
  variant.stdlib_exclude = merged.fields.value("stdlib_exclude", variant.stdlib_exclude);
  variant.pyc = merged.fields.value("pyc", variant.pyc);
  variant.smokes_may_skip = merged.fields.value("smokes_may_skip", false);
  const Json library = merged.fields.value("library", Json::object());
  variant.library.where = library.value("where", variant.library.where);
  variant.library.pack = library.value("pack", variant.library.pack);
  variant.library.sources = library.value("sources", variant.library.sources);
  variant.component.is_one = merged.fields.value("form", "module") == "component";
  variant.component.exit_with_code = merged.fields.value("exit_with_code", true);
  const Json snapshot = merged.fields.value("snapshot", Json(false));
  if (snapshot.is_array()) variant.snapshot = snapshot.get<std::vector<std::string>>();
}

// The file's own reader of deflate is zlib's.
void check_library_setting(const Variant& variant) {
  if (!variant.library.is_inside() || variant.library.pack != "deflate" ||
      std::ranges::find(variant.packages, "zlib") != variant.packages.end())
    return;
  throw Error(
      fmt::format("{}: /library/pack: \"deflate\" needs the package 'zlib', which is not among the packages",
                  variant.files.front()),
      "ask for zlib under /packages, or pack with \"lz4\"");
}

void check_component(const Merged& merged, const Variant& variant) {
  if (variant.component.is_one || !merged.fields.contains("exit_with_code")) return;
  throw Error(variant.files.front() + ": /exit_with_code: a module ends with any code on every host",
              "leave it out, or say \"form\": \"component\"");
}

// What an import of these makes depends on the start, and such is never in a snapshot. The build would find
// that out too, and much later.
constexpr std::array<std::string_view, 6> kPerStart{"logging", "multiprocessing", "random",
                                                    "secrets", "tempfile",        "uuid"};

}  // namespace

std::string ComponentSetting::words() const {
  return exit_with_code ? "component, ends with any code" : "component, ends with 0 or 1";
}

std::string LibrarySetting::words() const {
  if (where == "either") return "in the folder lib/, with a place for one inside";
  if (!is_inside()) return "in the folder lib/";
  return fmt::format("inside, {}, {} sources", pack == "stored" ? pack : "packed with " + pack,
                     sources ? "with" : "without");
}

Variant at_level(Variant variant, const std::string& level) {
  if (level.empty() || level == kReleaseLevel) return variant;
  const auto found = variant.levels.find(level);
  if (found == variant.levels.end()) {
    std::vector<std::string> known{kReleaseLevel};
    for (const auto& [name, arguments] : variant.levels) known.push_back(name);
    throw Error(
        fmt::format("{} has no level '{}'{}", variant.name, level, did_you_mean_or_known(level, known)),
        "its levels: " + join(known, ", "));
  }
  variant.wasm_opt = found->second;
  variant.level = level;
  return variant;
}

Variant load_variant(const std::string& name, const ReadVariant& read, const std::vector<std::string>& known,
                     const Catalog& catalog, const Json& schema, const std::string& cpython) {
  if (!cpython.empty() && !cpython.starts_with("3.")) {
    throw Error(fmt::format("'{}' is not a version of CPython", cpython), "give it in full, as in 3.13.5");
  }
  const std::vector<Layer> chain = read_chain(name, read, known, schema);
  for (const Layer& layer : chain) check_optimize(layer, catalog);
  const Merged merged = merge(chain, catalog);

  Variant variant;
  variant.name = name;
  for (const Layer& layer : chain) variant.files.push_back(layer.file);
  check_packages(merged, catalog, variant.files.front());
  variant.description = need(merged, "description", variant.files);
  variant.abstract = merged.fields.at("abstract");
  variant.cpython = cpython.empty() ? need(merged, "cpython", variant.files).get<std::string>() : cpython;
  for (const auto& [package, file] : merged.packages) variant.packages.push_back(package);
  for (const Module& module : catalog.modules) {
    if (!cpython_matches(module.cpython, variant.cpython)) continue;
    variant.modules.push_back(choose(module, merged, variant.files.front()));
  }
  read_settings(merged, variant);
  variant.compare_with = chain.front().fields.value("compare_with", "");
  check_compared(variant, known);
  variant.gate = merge_gate(gate_layers(chain), catalog);
  check_module_needs(variant);
  check_required_modules(variant);
  check_library_setting(variant);
  check_component(merged, variant);
  check_snapshot(variant);
  return variant;
}

void check_snapshot(const Variant& variant) {
  if (!variant.snapshot) return;
  const std::string& file = variant.files.front();
  if (!variant.library.is_inside())
    throw Error(file + ": /snapshot: it is taken without any folder, so the library has to be inside",
                "add \"library\": {\"where\": \"inside\"}");
  for (std::size_t i = 0; i < variant.snapshot->size(); ++i) {
    const std::string& name = variant.snapshot->at(i);
    const std::string path = fmt::format("{}: /snapshot/{}: ", file, i);
    if (std::ranges::find(kPerStart, name.substr(0, name.find('.'))) != kPerStart.end())
      throw Error(
          fmt::format(
              "{}'{}' cannot be in a snapshot: what it makes when it is imported belongs to one start", path,
              name),
          "leave it out: a program that imports it gets it as ever");
    const auto choice = std::ranges::find_if(
        variant.modules, [&](const ModuleChoice& each) { return each.module->name == name; });
    if (choice != variant.modules.end() && !choice->kept)
      throw Error(fmt::format("{}the module '{}' is not there: {}", path, name, choice->reason),
                  "keep it, or leave it out here");
  }
}

}  // namespace pylon

#include "variant/gate_setting.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/text.hpp"

namespace pylon {
namespace {

using Json = nlohmann::json;

std::vector<std::string> catalog_names(const Catalog& catalog) {
  std::vector<std::string> names;
  for (const Module& module : catalog.modules) names.push_back(module.name);
  return names;
}

bool matches_any(const std::string& glob, const std::vector<std::string>& names) {
  return std::any_of(names.begin(), names.end(),
                     [&](const std::string& name) { return glob_matches(glob, name); });
}

// A required module that nothing can provide would fail for ever; most likely it is misspelt.
void check_required(const GateLayer& layer, const std::vector<std::string>& globs, const Catalog& catalog) {
  const std::vector<std::string> names = catalog_names(catalog);
  for (std::size_t i = 0; i < globs.size(); ++i) {
    if (matches_any(globs[i], names)) continue;
    throw Error(fmt::format("{}: /gate/require_modules/{}: no module of the catalogue is called '{}'{}",
                            layer.file, i, globs[i], did_you_mean(globs[i], names)),
                "Modules/catalog.json names them all");
  }
}

// A misspelt forbidden name would pass for ever, so one that comes near a name of the catalogue is refused.
// Names that are like none of it are allowed: lib/ may hold anything.
void check_forbidden(const GateLayer& layer, const std::vector<std::string>& globs, const Catalog& catalog) {
  std::vector<std::string> names = catalog_names(catalog);
  for (const Package& package : catalog.packages) names.push_back(package.name);
  for (std::size_t i = 0; i < globs.size(); ++i) {
    if (matches_any(globs[i], names)) continue;
    std::string word = globs[i];
    std::erase(word, '*');
    const std::string nearest = did_you_mean(word, names);
    if (nearest.empty()) continue;
    throw Error(fmt::format("{}: /gate/forbid_modules/{}: '{}' matches nothing in the catalogue{}",
                            layer.file, i, globs[i], nearest),
                "a misspelt name would never be found; Modules/catalog.json names what there is");
  }
}

void check_day(const GateLayer& layer, const std::string& path, const std::string& day) {
  if (!is_day(day)) throw Error(fmt::format("{}: {}: '{}' is not a day", layer.file, path, day));
}

std::vector<GateOverride> read_overrides(const GateLayer& layer, const Json& list) {
  std::vector<GateOverride> overrides;
  for (std::size_t i = 0; i < list.size(); ++i) {
    const Json& entry = list[i];
    overrides.push_back(
        {entry.at("rule"), entry.value("subject", "*"), entry.at("reason"), entry.at("until")});
    check_day(layer, fmt::format("/gate/overrides/{}/until", i), overrides.back().until);
  }
  return overrides;
}

// A child's accepted advisories take the place of its parent's, as its overrides do.
void apply_advisories(const GateLayer& layer, const Json& fields, GateSetting& setting) {
  const std::string path = "/gate/advisories/accept";
  if (fields.contains("file")) setting.advisories = fields.at("file");
  if (!fields.contains("accept")) return;
  setting.origins[path] = layer.file;
  std::erase_if(setting.overrides, [&](const GateOverride& each) { return each.path == path; });
  const Json& list = fields.at("accept");
  for (std::size_t i = 0; i < list.size(); ++i) {
    setting.overrides.push_back(
        {"advisories", list[i].at("id"), list[i].at("reason"), list[i].at("until"), path});
    check_day(layer, fmt::format("{}/{}/until", path, i), setting.overrides.back().until);
  }
}

void apply_growth(const GateLayer& layer, const Json& growth, GateSetting& setting) {
  setting.origins["/gate/growth"] = layer.file;
  for (const auto& [name, limit] : growth.items()) {
    Allowance allowance;
    if (limit.contains("bytes")) allowance.bytes = limit["bytes"].get<std::uint64_t>();
    if (limit.contains("per_cent")) allowance.per_cent = limit["per_cent"].get<double>();
    setting.growth[name] = allowance;
    setting.origins["/gate/growth/" + name] = layer.file;
  }
}

void apply_gate(const GateLayer& layer, const Json& gate, const Catalog& catalog, GateSetting& setting) {
  for (const auto& [key, value] : gate.items()) {
    if (key == "growth") {
      apply_growth(layer, value, setting);
      continue;
    }
    setting.origins["/gate/" + key] = layer.file;
    if (key == "overrides") {
      std::erase_if(setting.overrides,
                    [](const GateOverride& each) { return each.path == "/gate/overrides"; });
      const std::vector<GateOverride> own = read_overrides(layer, value);
      setting.overrides.insert(setting.overrides.begin(), own.begin(), own.end());
      continue;
    }
    if (key == "advisories") {
      apply_advisories(layer, value, setting);
      continue;
    }
    const auto globs = value.get<std::vector<std::string>>();
    if (key == "require_modules") {
      check_required(layer, globs, catalog);
      setting.require_modules = globs;
    } else if (key == "forbid_modules") {
      check_forbidden(layer, globs, catalog);
      setting.forbid_modules = globs;
    } else {
      (key == "imports" ? setting.imports : setting.features) = globs;
    }
  }
}

}  // namespace

std::uint64_t Allowance::of(std::uint64_t baseline) const {
  const double share = per_cent.value_or(0) / 100.0 * static_cast<double>(baseline);
  return std::max(bytes.value_or(0), static_cast<std::uint64_t>(share));
}

GateSetting merge_gate(const std::vector<GateLayer>& layers, const Catalog& catalog) {
  GateSetting setting;
  for (const GateLayer& layer : layers) {
    const Json budgets = layer.fields->value("budgets", Json::object());
    for (const auto& [kind, bytes] : budgets.items()) setting.origins["/budgets/" + kind] = layer.file;
    if (layer.fields->contains("old_name")) setting.origins["/old_name"] = layer.file;
    if (layer.fields->contains("old_name_until")) {
      setting.origins["/old_name_until"] = layer.file;
      check_day(layer, "/old_name_until", layer.fields->at("old_name_until"));
    }
    if (layer.fields->contains("gate")) apply_gate(layer, layer.fields->at("gate"), catalog, setting);
  }
  return setting;
}

}  // namespace pylon

#include "variant/layers.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/text.hpp"

namespace pylon {
namespace {

using Json = nlohmann::json;

std::string variant_file(const std::string& name) { return "variants/" + name + ".json"; }

std::vector<std::string> module_names(const Catalog& catalog) {
  std::vector<std::string> names;
  for (const Module& module : catalog.modules) names.push_back(module.name);
  return names;
}

void apply_packages(const Layer& layer, const Catalog& catalog, Merged& merged) {
  const auto packages = layer.fields.value("packages", std::vector<std::string>{});
  for (std::size_t i = 0; i < packages.size(); ++i) {
    if (catalog.find_package(packages[i]) == nullptr) {
      throw Error(fmt::format("{}: /packages/{}: unknown package '{}'{}", layer.file, i, packages[i],
                              did_you_mean_or_known(packages[i], package_names(catalog))));
    }
    merged.packages[packages[i]] = layer.file;
    merged.drops.erase(packages[i]);
  }
}

void apply_drops(const Layer& layer, const Catalog& catalog, Merged& merged) {
  for (const auto& [name, reason] : layer.fields.value("drop", std::map<std::string, std::string>{})) {
    const std::string path = fmt::format("{}: /drop/{}: ", layer.file, name);
    const Module* module = catalog.find_module(name);
    if (catalog.find_package(name) != nullptr) {
      if (merged.packages.contains(name) && merged.packages[name] == layer.file) {
        throw Error(path + "the same file asks for this package under /packages");
      }
      merged.packages.erase(name);
    } else if (module == nullptr) {
      std::vector<std::string> known = module_names(catalog);
      for (const std::string& package : package_names(catalog)) known.push_back(package);
      throw Error(fmt::format("{}unknown package or module '{}'{}", path, name, did_you_mean(name, known)),
                  "Modules/catalog.json names them all");
    }
    if (module != nullptr && module->required) {
      throw Error(fmt::format("{}module '{}' cannot be dropped: the interpreter does not start without it",
                              path, name));
    }
    merged.drops[name] = {reason, layer.file};
    merged.keeps.erase(name);
  }
}

void apply_keeps(const Layer& layer, const Catalog& catalog, Merged& merged) {
  for (const auto& [name, reason] : layer.fields.value("keep", std::map<std::string, std::string>{})) {
    const std::string path = fmt::format("{}: /keep/{}: ", layer.file, name);
    if (catalog.find_module(name) == nullptr) {
      throw Error(
          fmt::format("{}unknown module '{}'{}", path, name, did_you_mean(name, module_names(catalog))));
    }
    if (const auto drop = merged.drops.find(name);
        drop != merged.drops.end() && drop->second.file == layer.file) {
      throw Error(path + "the same file drops this module under /drop");
    }
    merged.drops.erase(name);
    merged.keeps[name] = layer.file;
  }
}

}  // namespace

std::vector<std::string> package_names(const Catalog& catalog) {
  std::vector<std::string> names;
  for (const Package& package : catalog.packages) names.push_back(package.name);
  return names;
}

std::vector<Layer> read_chain(const std::string& name, const ReadVariant& read,
                              const std::vector<std::string>& known, const Json& schema) {
  std::vector<Layer> chain;
  std::vector<std::string> seen;
  std::string next = name;
  do {
    const std::string from = chain.empty() ? "" : chain.back().file + ": /extends: ";
    const bool cycle = std::find(seen.begin(), seen.end(), next) != seen.end();
    seen.push_back(next);
    if (cycle)
      throw Error(fmt::format("{}variants extend each other in a circle: {}", from, join(seen, " -> ")));
    if (std::find(known.begin(), known.end(), next) == known.end()) {
      throw Error(fmt::format("{}unknown variant '{}'{}", from, next, did_you_mean_or_known(next, known)),
                  "`pylonctl list` shows the variants there are");
    }
    Layer layer{next, variant_file(next), parse_json(read(next), variant_file(next))};
    validate_json(layer.fields, schema, layer.file);
    next = layer.fields.value("extends", "");
    chain.push_back(std::move(layer));
  } while (!next.empty());
  return chain;
}

Merged merge(const std::vector<Layer>& chain, const Catalog& catalog) {
  Merged merged;
  for (auto layer = chain.rbegin(); layer != chain.rend(); ++layer) {
    apply_packages(*layer, catalog, merged);
    apply_drops(*layer, catalog, merged);
    apply_keeps(*layer, catalog, merged);
    for (const auto& [key, value] : layer->fields.items()) {
      if (key == "packages" || key == "drop" || key == "keep" || key == "gate") continue;
      if (value.is_object() && merged.fields.contains(key)) {
        merged.fields[key].update(value);
      } else {
        merged.fields[key] = value;
      }
    }
  }
  merged.fields["abstract"] = chain.front().fields.value("abstract", false);  // not inherited
  return merged;
}

}  // namespace pylon

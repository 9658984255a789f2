#include "variant/catalog.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <map>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/text.hpp"

namespace pylon {
namespace {

using Json = nlohmann::json;

// A version as one number that compares right: "3.14" is 3'014'000. What is not a number counts as 0.
long version_number(std::string_view text) {
  long number = 0;
  for (int part = 0; part < 3; ++part) {
    const std::string_view word = text.substr(0, text.find('.'));
    long value = 0;
    std::from_chars(word.data(), word.data() + word.size(), value);
    number = number * 1000 + value;
    text.remove_prefix(std::min(word.size() + 1, text.size()));
  }
  return number;
}

struct VersionRange {
  long from = 0;
  long to = std::numeric_limits<long>::max();  // exclusive
};

VersionRange version_range(const std::string& constraint) {
  if (constraint.starts_with(">=")) return {.from = version_number(constraint.substr(2))};
  if (constraint.starts_with("<")) return {.to = version_number(constraint.substr(1))};
  return {};
}

bool is_private(const std::string& name) {
  return name.starts_with('_') || name.find("._") != std::string::npos;
}

std::vector<std::string> strings(const Json& object, const char* key) {
  return object.value(key, std::vector<std::string>{});
}

Module parse_module(const std::string& name, const std::string& package, bool stock, const Json& fields) {
  Module module;
  module.name = name;
  module.package = package;
  module.init = fields.value("init", "PyInit_" + name.substr(name.rfind('.') + 1));
  module.archives = strings(fields, "archives");
  module.cpython = fields.value("cpython", "");
  module.user_facing = fields.value("user_facing", !is_private(name));
  module.stock = stock;
  module.required = fields.value("required", false);
  module.optional = fields.value("optional", false);
  module.note = fields.value("note", "");
  module.needs = strings(fields, "needs");
  return module;
}

// What every module of the package needs, but for itself.
void add_shared_needs(Module& module, const std::vector<std::string>& shared) {
  for (const std::string& need : shared) {
    if (need != module.name && std::ranges::find(module.needs, need) == module.needs.end())
      module.needs.push_back(need);
  }
}

Vendor parse_vendor(const std::string& name, const Json& fields) {
  Vendor vendor;
  vendor.name = name;
  vendor.version = fields.value("version", "");
  vendor.licence = fields.at("licence").get<std::string>();
  vendor.purl = fields.at("purl").get<std::string>();
  vendor.cpe = fields.value("cpe", "");
  vendor.objects = strings(fields, "objects");
  vendor.licence_files = strings(fields, "licence_files");
  const Json from = fields.value("version_from", Json::object());
  vendor.version_file = from.value("file", "");
  vendor.version_path = from.value("path", "");
  vendor.version_patterns = strings(from, "patterns");
  return vendor;
}

Package parse_package(const std::string& name, const Json& fields) {
  Package package;
  package.name = name;
  package.recipe = fields.value("recipe", name);
  package.source = fields.value("source", name);
  package.licence = fields.at("licence").get<std::string>();
  package.needs = strings(fields, "needs");
  package.archives = strings(fields, "archives");
  package.libraries = strings(fields, "libraries");
  package.python = fields.value("python", false);
  package.note = fields.value("note", "");
  package.cpe = fields.value("cpe", "");
  package.repository = fields.value("repository", "");
  package.licence_files = strings(fields, "licence_files");
  package.vendors_of = fields.value("vendors_of", "");
  const Json vendors = fields.value("vendors", Json::object());
  for (const auto& [vendor, inner] : vendors.items()) package.vendors.push_back(parse_vendor(vendor, inner));
  return package;
}

// The name under which makesetup or the registry would meet it twice is the init function: one symbol, two
// bodies.
void check_init_functions(const std::vector<Module>& modules, const std::string& name) {
  std::multimap<std::string, const Module*> by_init;
  for (const Module& module : modules) {
    const VersionRange range = version_range(module.cpython);
    for (auto [other, end] = by_init.equal_range(module.init); other != end; ++other) {
      const VersionRange theirs = version_range(other->second->cpython);
      if (std::max(range.from, theirs.from) >= std::min(range.to, theirs.to)) continue;
      throw Error(
          fmt::format(
              "{}: /packages/{}/modules/{}: '{}' and '{}' (package '{}') have the same init function {}",
              name, module.package, module.name, module.name, other->second->name, other->second->package,
              module.init),
          "rename one in its recipe with -D and say so with \"init\"");
    }
    by_init.emplace(module.init, &module);
  }
}

void check_module_names(const Catalog& catalog, const std::string& name) {
  std::vector<std::string> known;
  for (const Module& each : catalog.modules) known.push_back(each.name);
  for (const Module& module : catalog.modules) {
    for (const std::string& need : module.needs) {
      if (need != module.name && catalog.find_module(need) != nullptr) continue;
      throw Error(fmt::format("{}: /packages/{}/modules/{}: it needs {}", name, module.package, module.name,
                              need == module.name
                                  ? "itself"
                                  : fmt::format("an unknown module '{}'{}", need, did_you_mean(need, known))),
                  "see its \"needs\", and \"modules_need\" of its package");
    }
  }
}

void check_names(const Catalog& catalog, const std::string& name) {
  for (const Package& package : catalog.packages) {
    std::vector<std::string> known;
    for (const Package& each : catalog.packages) known.push_back(each.name);
    for (std::size_t i = 0; i < package.needs.size(); ++i) {
      if (catalog.find_package(package.needs[i]) != nullptr) continue;
      throw Error(fmt::format("{}: /packages/{}/needs/{}: unknown package '{}'{}", name, package.name, i,
                              package.needs[i], did_you_mean(package.needs[i], known)));
    }
  }
  for (const Module& module : catalog.modules) {
    if (!shows_dynlink(module.name)) continue;
    throw Error(
        fmt::format("{}: /packages/{}/modules/{}: a name that users can import must not contain '_dynlink'",
                    name, module.package, module.name),
        "the private form _<name>_dynlink_cap is allowed (rule dynlink-name)");
  }
}

template <typename Item>
const Item* find_by_name(const std::vector<Item>& items, const std::string& name) {
  const auto found =
      std::lower_bound(items.begin(), items.end(), name,
                       [](const Item& item, const std::string& key) { return item.name < key; });
  return found != items.end() && found->name == name ? &*found : nullptr;
}

}  // namespace

const Package* Catalog::find_package(const std::string& name) const { return find_by_name(packages, name); }

const Module* Catalog::find_module(const std::string& name) const { return find_by_name(modules, name); }

bool cpython_matches(const std::string& constraint, const std::string& version) {
  const VersionRange range = version_range(constraint);
  const long number = version_number(version);
  return range.from <= number && number < range.to;
}

Catalog parse_catalog(const Json& document, const std::string& name) {
  Catalog catalog;
  try {
    for (const auto& [package, fields] : document.at("packages").items()) {
      catalog.packages.push_back(parse_package(package, fields));
      const bool stock = fields.value("stock", false);
      const Json modules = fields.value("modules", Json::object());
      for (const auto& [module, inner] : modules.items()) {
        if (const auto same = std::find_if(catalog.modules.begin(), catalog.modules.end(),
                                           [&key = module](const Module& each) { return each.name == key; });
            same != catalog.modules.end()) {
          throw Error(
              fmt::format("{}: /packages/{}/modules/{}: package '{}' has a module of this name already", name,
                          package, module, same->package));
        }
        catalog.modules.push_back(parse_module(module, package, stock, inner));
        add_shared_needs(catalog.modules.back(), strings(fields, "modules_need"));
      }
    }
  } catch (const Json::exception& error) {
    throw Error(fmt::format("{}: {}", name, error.what()));
  }
  std::sort(catalog.modules.begin(), catalog.modules.end(),
            [](const Module& a, const Module& b) { return a.name < b.name; });
  check_names(catalog, name);
  check_module_names(catalog, name);
  check_init_functions(catalog.modules, name);
  return catalog;
}

}  // namespace pylon

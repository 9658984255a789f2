#include "manifest/why.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "manifest/rows.hpp"
#include "variant/module_needs.hpp"
#include "variant/setup_local.hpp"

namespace pylon {
namespace {

using Json = nlohmann::json;

const Json* own_manifest(const WhyInput& input) {
  const auto found = input.manifests.find(input.variant->name);
  return found == input.manifests.end() ? nullptr : &found->second;
}

const ModuleChoice* find_choice(const Variant& variant, const std::string& name) {
  const auto found = std::ranges::find_if(
      variant.modules, [&](const ModuleChoice& choice) { return choice.module->name == name; });
  return found == variant.modules.end() ? nullptr : &*found;
}

// A package's library goes with its only module.
bool only_module(const Catalog& catalog, const std::string& name) {
  const Module* module = catalog.find_module(name);
  return module != nullptr && std::ranges::count(catalog.modules, module->package, &Module::package) == 1;
}

bool is_own(const WhyInput& input, const Why& why, const Row& row) {
  if (why.kind == "package") return row.package == why.name && row.kind != "core";
  if (row.name == why.name) return true;
  return row.kind == "library" && only_module(*input.catalog, why.name) &&
         row.package == input.catalog->find_module(why.name)->package;
}

// Rows that are a module's or package's own, from this variant or else from another one that has them.
void add_cost(const WhyInput& input, Why& why) {
  std::vector<std::string> order{input.variant->name};
  for (const auto& [name, manifest] : input.manifests) order.push_back(name);
  for (const std::string& variant : order) {
    const auto manifest = input.manifests.find(variant);
    if (manifest == input.manifests.end()) continue;
    for (const Row& row : read_rows(manifest->second)) {
      if (is_own(input, why, row)) why.rows.push_back({row.name, row.code, row.data});
    }
    if (why.rows.empty()) continue;
    why.measured_in = variant;
    return;
  }
}

// Modules of the variant that ask for the module, by its catalogue entry's name.
void add_users(const WhyInput& input, const std::string& name, Why& why) {
  for (const ModuleChoice& choice : input.variant->modules) {
    const std::vector<std::string>& needs = choice.module->needs;
    if (choice.kept && std::ranges::find(needs, name) != needs.end())
      why.because.push_back(fmt::format("the module {} needs it", choice.module->name));
  }
}

void explain_module(const WhyInput& input, const ModuleChoice& choice, Why& why) {
  const Module& module = *choice.module;
  why.kind = "built-in module";
  why.present = choice.kept;
  why.note = module.note;
  if (!choice.kept) {
    why.because.push_back(who_drops(choice));
    return;
  }
  why.because.push_back(
      fmt::format("{} asks for the package {}, which it belongs to", choice.file, module.package));
  if (module.stock) why.because.push_back("it is one of CPython's own modules");
  why.fixed = module.required;
  if (module.required)
    why.because.push_back("the interpreter does not start without it: it cannot be dropped");
  add_users(input, module.name, why);
  const Json* manifest = own_manifest(input);
  if (!module.optional || manifest == nullptr) return;
  const auto built_in = manifest->at("modules").at("built_in").get<std::vector<std::string>>();
  why.present = std::ranges::find(built_in, module.name) != built_in.end();
}

void explain_package(const WhyInput& input, const Package& package, Why& why) {
  const Variant& variant = *input.variant;
  why.kind = "package";
  why.note = package.note;
  why.present = std::ranges::find(variant.packages, package.name) != variant.packages.end();
  for (const ModuleChoice& choice : variant.modules) {
    if (choice.module->package != package.name || choice.kept != why.present) continue;
    why.because.push_back(why.present ? fmt::format("{} asks for it", choice.file) : who_drops(choice));
    break;
  }
  for (const std::string& name : variant.packages) {
    const std::vector<std::string>& needs = input.catalog->find_package(name)->needs;
    if (std::ranges::find(needs, package.name) != needs.end())
      why.because.push_back(fmt::format("the package {} needs it", name));
  }
}

// A name that only CPython's configure knows: its reason stands in the manifests.
bool explain_absent(const WhyInput& input, Why& why) {
  for (const auto& [variant, manifest] : input.manifests) {
    for (const Json& module : manifest.at("modules").at("absent")) {
      if (module.at("name") != why.name) continue;
      why.kind = "built-in module";
      why.because.push_back(module.at("reason"));
      return true;
    }
  }
  return false;
}

// Whether `module` is `name`, or within it.
bool is_within(const std::string& module, const std::string& name) {
  return module == name || module.starts_with(name + ".");
}

// Left out of lib/, itself or with the package that it is in.
bool explain_excluded(const WhyInput& input, Why& why) {
  for (const auto& [path, reason] : input.variant->stdlib_exclude) {
    std::string module = path.ends_with(".py") ? path.substr(0, path.size() - 3) : path;
    std::ranges::replace(module, '/', '.');
    if (!is_within(why.name, module)) continue;
    why.kind = "Python module";
    const std::string whole = module == why.name ? "" : module + ", which it is a part of, is ";
    why.because.push_back(whole + fmt::format("left out of lib/ (stdlib_exclude): {}", reason));
    return true;
  }
  return false;
}

// What its Python files take in the file itself.
void add_inside_cost(const WhyInput& input, Why& why) {
  for (const LibraryFile& file : input.inside) {
    if (is_within(module_of_file(file.path), why.name))
      why.inside_bytes = why.inside_bytes.value_or(0) + file.bytes;
  }
}

// Whether a start has it already, and what its import took: only the imports that the variant names are
// measured.
void add_snapshot_cost(const WhyInput& input, Why& why) {
  const Json* manifest = own_manifest(input);
  if (manifest == nullptr || manifest->value("snapshot", Json()).is_null()) return;
  const Json& snapshot = manifest->at("snapshot");
  for (const Json& module : snapshot.at("modules"))
    why.in_snapshot = why.in_snapshot || module.get_ref<const std::string&>() == why.name;
  const auto import = snapshot.at("imports").find(why.name);
  if (import != snapshot.at("imports").end()) why.heap_bytes = import->get<std::uint64_t>();
}

// Of a package, all that is below it.
bool explain_python(const WhyInput& input, Why& why) {
  std::uint64_t bytes = 0;
  bool there = false, package = false;
  for (const LibraryFile& file : input.library) {
    const std::string module = module_of_file(file.path);
    if (module.empty() || !is_within(module, why.name)) continue;
    there = true;
    bytes += file.bytes;
    package = package || library_place(file.path).package;
  }
  if (!there) return explain_excluded(input, why);
  const std::string top = why.name.substr(0, why.name.find('.'));
  why.kind = package && top == why.name ? "Python package" : "Python module";
  why.present = true;
  why.library_bytes = bytes;
  why.because.push_back(top == why.name ? "it is Python code in lib/"
                                        : fmt::format("it is Python code in lib/, a part of {}", top));
  return true;
}

// Names that a module of lib/ puts into sys.modules for another one, with no file of their own.
// Source: CPython 3.13, Lib/os.py and Lib/collections/__init__.py.
struct Alias {
  std::string_view name, same_as, maker;
};
constexpr std::array kAliases{Alias{"os.path", "posixpath", "os"},
                              Alias{"collections.abc", "_collections_abc", "collections"}};

bool explain_alias(const WhyInput& input, Why& why) {
  const auto* alias = std::ranges::find(kAliases, why.name, &Alias::name);
  if (alias == kAliases.end()) return false;
  Why other;
  other.name = alias->same_as;
  if (!explain_python(input, other) || !other.present) return false;
  why.kind = other.kind;
  why.present = true;
  why.library_bytes = other.library_bytes;
  why.because.push_back(fmt::format("the module {} makes it another name of {}, which is in lib/",
                                    alias->maker, alias->same_as));
  return true;
}

// What no catalogue names, because every interpreter of this project has it. Source: CPython 3.13,
// Python/frozen.c.
struct Inherent {
  std::string_view name, kind, because;
};
constexpr std::array kInherent{
    Inherent{kRegistryModule, "built-in module",
             "every variant has it: it tells Python which variant this is"},
    Inherent{"_frozen_importlib", "frozen module",
             "the interpreter starts with it; it is importlib._bootstrap"},
    Inherent{"_frozen_importlib_external", "frozen module",
             "the interpreter starts with it; it is importlib._bootstrap_external"}};

bool explain_inherent(Why& why) {
  const auto* found = std::ranges::find(kInherent, why.name, &Inherent::name);
  if (found == kInherent.end()) return false;
  why.kind = found->kind;
  why.present = why.fixed = true;
  why.because.emplace_back(found->because);
  return true;
}

// A part of a package of the catalogue that the variant has not.
std::string package_advice(const WhyInput& input, const std::string& name) {
  const std::string top = name.substr(0, name.find('.'));
  const bool there = std::ranges::find(input.variant->packages, top) != input.variant->packages.end();
  if (top == name || there || input.catalog->find_package(top) == nullptr) return "";
  return fmt::format("the package {0} is not in {1}: pylonctl why {1} {0}", top, input.variant->name);
}

[[noreturn]] void refuse(const WhyInput& input, const std::string& name) {
  std::vector<std::string> known;
  for (const Module& module : input.catalog->modules) known.push_back(module.name);
  for (const Package& package : input.catalog->packages) known.push_back(package.name);
  for (const auto& [variant, manifest] : input.manifests) {
    for (const Json& module : manifest.at("modules").at("absent")) known.push_back(module.at("name"));
  }
  for (const LibraryFile& file : input.library) known.push_back(module_of_file(file.path));
  const bool built = own_manifest(input) != nullptr;
  const std::string package = package_advice(input, name);
  throw Error(
      fmt::format("no module or package called '{}' is known{}", name, did_you_mean(name, known)),
      !package.empty() ? package
      : built
          ? fmt::format("all modules, built in and absent: pylonctl manifest {}", input.variant->name)
          : fmt::format("build it first, so that lib/ is known too: pylonctl build {}", input.variant->name));
}

}  // namespace

Why explain_presence(const WhyInput& input, const std::string& name) {
  Why why;
  why.variant = input.variant->name;
  why.name = name;
  const ModuleChoice* choice = find_choice(*input.variant, name);
  const Package* package = input.catalog->find_package(name);
  // "zlib" is a package and a module: the module is what users import.
  if (choice != nullptr) {
    explain_module(input, *choice, why);
  } else if (package != nullptr) {
    explain_package(input, *package, why);
  } else if (!explain_absent(input, why) && !explain_python(input, why) && !explain_alias(input, why) &&
             !explain_inherent(why)) {
    refuse(input, name);
  }
  if (choice != nullptr || package != nullptr || name == kRegistryModule) add_cost(input, why);
  add_inside_cost(input, why);
  add_snapshot_cost(input, why);
  const auto importers = input.importers.find(name);
  if (importers != input.importers.end()) why.imported_by = importers->second;
  return why;
}

Json why_json(const Why& why) {
  Json json{{"variant", why.variant},
            {"name", why.name},
            {"kind", why.kind},
            {"present", why.present},
            {"because", why.because},
            {"imported_by", why.imported_by},
            {"measured_in", why.measured_in},
            {"in_snapshot", why.in_snapshot},
            {"rows", json_list(why.rows, [](const RowCost& row) {
               return Json{{"name", row.row}, {"code", row.code}, {"data", row.data}};
             })}};
  if (why.library_bytes) json["library_bytes"] = *why.library_bytes;
  if (why.inside_bytes) json["inside_bytes"] = *why.inside_bytes;
  if (why.heap_bytes) json["heap_bytes"] = *why.heap_bytes;
  if (!why.note.empty()) json["note"] = why.note;
  return json;
}

}  // namespace pylon

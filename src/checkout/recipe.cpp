#include "checkout/recipe.hpp"

#include <fmt/format.h>

#include <cctype>
#include <nlohmann/json.hpp>
#include <set>

#include "base/error.hpp"
#include "base/json.hpp"
#include "system/files.hpp"

namespace pylon {
namespace {

const nlohmann::json& recipe_schema() {
  static const nlohmann::json kSchema = nlohmann::json::parse(R"({
    "type": "object",
    "additionalProperties": false,
    "properties": {
      "description": {"type": "string"},
      "source": {"type": "string"},
      "needs": {"type": "array", "items": {"type": "string"}},
      "debs": {"type": "array", "items": {"type": "string"}},
      "tools": {"type": "array", "items": {"type": "string"}},
      "flags": {"type": "array", "items": {"type": "string", "pattern": "^(OPT(_[A-Z]+)?|EXCLUDE|EXCEPTIONS|PYC)$"}}
    }
  })");
  return kSchema;
}

// Follows recipes to the recipes they need.
class Walk {
 public:
  Walk(const Project& project, const Lock& lock, const SdkEntry* sdk)
      : project_(project), lock_(lock), sdk_(sdk) {
    if (sdk == nullptr) seen_.insert("sdk");
    if (sdk == nullptr || !sdk->installed.empty()) return;
    for (const auto* labels : {&sdk->packages, &sdk->support}) {
      for (const std::string& label : *labels) found_.insert(&lock_.labelled(label));
    }
  }

  void visit(const std::string& name) {
    if (!seen_.insert(name).second) return;
    const Recipe recipe = load_recipe(project_.recipes(), name);
    // CPython's sources are added per variant: their version is the variant's choice.
    if (name == "sdk" && !recipe.source.empty()) {
      found_.insert(&lock_.find(recipe.source, sdk_->wasi_libc));
    } else if (!recipe.source.empty() && recipe.source != "cpython") {
      found_.insert(&lock_.find(recipe.source));
    }
    for (const std::string& deb : recipe.debs) found_.insert(&lock_.labelled(deb));
    for (const std::string& need : recipe.needs) visit(need);
  }
  void add(const Source& source) { found_.insert(&source); }
  // Pointers into one vector: their order is the lock's.
  std::vector<const Source*> found() const { return {found_.begin(), found_.end()}; }

 private:
  const Project& project_;
  const Lock& lock_;
  const SdkEntry* sdk_;
  std::set<std::string> seen_;
  std::set<const Source*> found_;
};

}  // namespace

Recipe load_recipe(const fs::path& recipes, const std::string& name) {
  Recipe recipe;
  recipe.name = name;
  recipe.folder = recipes / name;
  const fs::path file = recipe.folder / "recipe.json";
  if (!fs::exists(file)) throw Error("there is no recipe '" + name + "': " + file.string() + " is missing");
  const nlohmann::json document = parse_json(read_file(file), file.string());
  validate_json(document, recipe_schema(), file.string());
  const auto list = [&](const char* field) { return document.value(field, std::vector<std::string>{}); };
  recipe.source = document.value("source", "");
  recipe.needs = list("needs");
  recipe.debs = list("debs");
  recipe.tools = list("tools");
  recipe.flags = list("flags");
  return recipe;
}

std::string dependency_variable(const std::string& recipe) {
  std::string name = "DEP_";
  for (const char c : recipe) {
    name += c == '-' ? '_' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  }
  return name;
}

std::string optimize_key(const std::string& recipe, const std::string& flag) {
  std::string key = recipe;
  for (const char c : flag.substr(3)) {  // behind "OPT"
    key += c == '_' ? '-' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return key;
}

FetchOptions fetch_options(const Project& project, std::vector<fs::path> folders, bool offline) {
  for (const fs::path& folder : local_source_folders()) folders.push_back(folder);
  const auto say = [](const std::string& line) { fmt::print(stderr, "{}\n", line); };
  return {cache_root() / "downloads",
          std::move(folders),
          project.toolchain(),
          project.venv() / "bin",
          offline,
          say,
          nullptr};
}

std::vector<const Source*> needed_sources(const Project& project, const Lock& lock, const Catalog& catalog,
                                          const std::vector<Variant>& variants, const SdkEntry* sdk) {
  Walk walk(project, lock, sdk);
  for (const Variant& variant : variants) {
    walk.add(lock.find("cpython", variant.cpython));
    for (const char* recipe : {"sdk", "cpython", "stdlib", "binaryen"}) walk.visit(recipe);
    if (variant.component.is_one) walk.visit("wasi-adapter");
    for (const std::string& name : variant.packages) {
      const Package* package = catalog.find_package(name);
      if (package != nullptr && !package->recipe.empty()) walk.visit(package->recipe);
    }
  }
  return walk.found();
}

}  // namespace pylon

#include "plan/needed_sources.hpp"

#include <set>

#include "checkout/recipe.hpp"

namespace pylon {
namespace {

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

#include "plan/needed_sources.hpp"

#include <set>

#include "plan/recipe.hpp"

namespace pylon {
namespace {

// Follows recipes to the recipes they need.
class Walk {
 public:
  Walk(const Project& project, const Lock& lock, bool sdk_is_given) : project_(project), lock_(lock) {
    if (sdk_is_given) seen_.insert("sdk");
  }

  void visit(const std::string& name) {
    if (!seen_.insert(name).second) return;
    const Recipe recipe = load_recipe(project_.recipes(), name);
    // CPython's sources are added per variant: their version is the variant's choice.
    if (!recipe.source.empty() && recipe.source != "cpython") found_.insert(&lock_.find(recipe.source));
    for (const std::string& deb : recipe.debs) found_.insert(&lock_.find(deb));
    for (const std::string& need : recipe.needs) visit(need);
  }
  void add(const Source& source) { found_.insert(&source); }
  // Pointers into one vector: their order is the lock's.
  std::vector<const Source*> found() const { return {found_.begin(), found_.end()}; }

 private:
  const Project& project_;
  const Lock& lock_;
  std::set<std::string> seen_;
  std::set<const Source*> found_;
};

}  // namespace

std::vector<const Source*> needed_sources(const Project& project, const Lock& lock, const Catalog& catalog,
                                          const std::vector<Variant>& variants, bool sdk_is_given) {
  Walk walk(project, lock, sdk_is_given);
  for (const Variant& variant : variants) {
    walk.add(lock.find("cpython", variant.cpython));
    for (const char* recipe : {"sdk", "cpython", "stdlib", "binaryen"}) walk.visit(recipe);
    for (const std::string& name : variant.packages) {
      const Package* package = catalog.find_package(name);
      if (package != nullptr && !package->recipe.empty()) walk.visit(package->recipe);
    }
  }
  return walk.found();
}

}  // namespace pylon

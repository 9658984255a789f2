#include "cli/what_if.hpp"

#include <nlohmann/json.hpp>
#include <set>

#include "base/error.hpp"
#include "checkout/build_inputs.hpp"
#include "checkout/workspace.hpp"
#include "manifest/manifest.hpp"
#include "plan/build.hpp"
#include "plan/planner.hpp"
#include "system/files.hpp"
#include "variant/setup_local.hpp"

namespace pylon {
namespace {

using Json = nlohmann::json;

constexpr const char* kWhatIf = "what-if";
constexpr const char* kReason = "to see what it costs";

void add_needs(const Catalog& catalog, const std::string& package, std::set<std::string>& packages) {
  if (!packages.insert(package).second) return;
  for (const std::string& need : catalog.find_package(package)->needs) add_needs(catalog, need, packages);
}

// The variant file that asks for the one thing that differs.
Json what_if_file(const Variant& variant, const Catalog& catalog, const std::string& name, bool present) {
  Json file{{"extends", variant.name}, {"description", kReason}};
  if (present) {
    file["drop"] = {{name, kReason}};
    return file;
  }
  const Module* module = catalog.find_module(name);
  std::set<std::string> packages;
  add_needs(catalog, module != nullptr ? module->package : name, packages);
  for (const std::string& has : variant.packages) packages.erase(has);
  if (!packages.empty()) file["packages"] = packages;
  if (module == nullptr) return file;
  for (const Module& other : catalog.modules) {
    // Of a package that comes along, nothing but this module.
    if (packages.contains(other.package) && other.name != name) file["drop"][other.name] = kReason;
  }
  if (!packages.contains(module->package)) file["keep"] = {{name, kReason}};
  return file;
}

// A project of links to the real one, with one more variant.
Project make_scratch(const Project& project, const Json& file) {
  const Project scratch{project.build() / kWhatIf};
  remove_tree(scratch.root);
  for (const fs::path& name : list_edited_tree(project.variants()))
    write_file(scratch.variants() / name, read_file(project.variants() / name));
  write_file(scratch.variants() / (std::string(kWhatIf) + ".json"), file.dump(2) + "\n");
  for (const char* name : {"catalog.json", "catalog.schema.json"})
    write_file(scratch.modules() / name, read_file(project.modules() / name));
  fs::create_directories(scratch.root / "build");
  make_symlink(fs::absolute(project.toolchain()), scratch.toolchain());
  make_symlink(fs::absolute(project.venv()), scratch.venv());
  return scratch;
}

}  // namespace

FileSizes build_what_if(const Project& project, const Variant& variant, const Catalog& catalog,
                        const std::string& name, bool present) {
  const FileLock lock(project.build() / "what-if.lock");
  const Project scratch = make_scratch(project, what_if_file(variant, catalog, name, present));
  return with_context("while building " + variant.name + (present ? " without " : " with ") + name, [&] {
    const Variant changed = load_variant(scratch, catalog, kWhatIf);
    const Workspace workspace(scratch);
    write_file(scratch.modules() / kWhatIf / "Setup.local", setup_local(changed, catalog));
    write_file(scratch.modules() / kWhatIf / kRegistryFile,
               registry_source(changed, package_versions(changed, catalog, workspace.lock())));
    write_ninja_files(scratch, make_plan(workspace, {changed}));
    run_ninja(scratch, {kWhatIf}, {});
    const fs::path manifest = scratch.artifacts() / kWhatIf / "manifest.json";
    const FileSizes sizes = file_sizes_of(read_manifest(read_file(manifest), manifest.string()));
    remove_tree(scratch.root);
    return sizes;
  });
}

}  // namespace pylon

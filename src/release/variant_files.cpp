#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/digest.hpp"
#include "checkout/library.hpp"
#include "manifest/manifest.hpp"
#include "release/readiness.hpp"
#include "system/files.hpp"

namespace pylon {
namespace {

// Where the unpacked and patched source of a package lies; empty when it has none.
fs::path source_folder(const Plan& plan, const Package& package, const std::string& version) {
  const std::string name = "source-" + package.source + "-" + version;
  const auto step = std::ranges::find(plan.steps, name, &Step::name);
  return step == plan.steps.end() ? fs::path() : step->out / "src";
}

// What the folder `licenses` of a recipe's output calls the libraries of a component.
std::vector<std::string> recipe_names(const std::string& component) {
  if (component == "libc++") return {"libc++", "libc++abi"};
  if (component == "compiler-rt") return {"libclang-rt"};
  return {component};
}

class Gatherer {
 public:
  Gatherer(const Workspace& workspace, const Plan& plan, ReadyVariant& ready)
      : workspace_(workspace), plan_(plan), ready_(ready), parts_(plan.parts.at(ready.variant.name)) {}

  std::vector<Reason> run() {
    ready_.files.clear();
    add_file("pylon.wasm", parts_.finished.out / "pylon.wasm");
    const auto& built = ready_.manifest.at("file").at("sha256").get_ref<const std::string&>();
    if (ready_.files.at("pylon.wasm").sha256 != built)
      wrong("artifacts/" + ready_.variant.name + "/pylon.wasm is not what was built");
    add_library();
    for (const nlohmann::json& component : ready_.manifest.value("components", nlohmann::json::array()))
      add_licences(component);
    if (fs::exists(workspace_.project().root / "LICENSE"))
      add_file("licences/pylon/LICENSE", workspace_.project().root / "LICENSE");
    const std::string manifest = manifest_text(ready_.manifest);
    ready_.files["manifest.json"] = {"", manifest, sha256_hex(manifest)};
    return std::move(reasons_);
  }

 private:
  void wrong(const std::string& message) {
    reasons_.push_back(
        {ready_.variant.name, message, "build it again: pylonctl build " + ready_.variant.name});
  }

  void add_file(const std::string& path, const fs::path& file) {
    ready_.files[path] = {file.string(), "", file_sha256(file)};
  }

  void add_library() {
    const fs::path published = workspace_.project().artifacts() / ready_.variant.name / "lib";
    std::set<fs::path> expected;
    for (const LibraryPart& part : library_parts(ready_.variant, parts_)) {
      for (const fs::path& file : list_tree(part.from)) {
        const fs::path place = (part.below / file).lexically_normal();
        expected.insert(place);
        add_file("lib/" + place.generic_string(), part.from / file);
        const std::string& digest = ready_.files.at("lib/" + place.generic_string()).sha256;
        if (!fs::is_regular_file(published / place) || file_sha256(published / place) != digest)
          wrong(
              fmt::format("artifacts/{}/lib/{} is not what was built", ready_.variant.name, place.string()));
      }
    }
    for (const fs::path& file : list_tree(published)) {
      if (!expected.contains(file))
        wrong(fmt::format("artifacts/{}/lib/{} was not built", ready_.variant.name, file.string()));
    }
  }

  // Texts that the source has, as the catalogue names them; else those that the recipe kept.
  void add_licences(const nlohmann::json& component) {
    const std::string name = component.at("name"), kind = component.at("kind");
    const std::string folder = "licences/" + name + "/";
    const Package* package = workspace_.catalog().find_package(component.value("of", name));
    if (kind != "runtime" && package != nullptr) {
      std::vector<std::string> files = package->licence_files;
      if (kind == "vendor") {
        const auto vendor = std::ranges::find(package->vendors, name, &Vendor::name);
        files = vendor == package->vendors.end() ? std::vector<std::string>{} : vendor->licence_files;
      }
      const fs::path source = source_folder(plan_, *package, version_of(*package));
      for (const std::string& file : files) {
        if (source.empty() || !fs::exists(source / file)) {
          wrong(fmt::format("{}'s licence {} is not in its source", name, file));
        } else {
          add_file(folder + fs::path(file).filename().string(), source / file);
        }
      }
      if (!files.empty()) return;
    }
    add_kept_licences(component, folder);
  }

  void add_kept_licences(const nlohmann::json& component, const std::string& folder) {
    const std::string name = component.at("name");
    const auto built = parts_.packages.find(component.value("of", name));
    const fs::path kept = name == "wasi-adapter" && parts_.adapter ? parts_.adapter->out
                          : component.at("kind") == "runtime"      ? parts_.sdk.out
                          : built != parts_.packages.end()         ? built->second.out
                                                                   : parts_.cpython.out;
    bool found = false;
    for (const std::string& each : recipe_names(name)) {
      if (!fs::exists(kept / "licenses" / each)) continue;
      add_file(folder + each, kept / "licenses" / each);
      found = true;
    }
    if (!found) wrong("there is no text of the licence of " + name + ", which is linked");
  }

  std::string version_of(const Package& package) const {
    return package.source.empty()
               ? ""
               : workspace_.lock()
                     .find(package.source, package.source == "cpython" ? ready_.variant.cpython : "")
                     .version;
  }

  const Workspace& workspace_;
  const Plan& plan_;
  ReadyVariant& ready_;
  const VariantParts& parts_;
  std::vector<Reason> reasons_;
};

}  // namespace

std::vector<Reason> gather_files(const Workspace& workspace, const Plan& plan, ReadyVariant& ready) {
  return Gatherer(workspace, plan, ready).run();
}

}  // namespace pylon

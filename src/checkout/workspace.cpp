#include "checkout/workspace.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "base/suggestion.hpp"
#include "base/text.hpp"
#include "checkout/build_inputs.hpp"
#include "system/files.hpp"
#include "variant/setup_local.hpp"

namespace pylon {

const Lock& Workspace::lock() const {
  if (!lock_) lock_ = load_lock(project_.toolchain());
  return *lock_;
}

const Sdk& Workspace::sdk() const {
  if (!sdk_) sdk_ = find_sdk(load_sdks(project_.toolchain()), lock(), cache_root(), digests());
  return *sdk_;
}

DigestCache& Workspace::digests() const {
  if (!digests_) digests_ = std::make_unique<DigestCache>(cache_root() / "digests");
  return *digests_;
}

PlanSetting Workspace::setting() const { return {project_, cache_root() / "store", sdk()}; }

std::optional<std::pair<std::string, std::string>> split_title(const std::string& title,
                                                               const std::vector<std::string>& variants) {
  for (std::size_t dash = title.rfind('-'); dash != std::string::npos && dash > 0;
       dash = title.rfind('-', dash - 1)) {
    if (std::ranges::find(variants, title.substr(0, dash)) != variants.end())
      return std::pair(title.substr(0, dash), title.substr(dash + 1));
  }
  return std::nullopt;
}

std::vector<Variant> wanted_variants(const Workspace& workspace, const std::vector<std::string>& names,
                                     bool all, const std::string& cpython) {
  const std::vector<std::string> known = variant_names(workspace.project());
  std::vector<std::string> wanted = all ? known : names;
  if (wanted.empty()) {
    throw Error("no variant named", "name one or more of: " + join(known, ", ") + "; or use --all");
  }
  std::sort(wanted.begin(), wanted.end());
  wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
  std::vector<Variant> variants;
  for (const std::string& name : wanted) {
    if (std::find(known.begin(), known.end(), name) == known.end()) {
      if (const auto title = split_title(name, known);
          title && fs::exists(workspace.project().artifacts() / name))
        throw Error(fmt::format("'{}' is no variant: it is {} at the level {}, which has no manifest", name,
                                title->first, title->second),
                    fmt::format("name {}; the smokes alone run on {} too", title->first, name));
      throw Error("there is no variant '" + name + "'" + did_you_mean(name, known),
                  "the variants that can be built: " + join(known, ", "));
    }
    variants.push_back(load_variant(workspace.project(), workspace.catalog(), name, cpython));
  }
  return variants;
}

void check_setup_current(const Workspace& workspace, const std::vector<Variant>& variants) {
  for (const Variant& variant : variants) {
    const auto check = [&](std::string_view file, const std::string& wanted) {
      const fs::path path = workspace.project().modules() / variant.name / file;
      const std::string found = fs::exists(path) ? read_file(path) : "";
      if (found == wanted) return;
      const std::string name = path.lexically_relative(workspace.project().root).string();
      throw Error(name + " is not what the variant asks for:\n" +
                      unified_diff(found, wanted, name, name + " (wanted)"),
                  "run 'pylonctl setup " + variant.name + "', look at the change and commit it");
    };
    check("Setup.local", setup_local(variant, workspace.catalog()));
    check(kRegistryFile,
          registry_source(variant, package_versions(variant, workspace.catalog(), workspace.lock())));
  }
}

}  // namespace pylon

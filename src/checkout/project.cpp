
#include "checkout/project.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "checkout/build_inputs.hpp"
#include "system/files.hpp"
#include "variant/setup_local.hpp"

namespace pylon {
namespace {

nlohmann::json read_json(const fs::path& root, const fs::path& relative) {
  return parse_json(read_file(root / relative), relative.string());
}

// As the schema has names: [a-z][a-z0-9_-]*.
bool is_variant_name(std::string_view name) {
  constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz";
  return !name.empty() && kLetters.find(name.front()) != std::string_view::npos &&
         name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_-") == std::string_view::npos;
}

// The names of all variant files, abstract ones too. Other files are passed over: editors leave lock files
// (".#lean.json") and copies there.
std::vector<std::string> variant_files(const Project& project) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(project.variants())) {
    const fs::path& file = entry.path();
    if (file.extension() != ".json" || !is_variant_name(file.stem().string())) continue;
    std::error_code unknown;
    // Who reads a link that leads nowhere, or a pipe, says so.
    if (!entry.is_directory(unknown)) names.push_back(file.stem().string());
  }
  std::ranges::sort(names);
  return names;
}

// "UPPER.json" is passed over like an editor's copy; who names it hears why.
void refuse_odd_name(const Project& project, const std::string& name) {
  if (name.empty() || is_variant_name(name) || name.find('/') != std::string::npos ||
      !fs::exists(project.variants() / (name + ".json")))
    return;
  throw Error(fmt::format("variants/{}.json: '{}' cannot name a variant", name, name),
              "rename the file: a small letter first, then small letters, digits, '-' and '_'");
}

bool is_abstract(const Project& project, const std::string& name) {
  const nlohmann::json document = read_json(project.root, fs::path("variants") / (name + ".json"));
  return document.is_object() && document.value("abstract", false);  // what else is wrong, load_variant says
}

// lean at the level dev is built in artifacts/lean-dev, where no variant may be.
void refuse_shared_folder(const Project& project, const Variant& variant,
                          const std::vector<std::string>& names) {
  for (const auto& [level, arguments] : variant.levels) {
    const std::string title = variant.name + "-" + level;
    if (!std::ranges::binary_search(names, title) || is_abstract(project, title)) continue;
    throw Error(fmt::format("variants/{}.json: artifacts/{} is where {} at the level {} is built", title,
                            title, variant.name, level),
                "rename the variant " + title + ", or the level");
  }
}

}  // namespace

Project find_project(const fs::path& start) {
  fs::path first = fs::absolute(start).lexically_normal();
  if (!first.has_filename())
    first = first.parent_path();  // "here/." ends in a slash, and would give other keys
  if (!fs::is_directory(first))
    throw Error("there is no folder " + start.string(), "name a checkout, or a folder in it, with --project");
  for (fs::path folder = first;; folder = folder.parent_path()) {
    if (fs::exists(folder / "toolchain" / "lock.json") && fs::is_directory(folder / "variants"))
      return {folder};
    if (!folder.has_relative_path()) break;
  }
  throw Error("no project here: neither " + start.string() +
                  " nor a folder above it has variants/ and toolchain/lock.json",
              "change into a checkout, or name it with --project");
}

Catalog load_catalog(const Project& project) {
  const std::string file = "Modules/catalog.json";
  const nlohmann::json document = read_json(project.root, file);
  validate_json(document, read_json(project.root, "Modules/catalog.schema.json"), file);
  return parse_catalog(document, file);
}

std::vector<std::string> variant_names(const Project& project) {
  std::vector<std::string> names = variant_files(project);
  std::erase_if(names, [&](const std::string& name) { return is_abstract(project, name); });
  return names;
}

Variant load_variant(const Project& project, const Catalog& catalog, const std::string& name,
                     const std::string& cpython) {
  refuse_odd_name(project, name);
  const auto read = [&](const std::string& wanted) {
    return read_file(project.variants() / (wanted + ".json"));
  };
  const nlohmann::json schema = read_json(project.root, "variants/variant.schema.json");
  const std::vector<std::string> names = variant_files(project);
  const auto load = [&](const std::string& wanted) {
    Variant variant = load_variant(wanted, read, names, catalog, schema, cpython);
    if (!variant.abstract) refuse_shared_folder(project, variant, names);
    return variant;
  };
  if (const auto title = split_title(name, names); title && !is_abstract(project, title->first))
    load(title->first);
  return load(name);
}

fs::path built_manifest(const Project& project, const std::string& variant) {
  const fs::path file = project.artifacts() / variant / "manifest.json";
  if (fs::exists(file)) return file;
  if (load_variant(project, load_catalog(project), variant).abstract)
    throw Error("variant " + variant + " is only there to be extended, and never built",
                "name one of: " + join(variant_names(project), ", "));
  throw Error("variant " + variant + " is not built: there is no " + file.string(),
              "run: pylonctl build " + variant);
}

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
      refuse_odd_name(workspace.project(), name);
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

#include "checkout/project.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "system/files.hpp"

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
    const fs::file_status status = entry.status(unknown);
    // Who reads a link that leads nowhere says so.
    if (fs::is_regular_file(status) || (entry.is_symlink(unknown) && !fs::exists(status)))
      names.push_back(file.stem().string());
  }
  std::ranges::sort(names);
  return names;
}

}  // namespace

Project find_project(const fs::path& start) {
  fs::path first = fs::absolute(start).lexically_normal();
  if (!first.has_filename())
    first = first.parent_path();  // "here/." ends in a slash, and would give other keys
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
  std::erase_if(names, [&](const std::string& name) {
    const nlohmann::json document = read_json(project.root, fs::path("variants") / (name + ".json"));
    return document.is_object() &&
           document.value("abstract", false);  // what else is wrong, load_variant says
  });
  return names;
}

Variant load_variant(const Project& project, const Catalog& catalog, const std::string& name,
                     const std::string& cpython) {
  const auto read = [&](const std::string& wanted) {
    return read_file(project.variants() / (wanted + ".json"));
  };
  return load_variant(name, read, variant_files(project), catalog,
                      read_json(project.root, "variants/variant.schema.json"), cpython);
}

fs::path built_manifest(const Project& project, const std::string& variant) {
  const fs::path file = project.artifacts() / variant / "manifest.json";
  if (fs::exists(file)) return file;
  load_variant(project, load_catalog(project), variant);
  throw Error("variant " + variant + " is not built: there is no " + file.string(),
              "run: pylonctl build " + variant);
}

}  // namespace pylon

#include "plan/publish.hpp"

#include "base/error.hpp"
#include "plan/description.hpp"
#include "plan/library.hpp"
#include "system/files.hpp"
#include "system/git.hpp"

namespace pylon {
namespace {

// lib/ as it is to be, beside its place in `folder`.
fs::path assemble_library(const Variant& variant, const VariantParts& parts, const fs::path& folder) {
  const fs::path library = folder / ".lib.new";
  remove_tree(library);
  for (const LibraryPart& part : library_parts(variant, parts))
    with_context("while adding " + part.title, [&] { copy_tree(part.from, library / part.below); });
  return library;
}

bool library_is_whole(const Variant& variant, const VariantParts& parts, const fs::path& library) {
  for (const LibraryPart& part : library_parts(variant, parts)) {
    for (const fs::path& file : list_tree(part.from)) {
      std::error_code missing;
      const fs::path published = library / part.below / file;
      if (fs::is_symlink(published)) continue;
      if (fs::file_size(published, missing) != fs::file_size(part.from / file) || missing) return false;
    }
  }
  return true;
}

bool same_content(const fs::path& one, const fs::path& other) {
  return fs::file_size(one) == fs::file_size(other) && read_file(one) == read_file(other);
}

// The old name: a link, or where links cannot be made, a copy.
void place_old_name(const Variant& variant, const fs::path& folder) {
  if (variant.old_name.empty() || make_symlink("pylon.wasm", folder / variant.old_name)) return;
  write_file(folder / variant.old_name, read_file(folder / "pylon.wasm"));
}

// A build that was killed may have left a publication at work.
FileLock lock_folder(const Workspace& workspace, const Variant& variant) {
  return FileLock(workspace.project().build() / ("publish-" + variant.title() + ".lock"));
}

}  // namespace

void withdraw_damaged(const Project& project, const Variant& variant, const VariantParts& parts) {
  const fs::path folder = project.artifacts() / variant.title();
  const fs::path published = folder / "pylon.wasm", built = parts.optimized.out / "pylon.wasm";
  if (!fs::is_regular_file(published) || !fs::exists(built) || !fs::exists(parts.stdlib.out / "lib")) return;
  if (same_content(published, built) && library_is_whole(variant, parts, folder / "lib")) return;
  fs::remove(folder / "manifest.json");
  fs::remove(published);
}

std::vector<fs::path> library_folders(const Project& project, const Variant& variant) {
  const fs::path library = project.artifacts() / variant.title() / "lib";
  std::vector<fs::path> folders{library};
  for (const auto& entry : fs::recursive_directory_iterator(library)) {
    if (entry.is_directory()) folders.push_back(entry.path());
  }
  return folders;
}

void publish_file(const Workspace& workspace, const Variant& variant, const VariantParts& parts) {
  const fs::path folder = workspace.project().artifacts() / variant.title();
  fs::create_directories(folder);
  const FileLock lock = lock_folder(workspace, variant);
  const fs::path library = assemble_library(variant, parts, folder);
  fs::remove(folder / "manifest.json");
  replace_path(library, folder / "lib");
  write_file(folder / "pylon.wasm", read_file(parts.optimized.out / "pylon.wasm"));
  place_old_name(variant, folder);
}

void publish_manifest(const Workspace& workspace, const Variant& variant, const VariantParts& parts) {
  const fs::path folder = workspace.project().artifacts() / variant.title();
  const FileLock lock = lock_folder(workspace, variant);
  const std::string manifest =
      describe(workspace, variant, parts, read_file(parts.optimized.out / "pylon.wasm"),
               git_state(workspace.project().root));
  fs::remove(folder / "manifest.json");
  write_file(folder / "symbols.tsv", read_file(parts.attribution.out / "symbols.tsv"));
  write_file(folder / "manifest.json", manifest);
}

}  // namespace pylon

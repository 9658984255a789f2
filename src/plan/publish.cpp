#include "plan/publish.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"
#include "plan/description.hpp"
#include "system/files.hpp"
#include "system/git.hpp"

namespace pylon {
namespace {

void assemble_library(const Variant& variant, const VariantParts& parts, const fs::path& to) {
  for (const LibraryPart& part : library_parts(variant, parts))
    with_context("while adding " + part.title, [&] { copy_tree(part.from, to / part.below); });
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

// The old name: a link, or where links cannot be made, a copy.
void place_old_name(const Variant& variant, const fs::path& folder) {
  if (variant.old_name.empty() || make_symlink("pylon.wasm", folder / variant.old_name)) return;
  write_file(folder / variant.old_name, read_file(folder / "pylon.wasm"));
}

}  // namespace

std::vector<LibraryPart> library_parts(const Variant& variant, const VariantParts& parts) {
  std::vector<LibraryPart> list{{"the standard library", parts.stdlib.out / "lib", ""}};
  const std::string python = "python" + variant.cpython.substr(0, variant.cpython.rfind('.'));
  for (const auto& [name, built] : parts.packages) {
    if (fs::is_directory(built.out / "python"))
      list.push_back(
          {"the Python files of " + name, built.out / "python", fs::path(python) / "site-packages"});
  }
  return list;
}

void withdraw_damaged(const Project& project, const Variant& variant, const VariantParts& parts) {
  const fs::path folder = project.artifacts() / variant.title();
  const fs::path last = folder / (variant.level.empty() ? "manifest.json" : "pylon.wasm");
  if (!fs::exists(last) || !fs::exists(parts.stdlib.out / "lib")) return;
  if (!library_is_whole(variant, parts, folder / "lib")) fs::remove(last);
}

std::vector<fs::path> library_folders(const Project& project, const Variant& variant) {
  const fs::path library = project.artifacts() / variant.title() / "lib";
  std::vector<fs::path> folders{library};
  for (const auto& entry : fs::recursive_directory_iterator(library)) {
    if (entry.is_directory()) folders.push_back(entry.path());
  }
  return folders;
}

void publish(const Workspace& workspace, const Variant& variant, const VariantParts& parts) {
  const fs::path folder = workspace.project().artifacts() / variant.title();
  fs::create_directories(folder);
  // A build that was killed may have left a publication at work.
  const FileLock lock(workspace.project().build() / ("publish-" + variant.title() + ".lock"));
  const fs::path library = folder / ".lib.new";
  remove_tree(library);
  assemble_library(variant, parts, library);
  const std::string wasm = read_file(parts.optimized.out / "pylon.wasm");
  const bool release = variant.level.empty();
  const std::string manifest =
      release ? describe(workspace, variant, parts, wasm, library, git_state(workspace.project().root)) : "";

  // The manifest goes first and comes back last: while it is missing, the folder is known to be unfinished.
  fs::remove(folder / "manifest.json");
  replace_path(library, folder / "lib");
  write_file(folder / "pylon.wasm", wasm);
  place_old_name(variant, folder);
  if (!release) return;
  write_file(folder / "symbols.tsv", read_file(parts.attribution.out / "symbols.tsv"));
  write_file(folder / "manifest.json", manifest);
}

}  // namespace pylon

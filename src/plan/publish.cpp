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

// lib/: the standard library, and the packages' Python files where `site` looks for them.
void assemble_library(const Variant& variant, const VariantParts& parts, const fs::path& to) {
  copy_tree(parts.stdlib.out / "lib", to);
  const std::string python = "python" + variant.cpython.substr(0, variant.cpython.rfind('.'));
  for (const auto& [name, built] : parts.packages) {
    const fs::path files = built.out / "python";
    if (!fs::is_directory(files)) continue;
    with_context("while adding the Python files of " + name,
                 [&] { copy_tree(files, to / python / "site-packages"); });
  }
}

// The old name: a link, or where links cannot be made, a copy.
void place_old_name(const Variant& variant, const fs::path& folder) {
  if (variant.old_name.empty() || make_symlink("pylon.wasm", folder / variant.old_name)) return;
  write_file(folder / variant.old_name, read_file(folder / "pylon.wasm"));
}

}  // namespace

void publish(const Workspace& workspace, const Variant& variant, const VariantParts& parts) {
  const fs::path folder = workspace.project().artifacts() / variant.title();
  fs::create_directories(folder);
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

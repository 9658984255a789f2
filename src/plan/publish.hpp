// Puts a finished variant into artifacts/<variant>/: the file, the old name's link, lib/ and the manifest.
#pragma once

#include "plan/workspace.hpp"

namespace pylon {

// What lib/ is put together from: the standard library, and the packages' Python files where `site` looks for
// them.
struct LibraryPart {
  std::string title;            // for messages
  std::filesystem::path from;   // a folder of the store
  std::filesystem::path below;  // where in lib/ its files go
};
std::vector<LibraryPart> library_parts(const Variant& variant, const VariantParts& parts);

// Writes every artifact of `variant` beside its place and renames it there, the manifest last; a level other
// than release has none.
void publish(const Workspace& workspace, const Variant& variant, const VariantParts& parts);

// Ninja sees a folder as one thing. Where a file of lib/ has been taken away or has another size, the
// manifest is removed (of a level without one, the file): the artifact is unfinished, and Ninja publishes it
// again.
void withdraw_damaged(const Project& project, const Variant& variant, const VariantParts& parts);

// The folders of lib/, whose times tell of files that were taken away.
std::vector<std::filesystem::path> library_folders(const Project& project, const Variant& variant);

}  // namespace pylon

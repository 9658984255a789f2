// Puts a finished variant into artifacts/<variant>/: the file, the old name's link, lib/ and the manifest.
#pragma once

#include "plan/workspace.hpp"

namespace pylon {

// Writes the file, lib/ and the old name beside their places and renames them there. A manifest goes first:
// while it is missing, the folder is known to be unfinished.
void publish_file(const Workspace& workspace, const Variant& variant, const VariantParts& parts);

// Describes what publish_file has put there: manifest.json, last, and what goes with it. Looks at what the
// file was made from, not at what somebody may have made of it since.
void publish_manifest(const Workspace& workspace, const Variant& variant, const VariantParts& parts);

// Ninja sees whether outputs are there, not what is in them. Where pylon.wasm is not what was built, or a
// file of lib/ has been taken away or has another size, the manifest and the file are removed: the artifact
// is unfinished, and Ninja publishes it again.
void withdraw_damaged(const Project& project, const Variant& variant, const VariantParts& parts);

// The folders of lib/, whose times tell of files that were taken away.
std::vector<std::filesystem::path> library_folders(const Project& project, const Variant& variant);

}  // namespace pylon

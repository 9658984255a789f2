// Puts a finished variant into artifacts/<variant>/: the file, the old name's link, lib/ and the manifest.
#pragma once

#include "checkout/parts.hpp"
#include "checkout/workspace.hpp"

namespace pylon {

// Writes the file, lib/ and the old name beside their places and renames them there. A manifest goes first:
// while it is missing, the folder is known to be unfinished.
void publish_file(const Workspace& workspace, const Variant& variant, const VariantParts& parts);

// Describes what publish_file has put there: manifest.json, last, and what goes with it. Looks at what the
// file was made from, not at what somebody may have made of it since.
void publish_manifest(const Workspace& workspace, const Variant& variant, const VariantParts& parts);

// Ninja sees whether outputs are there, not what is in them. Where pylon.wasm, the old name or a file of lib/
// is not what was built, is missing or came later (a guest that lib/ is mounted for may write there), the
// manifest and the file are removed; where the manifest or what goes with it was changed, the manifest: Ninja
// publishes it again. Returns what was found, for people; empty when all is as it was published.
std::vector<std::string> withdraw_damaged(const Project& project, const Variant& variant,
                                          const VariantParts& parts);

}  // namespace pylon

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

// Removes what Ninja has to publish again: it sees whether a file is there, not what is in it.
// - pylon.wasm, the old name or a file of lib/ changed, missing or added (a guest with lib/ mounted may write
//   there): the manifest and the file go;
// - the manifest, symbols.tsv or lib.sha256 changed: the manifest goes.
// Returns what was found, for people; empty when all is as it was published.
std::vector<std::string> withdraw_damaged(const Project& project, const Variant& variant,
                                          const VariantParts& parts);

}  // namespace pylon

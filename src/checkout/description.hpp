// Gathers what the manifest says of a finished variant: from the plan, the lock, the patches and the store.
//
// Package URLs (https://github.com/package-url/purl-spec): where software comes from, in the words that
// scanners of bills of materials understand.
#pragma once

#include <string>
#include <string_view>

#include "checkout/library.hpp"
#include "checkout/project.hpp"
#include "manifest/components.hpp"
#include "manifest/library_facts.hpp"
#include "toolchain/lock.hpp"
#include "toolchain/sdk.hpp"

namespace pylon {

// The text of manifest.json for the finished file `wasm` and the library_parts of lib/.
std::string describe(const Workspace& workspace, const Variant& variant, const VariantParts& parts,
                     const std::string& wasm, const std::string& git_state);

// What of a manifest can be made again without building: of the files in lib/, of the catalogue and the lock,
// of the text of symbols.tsv, and of the table of hosts, by its own members. Versions of the SDK's libraries
// are its own.
nlohmann::json made_again(const Project& project, const Catalog& catalog, const Variant& variant,
                          const nlohmann::json& manifest, std::string_view symbols);

// Which Python files of lib/ import which modules.
Importers read_importers(const std::vector<LibraryPart>& library);

// "pkg:pypi/numpy@2.5.5"; of what no index has, "pkg:generic/zlib@1.3.1?checksum=sha256:…&download_url=…".
std::string purl_of(const Source& source);

// Where the C++ library and compiler-rt come from.
Origin llvm_origin(const Sdk& sdk);

// Where the C library comes from.
Origin libc_origin(const Sdk& sdk, const Lock& lock);

}  // namespace pylon

// Checks and measurements of build steps: they read files of the store for the pure functions of other
// folders.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "variant/variant.hpp"
#include "wasm/symbols.hpp"

namespace pylon {

// config.c against the variant; `facts` is the cpython recipe's facts/modules.json.
void check_config(const Variant& variant, const std::filesystem::path& config,
                  const std::filesystem::path& facts);

// A member of an archive.
struct ArchiveObject {
  std::string archive, member;  // the archive's path
  wasm::Object object;          // labelled "numpy-0123456789abcdef/lib/mtrand.a(distributions.c.o)"
};
struct ArchiveObjects {
  std::vector<std::string> contents;  // of the archives; what `list` points into
  std::vector<ArchiveObject> list;
};

// The objects of these archives, or of the archives in these folders.
ArchiveObjects read_archives(const std::vector<std::filesystem::path>& paths);

// Error that lists each finding of audit_objects() in these archives, and the patches below `patches` (may be
// empty) for the same function: with a new version one of them may have been forgotten.
void check_archives(const std::vector<std::filesystem::path>& archives, const std::filesystem::path& patches);

// Sizes of `wasm`, raw and compressed, as JSON.
void write_sizes(const std::filesystem::path& wasm, const std::filesystem::path& json);

}  // namespace pylon

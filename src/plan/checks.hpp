// What build steps check and measure: the files of the store, given to the pure functions of other folders.
#pragma once

#include <filesystem>
#include <vector>

#include "variant/variant.hpp"

namespace pylon {

// config.c against the variant; `facts` is the cpython recipe's facts/modules.json.
void check_config(const Variant& variant, const std::filesystem::path& config,
                  const std::filesystem::path& facts);

// Every symbol that the objects of these archives (or of the archives in these folders) define more than once
// must have equal bodies. Throws an Error that lists each twin with the two places.
void check_archives(const std::vector<std::filesystem::path>& archives);

// Sizes of `wasm`, raw and compressed, as JSON.
void write_sizes(const std::filesystem::path& wasm, const std::filesystem::path& json);

}  // namespace pylon

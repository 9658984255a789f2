#include "wasm/feature_set.hpp"

#include <array>
#include <string_view>

namespace pylon::wasm {

std::vector<std::string> feature_names(FeatureSet set) {
  // As the enumeration lists them, which is their sorted order.
  static constexpr std::array<std::string_view, 23> kNames{"atomics",
                                                           "bulk-memory",
                                                           "compact-imports",
                                                           "custom-descriptors",
                                                           "custom-page-sizes",
                                                           "exception-handling",
                                                           "extended-const",
                                                           "gc",
                                                           "legacy-exceptions",
                                                           "memory-control",
                                                           "memory64",
                                                           "multimemory",
                                                           "multivalue",
                                                           "mutable-globals",
                                                           "nontrapping-fptoint",
                                                           "reference-types",
                                                           "relaxed-simd",
                                                           "shared-everything",
                                                           "sign-ext",
                                                           "simd128",
                                                           "stack-switching",
                                                           "tail-call",
                                                           "wide-arithmetic"};
  static_assert(kNames.size() == static_cast<std::size_t>(Feature::kWideArithmetic) + 1);
  const bool tags_only = set.has(Feature::kExceptionTags) && !set.has(Feature::kLegacyExceptions);
  if (tags_only) set.add(Feature::kExceptionHandling);
  std::vector<std::string> names;
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    if (set.has(static_cast<Feature>(i))) names.emplace_back(kNames[i]);
  }
  return names;
}

}  // namespace pylon::wasm

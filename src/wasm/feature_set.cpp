#include "wasm/feature_set.hpp"

#include <array>
#include <string_view>
#include <utility>

#include "wasm/instructions.hpp"
#include "wasm/module_parts.hpp"

namespace pylon::wasm {
namespace {

void read_bodies(const ModuleParts& parts, Bytes bytes, FeatureSet& features) {
  if (!parts.bodies) return;
  for (const Body& body : *parts.bodies)
    read_body(Cursor(bytes.subspan(body.offset, body.size), body.offset), features);
}

}  // namespace

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

ModuleReading read_whole(Bytes bytes) {
  ModuleParts parts = read_parts(bytes);
  FeatureSet features = parts.features;
  read_bodies(parts, bytes, features);
  return {std::move(parts.module), feature_names(features), ""};
}

std::vector<std::string> used_features(Bytes bytes) { return read_whole(bytes).used; }

ModuleReading read_as_known(Bytes bytes) {
  ModuleParts parts = read_parts(bytes, Reading::kAsKnown);
  FeatureSet features = parts.features;
  try {
    read_bodies(parts, bytes, features);
  } catch (const UnknownEncoding& error) {
    if (parts.unread.empty()) parts.unread = error.message();
  }
  return {std::move(parts.module), feature_names(features), std::move(parts.unread)};
}

}  // namespace pylon::wasm

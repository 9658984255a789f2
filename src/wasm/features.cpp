#include "wasm/features.hpp"

#include "wasm/instructions.hpp"
#include "wasm/module_parts.hpp"

namespace pylon::wasm {
namespace {

void read_code(Cursor cursor, FeatureSet& features) {
  for (std::uint32_t left = cursor.count("function bodies"); left > 0; --left)
    read_body(cursor.sub(cursor.u32("function size"), "function body"), features);
}

}  // namespace

std::vector<std::string> used_features(Bytes bytes) {
  const ModuleParts parts = read_parts(bytes);
  FeatureSet features = parts.features;
  for (const Section& section : parts.module.sections) {
    if (section.id == 10)
      read_code(Cursor(section_payload(bytes, section), section.offset + section.header), features);
  }
  return feature_names(features);
}

}  // namespace pylon::wasm

#include "wasm/features.hpp"

#include "wasm/instructions.hpp"
#include "wasm/module_parts.hpp"

namespace pylon::wasm {

std::vector<std::string> used_features(Bytes bytes) {
  const ModuleParts parts = read_parts(bytes);
  FeatureSet features = parts.features;
  for (const Body& body : parts.bodies.value_or(std::vector<Body>{}))
    read_body(Cursor(bytes.subspan(body.offset, body.size), body.offset), features);
  return feature_names(features);
}

}  // namespace pylon::wasm

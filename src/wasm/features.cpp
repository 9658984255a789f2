#include "wasm/features.hpp"

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

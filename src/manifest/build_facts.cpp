#include "manifest/build_facts.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "wasm/custom_section.hpp"

namespace pylon {
namespace {

using Json = nlohmann::json;

const Json& section_schema() {
  static const Json schema = Json::parse(R"({
    "type": "object",
    "additionalProperties": false,
    "required": ["manifest_digest", "packages", "variant", "version"],
    "properties": {
      "manifest_digest": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
      "packages": {"type": "object", "additionalProperties": {"type": "string"}},
      "variant": {"type": "string"},
      "version": {"type": "string"}
    }
  })");
  return schema;
}

}  // namespace

std::string canonical_json(const Json& document) { return document.dump(); }

Json known_before_link(const Json& manifest) {
  const Json& identity = manifest.at("identity");
  Json known{{"identity", Json::object()}, {"inputs", manifest.at("inputs")}};
  for (const char* name : {"cpython", "packages", "target", "variant", "version"})
    known["identity"][name] = identity.at(name);
  known["inputs"]["flags"].erase("wasm-opt");
  known["inputs"]["tools"].erase("binaryen");
  if (manifest.contains("modules")) known["modules"]["built_in"] = manifest["modules"].at("built_in");
  return known;
}

std::string manifest_digest(const Json& manifest) {
  try {
    const Json known = known_before_link(manifest);
    known.at("modules");
    return sha256_hex(canonical_json(known));
  } catch (const Json::exception& error) {
    throw Error(fmt::format("the manifest lacks something that its digest is of: {}", error.what()),
                "build the variant again: pylonctl build VARIANT");
  }
}

Json build_facts(const Json& manifest) {
  const Json& identity = manifest.at("identity");
  return {{"manifest_digest", manifest_digest(manifest)},
          {"packages", identity.at("packages")},
          {"variant", identity.at("variant")},
          {"version", identity.at("version")}};
}

std::string build_header(const Json& facts) {
  return fmt::format("#define PYLON_MANIFEST_DIGEST \"{}\"\n",
                     facts.at("manifest_digest").get<std::string>());
}

std::optional<Json> read_build_facts(wasm::Bytes module) {
  const auto content = wasm::custom_section(module, kBuildSection);
  if (!content) return std::nullopt;
  const std::string name = "custom section " + std::string(kBuildSection);
  Json facts = parse_json(wasm::as_text(*content), name);
  validate_json(facts, section_schema(), name);
  return facts;
}

}  // namespace pylon

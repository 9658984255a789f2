#include "release/statement.hpp"

#include <fmt/chrono.h>

#include <ctime>
#include <nlohmann/json.hpp>

#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "manifest/build_facts.hpp"

namespace pylon {
namespace {

using Json = nlohmann::json;

// "120 47be…": what comes after the last space is the digest.
Json tool(const std::string& name, const std::string& text) {
  const std::size_t space = text.rfind(' ');
  const std::string version = space == std::string::npos ? "" : text.substr(0, space);
  // Of Binaryen's package itself; of the SDK over everything in it that can change an object file.
  const char* algorithm = name == "sdk" ? "pylonSdkTree" : "sha256";
  return {{"name", name + " " + version}, {"digest", {{algorithm, text.substr(space + 1)}}}};
}

std::string purl_by_digest(const Json& manifest, const std::string& digest) {
  if (!manifest.contains("components")) return "";
  for (const Json& component : manifest.at("components")) {
    if (component.value("sha256", "") == digest) return component.at("purl");
  }
  return "";
}

Json dependencies(const StatementInputs& inputs) {
  const Json& made_of = inputs.manifest->at("inputs");
  Json list = Json::array({{{"name", "project"}, {"digest", {{"gitCommit", inputs.commit}}}}});
  for (const auto& [name, digest] : made_of.at("sources").items()) {
    Json source{{"name", name}, {"digest", {{"sha256", digest}}}};
    const std::string purl = purl_by_digest(*inputs.manifest, digest);
    if (!purl.empty()) source["uri"] = purl;
    list.push_back(std::move(source));
  }
  for (const Json& patch : made_of.at("patches")) {
    if (patch.contains("sha256"))
      list.push_back({{"name", "toolchain/patches/" + patch.at("file").get<std::string>()},
                      {"digest", {{"sha256", patch.at("sha256")}}}});
  }
  for (const auto& [name, text] : made_of.at("tools").items()) list.push_back(tool(name, text));
  return list;
}

using Json = nlohmann::json;

// "package:numpy", "vendor:numpy/lapack".
std::string reference_of(const Json& component) {
  const std::string of = component.value("of", "");
  return component.at("kind").get<std::string>() + ":" + (of.empty() ? "" : of + "/") +
         component.at("name").get<std::string>();
}

Json licences(const std::string& expression) {
  if (expression == "NOASSERTION") return Json::array();
  return Json::array({{{"expression", expression}}});
}

Json library(const Json& component) {
  Json entry{{"type", "library"},
             {"bom-ref", reference_of(component)},
             {"name", component.at("name")},
             {"purl", component.at("purl")},
             {"licenses", licences(component.at("licence"))},
             {"scope", "required"},
             {"properties", Json::array({{{"name", "pylon:kind"}, {"value", component.at("kind")}}})}};
  for (const char* key : {"version", "cpe"}) {
    if (component.contains(key)) entry[key] = component.at(key);
  }
  if (component.contains("sha256"))
    entry["hashes"] = Json::array({{{"alg", "SHA-256"}, {"content", component.at("sha256")}}});
  return entry;
}

// The file that all of it is in.
Json subject(const Json& manifest) {
  const Json& identity = manifest.at("identity");
  const std::string version = identity.at("version"), variant = identity.at("variant");
  Json properties = Json::array();
  for (const auto& [name, value] :
       {std::pair("pylon:variant", identity.at("variant")), std::pair("pylon:target", identity.at("target")),
        std::pair("pylon:manifest_digest", manifest.at("manifest_digest")),
        std::pair("pylon:git", identity.at("git"))})
    properties.push_back({{"name", name}, {"value", value}});
  return {{"type", "application"},
          {"bom-ref", "pylon"},
          {"name", "pylon.wasm"},
          {"version", version},
          {"description", identity.at("description")},
          {"purl", fmt::format("pkg:generic/pylon@{}?variant={}", version, variant)},
          {"hashes", Json::array({{{"alg", "SHA-256"}, {"content", manifest.at("file").at("sha256")}}})},
          {"properties", properties}};
}

// pylon.wasm depends on packages and libraries, a package on what it brings along.
Json dependencies(const Json& components) {
  Json direct = Json::array();
  std::map<std::string, Json> below;
  for (const Json& component : components) {
    const std::string reference = reference_of(component);
    below.try_emplace(reference, Json::array());
    if (component.contains("of"))
      below.try_emplace("package:" + component.at("of").get<std::string>(), Json::array())
          .first->second.push_back(reference);
    else
      direct.push_back(reference);
  }
  Json list = Json::array({{{"ref", "pylon"}, {"dependsOn", direct}}});
  for (const auto& [reference, needs] : below) list.push_back({{"ref", reference}, {"dependsOn", needs}});
  return list;
}

// A name for the document that follows from its content (RFC 9562, version 8: of the maker's own making).
std::string serial_number(const Json& document) {
  std::string hex = sha256_hex(canonical_json(document)).substr(0, 32);
  hex[12] = '8';
  hex[16] = "89ab"[static_cast<unsigned char>(hex[16]) % 4];
  return fmt::format("urn:uuid:{}-{}-{}-{}-{}", hex.substr(0, 8), hex.substr(8, 4), hex.substr(12, 4),
                     hex.substr(16, 4), hex.substr(20));
}

}  // namespace

std::vector<std::vector<std::string>> release_commands(const std::string& version,
                                                       const std::string& variant) {
  return {{"pylonctl", "build", variant}, {"pylonctl", "release", version, "--variant", variant}};
}

std::string statement_text(const StatementInputs& inputs) {
  const Json& identity = inputs.manifest->at("identity");
  Json subjects = Json::array();
  for (const auto& [name, digest] : inputs.subjects)
    subjects.push_back({{"name", name}, {"digest", {{"sha256", digest}}}});
  Json external{{"commands", inputs.commands}};
  for (const char* key : {"variant", "version", "target", "cpython"}) external[key] = identity.at(key);
  Json internal{{"flags", inputs.manifest->at("inputs").at("flags")},
                {"manifest_digest", inputs.manifest->at("manifest_digest")}};
  if (!inputs.remote_steps.empty()) internal["remote_steps"] = inputs.remote_steps;
  const Json definition{{"buildType", "urn:pylon:build:1"},
                        {"externalParameters", external},
                        {"internalParameters", internal},
                        {"resolvedDependencies", dependencies(inputs)}};
  const Json run{
      {"builder", {{"id", "urn:pylon:pylonctl"}, {"version", {{"pylonctl", inputs.tool_version}}}}}};
  return json_text({{"_type", "https://in-toto.io/Statement/v1"},
                    {"subject", subjects},
                    {"predicateType", "https://slsa.dev/provenance/v1"},
                    {"predicate", {{"buildDefinition", definition}, {"runDetails", run}}}});
}

std::string utc_timestamp(long long seconds) {
  return fmt::format("{:%Y-%m-%dT%H:%M:%SZ}", fmt::gmtime(static_cast<std::time_t>(seconds)));
}

std::string sbom_text(const Json& manifest, const SbomSetting& setting) {
  if (!manifest.contains("components") || !manifest.contains("manifest_digest")) {
    throw Error("the manifest does not say whose software is in the file",
                "build the variant again with this pylonctl");
  }
  Json libraries = Json::array();
  for (const Json& component : manifest.at("components")) libraries.push_back(library(component));
  Json tool{{"type", "application"}, {"name", "pylonctl"}, {"version", setting.tool_version}};
  Json document{
      {"$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json"},
      {"bomFormat", "CycloneDX"},
      {"specVersion", "1.6"},
      {"version", 1},
      {"metadata",
       {{"timestamp", setting.timestamp},
        {"tools", {{"components", Json::array({tool})}}},
        {"lifecycles", Json::array({{{"phase", "build"}}})},
        {"component", subject(manifest)}}},
      {"components", libraries},
      {"dependencies", dependencies(manifest.at("components"))},
      {"compositions", Json::array({{{"aggregate", "complete"}, {"assemblies", Json::array({"pylon"})}}})}};
  document["serialNumber"] = serial_number(document);
  return json_text(document);
}

SbomSetting sbom_setting(const Json& sbom, const std::string& name) {
  try {
    const Json& metadata = sbom.at("metadata");
    return {metadata.at("timestamp"), metadata.at("tools").at("components").at(0).at("version")};
  } catch (const Json::exception& error) {
    throw Error(fmt::format("{}: not a bill of materials of this project: {}", name, plain_message(error)));
  }
}

}  // namespace pylon

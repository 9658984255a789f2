#include "release/statement.hpp"

#include <nlohmann/json.hpp>

#include "base/json.hpp"

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

}  // namespace pylon

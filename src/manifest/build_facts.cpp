#include "manifest/build_facts.hpp"

#include <fmt/format.h>

#include <regex>

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

// Of "Debian LLVM 1:21.1.8-3" or "clang 21.1.8"; 0 where it does not say, as in "wasi-sdk 34.0".
int llvm_of(const std::string& compiler) {
  static const std::regex pattern(R"((?:LLVM|clang) (?:\d+:)?(\d+)\.)");
  std::smatch found;
  return std::regex_search(compiler, found, pattern) ? std::stoi(found[1]) : 0;
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

// The recipe gives the compiler the profile of its version by this very name.
Json cpython_profile(const std::string& flags, const std::string& version, const std::string& sha256,
                     const std::string& compiler, int llvm) {
  if (flags.empty()) return nullptr;
  if (flags.find("-fprofile-use=profile") == std::string::npos) return {{"state", "off"}, {"flags", flags}};
  if (sha256.empty()) return {{"state", "missing"}, {"version", version}};
  Json profile{{"state", "used"}, {"version", version}, {"sha256", sha256}};
  if (!compiler.empty()) profile["compiler"] = compiler;
  const int collected = llvm_of(compiler);
  if (collected != 0 && llvm != 0 && collected != llvm) {
    profile["state"] = "unfit";
    profile["llvm"] = llvm;
  }
  return profile;
}

bool profile_is_missing(const Json& profile) {
  return profile.is_object() && profile.at("state") == "missing";
}

bool profile_is_lost(const Json& profile) {
  return profile_is_missing(profile) || (profile.is_object() && profile.at("state") == "unfit");
}

std::string profile_words(const Json& profile) {
  if (!profile.is_object()) return "";
  const std::string state = profile.at("state");
  if (state == "missing") return "no profile";
  if (state == "off")
    return fmt::format("no profile, as the variant asks ({})", profile.at("flags").get<std::string>());
  const std::string compiler = profile.value("compiler", "");
  const std::string words = fmt::format("the profile of {}{}", profile.at("version").get<std::string>(),
                                        compiler.empty() ? "" : " (" + compiler + ")");
  if (state != "unfit") return words;
  return words + fmt::format(", of which LLVM {} uses only a part", profile.at("llvm").get<int>());
}

Json profile_in(const Json& manifest) {
  const auto inputs = manifest.find("inputs");
  if (inputs == manifest.end() || !inputs->contains("cpython_profile")) return nullptr;
  return inputs->at("cpython_profile");
}

}  // namespace pylon

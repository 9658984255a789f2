// Where a release comes from: an in-toto v1 statement with a SLSA v1 provenance
// (https://slsa.dev/spec/v1.0/provenance). It is unsigned; SHA256SUMS, which names it, can be signed.
//
// And what is in it, the bill of materials of a variant: a CycloneDX 1.6 document
// (https://cyclonedx.org/docs/1.6/json/). It is a pure projection of the manifest, so whoever has both can
// check one by the other.
#pragma once

#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace pylon {

struct SbomSetting {
  std::string timestamp;  // "2026-11-23T07:20:33Z": when what was built was committed, not when it was built
  std::string tool_version;  // pylonctl's
};

// As text: sorted keys, two spaces, newline at the end. Error when the manifest has no components.
std::string sbom_text(const nlohmann::json& manifest, const SbomSetting& setting);

// What an SBOM says of how it was made, for making it again. Error naming `name` when it is none.
SbomSetting sbom_setting(const nlohmann::json& sbom, const std::string& name);

// "2026-11-23T07:20:33Z" from seconds since 1970.
std::string utc_timestamp(long long seconds);

struct StatementInputs {
  const nlohmann::json* manifest = nullptr;
  std::map<std::string, std::string> subjects;     // file of the release -> SHA-256
  std::string commit;                              // of the project
  std::vector<std::vector<std::string>> commands;  // argument vectors that make it again, in order
  std::string tool_version;                        // pylonctl's
  // Steps that came from a remote store instead of being made where the rest was: the statement lists them,
  // and has no such list when there are none.
  std::vector<std::string> remote_steps = {};
};

// Those of a release's statement.
std::vector<std::vector<std::string>> release_commands(const std::string& version,
                                                       const std::string& variant);

// As text: sorted keys, two spaces, newline at the end.
std::string statement_text(const StatementInputs& inputs);

}  // namespace pylon

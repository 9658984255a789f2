// The bill of materials of a variant: a CycloneDX 1.6 document (https://cyclonedx.org/docs/1.6/json/). It is
// a pure projection of the manifest, so whoever has both can check one by the other.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

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

}  // namespace pylon

// Whether a manifest still describes what the variant files, the catalogue and the lock ask for.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "variant/variant.hpp"

namespace pylon {

struct StaleFact {
  std::string path;           // in the manifest: "/inputs/flags/wasm-opt"
  std::string built, wanted;  // "nothing" where there is none
};

// What differs between what `manifest` was built with and what the project asks for now (`known`:
// make_known()), for example zlib 1.3.1 and 1.3.2. What only a build knows, such as the SDK, is not compared.
// Error when the manifest lacks what every manifest has.
std::vector<StaleFact> stale_facts(const nlohmann::json& manifest, const nlohmann::json& known,
                                   const Variant& variant);

}  // namespace pylon

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

// What `manifest` was built with that is not asked for any more, and the other way round. `known`:
// make_known() of the project as it is. What only a build knows (the SDK, the state of git) is not compared.
// Error when the manifest lacks what every manifest has.
std::vector<StaleFact> stale_facts(const nlohmann::json& manifest, const nlohmann::json& known,
                                   const Variant& variant);

}  // namespace pylon

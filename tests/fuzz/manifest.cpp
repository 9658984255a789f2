// Any text as a manifest: a document with a version that this program reads, whose rows are read too; or an
// Error.
#include "manifest/manifest.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "manifest/rows.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    const nlohmann::json manifest =
        pylon::read_manifest({reinterpret_cast<const char*>(data), size}, "manifest.json");
    if (manifest.at("manifest_version") != pylon::kManifestVersion) std::abort();
    pylon::read_rows(manifest);
  } catch (const pylon::Error&) {  // an answer like any other
  }
  return 0;
}

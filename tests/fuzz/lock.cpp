// Any text as toolchain/lock.json: a lock whose pages are all https, or an Error.
#include "toolchain/lock.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/json.hpp"
#include "system/files.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const nlohmann::json schema = pylon::parse_json(
      pylon::read_file(pylon::fs::path(PYLON_SOURCE_DIR) / "toolchain/lock.schema.json"), "lock.schema.json");
  try {
    const nlohmann::json document =
        pylon::parse_json({reinterpret_cast<const char*>(data), size}, "lock.json");
    pylon::validate_json(document, schema, "lock.json");
    for (const pylon::Source& source : pylon::parse_lock(document, "lock.json").sources) {
      for (const pylon::Place& place : source.places) {
        if (place.kind == "url" && !place.url.starts_with("https://")) std::abort();
      }
    }
  } catch (const pylon::Error&) {  // an answer like any other
  }
  return 0;
}

// Any text as variants/lean.json: a variant, or an Error.
#include "variant/variant.hpp"

#include <cstddef>
#include <cstdint>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/json.hpp"
#include "system/files.hpp"

namespace {

nlohmann::json read(const char* file) {
  return pylon::parse_json(pylon::read_file(pylon::fs::path(PYLON_SOURCE_DIR) / file), file);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const nlohmann::json schema = read("variants/variant.schema.json");
  static const pylon::Catalog catalog = pylon::parse_catalog(read("Modules/catalog.json"), "catalog.json");
  static const std::string base = read("variants/base.json").dump();
  const auto text_of = [&](const std::string& name) {
    return name == "base" ? base : std::string(reinterpret_cast<const char*>(data), size);
  };
  try {
    pylon::load_variant("lean", text_of, {"base", "lean"}, catalog, schema);
  } catch (const pylon::Error&) {  // an answer like any other
  }
  return 0;
}

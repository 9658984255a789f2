#include "manifest/module_facts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "wasm/features.hpp"

namespace pylon {
namespace {

using Json = nlohmann::json;

// Every byte of the file once: the header, and each section with its id and size fields.
Json section_sizes(const wasm::Module& module) {
  Json list = Json::array();
  list.push_back({{"name", "header"}, {"bytes", 8}, {"custom", false}});
  std::uint64_t sum = 8;
  for (const wasm::Section& section : module.sections) {
    const std::uint64_t bytes = section.header + section.size;
    list.push_back({{"name", section.name}, {"bytes", bytes}, {"custom", section.id == 0}});
    sum += bytes;
  }
  if (sum != module.bytes)
    throw Error(fmt::format("the sections add up to {} bytes of {}", sum, module.bytes));
  return list;
}

Json interface(const wasm::Module& module) {
  Json imports = Json::array();
  for (const wasm::Import& entry : module.imports) {
    imports.push_back({{"module", entry.module}, {"name", entry.name}, {"kind", entry.kind}});
  }
  Json exports = Json::array();
  for (const wasm::Export& entry : module.exports)
    exports.push_back({{"name", entry.name}, {"kind", entry.kind}});
  // JSON objects compare by their sorted keys, so this order does not depend on the linker's.
  std::sort(imports.begin(), imports.end());
  std::sort(exports.begin(), exports.end());
  return {{"imports", imports}, {"exports", exports}};
}

Json memory(const wasm::Module& module) {
  Json memories = Json::array();
  for (const wasm::Limits& limits : module.memories) {
    Json entry{{"initial_pages", limits.minimum}, {"shared", limits.shared}, {"memory64", limits.memory64}};
    if (limits.maximum) entry["maximum_pages"] = *limits.maximum;
    memories.push_back(entry);
  }
  return {{"page_bytes", 65536}, {"memories", memories}};
}

}  // namespace

Json module_facts(wasm::Bytes bytes) {
  const wasm::Module module = wasm::read_module(bytes);
  return {{"sections", section_sizes(module)},
          {"interface", interface(module)},
          {"features", {{"declared", module.features}, {"used", wasm::used_features(bytes)}}},
          {"memory", memory(module)}};
}

}  // namespace pylon

#include "manifest/module_facts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "base/error.hpp"
#include "manifest/build_facts.hpp"
#include "wasm/component.hpp"
#include "wasm/features.hpp"

namespace pylon {
namespace {

using Json = nlohmann::json;

// Every byte of the file once: the header, and each section with its id and size fields.
Json section_sizes(const std::vector<wasm::Section>& sections, std::uint64_t file) {
  Json list = Json::array();
  list.push_back({{"name", "header"}, {"bytes", 8}, {"custom", false}});
  std::uint64_t sum = 8;
  for (const wasm::Section& section : sections) {
    const std::uint64_t bytes = section.header + section.size;
    list.push_back({{"name", section.name}, {"bytes", bytes}, {"custom", section.id == 0}});
    sum += bytes;
  }
  if (sum != file) throw Error(fmt::format("the sections add up to {} bytes of {}", sum, file));
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

Json facts_of(const wasm::Module& module, wasm::Bytes bytes) {
  return {{"sections", section_sizes(module.sections, module.bytes)},
          {"interface", interface(module)},
          {"features", {{"declared", module.features}, {"used", wasm::used_features(bytes)}}},
          {"memory", memory(module)}};
}

Json counts(const wasm::Counts& counts) {
  return {{"types", counts.types},       {"functions", counts.functions},
          {"tables", counts.tables},     {"globals", counts.globals},
          {"tags", counts.tags},         {"element_segments", counts.elements},
          {"data_segments", counts.data}};
}

Json producers(const wasm::Module& module) {
  Json list = Json::array();
  for (const wasm::Producer& one : module.producers)
    list.push_back({{"field", one.field}, {"name", one.name}, {"version", one.version}});
  return list;
}

Json all_facts(wasm::Bytes bytes) {
  const wasm::Module module = wasm::read_module(bytes);
  Json facts = facts_of(module, bytes);
  facts["bytes"] = module.bytes;
  facts["counts"] = counts(module.counts);
  facts["producers"] = producers(module);
  facts["start"] = module.start ? Json(*module.start) : Json();
  facts["build"] = read_build_facts(bytes).value_or(Json());
  return facts;
}

}  // namespace

Json module_facts(wasm::Bytes bytes) { return facts_of(wasm::read_module(bytes), bytes); }

Json file_facts(wasm::Bytes bytes) {
  if (!wasm::is_component(bytes)) {
    Json facts = all_facts(bytes);
    facts["component"] = false;
    return facts;
  }
  Json modules = Json::array();
  for (const wasm::NestedModule& nested : wasm::core_modules(bytes)) {
    const auto offset = static_cast<std::size_t>(nested.offset);
    Json facts =
        with_context(fmt::format("in the core module that begins at byte {} (0x{:x})", offset, offset),
                     [&] { return all_facts(bytes.subspan(offset, nested.size)); });
    facts["offset"] = nested.offset;
    facts["depth"] = nested.depth;
    modules.push_back(std::move(facts));
  }
  return {{"bytes", bytes.size()},
          {"component", true},
          {"sections", section_sizes(wasm::read_component_sections(bytes), bytes.size())},
          {"core_modules", modules}};
}

}  // namespace pylon

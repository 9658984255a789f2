#include "manifest/module_facts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <future>
#include <nlohmann/json.hpp>
#include <set>
#include <vector>

#include "base/error.hpp"
#include "manifest/build_facts.hpp"
#include "manifest/inside_facts.hpp"
#include "wasm/component.hpp"
#include "wasm/feature_set.hpp"

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
    if (limits.page_bytes) entry["page_bytes"] = *limits.page_bytes;
    memories.push_back(entry);
  }
  return {{"page_bytes", 65536}, {"memories", memories}};
}

Json facts_of(const wasm::ModuleReading& read) {
  return {{"sections", section_sizes(read.module.sections, read.module.bytes)},
          {"interface", interface(read.module)},
          {"features", {{"declared", read.module.features}, {"used", read.used}}},
          {"memory", memory(read.module)}};
}

// A component's own sections, most of them a few bytes between the core modules: those of a name count
// together.
std::vector<wasm::Section> gathered_sections(wasm::Bytes component) {
  std::vector<wasm::Section> gathered;
  for (wasm::Section& section : wasm::read_component_sections(component)) {
    const auto same = std::ranges::find_if(gathered, [&](const wasm::Section& each) {
      return section.name != "core module" && each.name == section.name && each.id == section.id;
    });
    if (same == gathered.end()) {
      gathered.push_back(std::move(section));
      continue;
    }
    same->header += section.header;
    same->size += section.size;
  }
  return gathered;
}

// The functions that core modules call of the interfaces which the component imports. Its own intrinsics,
// such as [resource-drop]descriptor, no host gives.
Json component_interface_json(wasm::Bytes component, const std::vector<wasm::ModuleReading>& modules) {
  const wasm::ComponentInterface interface = wasm::component_interface(component);
  std::set<Json> imports;
  for (const wasm::ComponentExternal& asked : interface.imports) {
    const std::size_t before = imports.size();
    for (const wasm::ModuleReading& read : modules) {
      for (const wasm::Import& import : read.module.imports) {
        if (import.module == asked.name && !import.name.starts_with("[resource-"))
          imports.insert(Json{{"module", import.module}, {"name", import.name}, {"kind", import.kind}});
      }
    }
    // Types alone: an instance all the same, which the host must have.
    if (imports.size() == before)
      imports.insert(Json{{"module", asked.name}, {"name", ""}, {"kind", asked.kind}});
  }
  Json exports = Json::array();
  for (const wasm::ComponentExternal& entry : interface.exports)
    exports.push_back({{"name", entry.name}, {"kind", entry.kind}});
  return {{"imports", imports}, {"exports", exports}};
}

// Of a component that was made around a module: that module's memory, and what all of its core modules need.
Json component_facts(wasm::Bytes component) {
  std::vector<wasm::ModuleReading> modules;
  std::set<std::string> declared, used{kComponentModel};
  for (const wasm::NestedModule& nested : wasm::core_modules(component)) {
    const auto offset = static_cast<std::size_t>(nested.offset), size = static_cast<std::size_t>(nested.size);
    modules.push_back(wasm::read_whole(component.subspan(offset, size)));
    declared.insert(modules.back().module.features.begin(), modules.back().module.features.end());
    used.insert(modules.back().used.begin(), modules.back().used.end());
  }
  const auto main = std::ranges::max_element(
      modules, {}, [](const wasm::ModuleReading& read) { return read.module.bytes; });
  if (main == modules.end())
    throw Error("the component has no core module", "`pylonctl manifest FILE --sections` shows what it has");
  return {{"sections", section_sizes(gathered_sections(component), component.size())},
          {"interface", component_interface_json(component, modules)},
          {"features", {{"declared", declared}, {"used", used}}},
          {"memory", memory(main->module)}};
}

// The library inside is read beside the code, by a thread of its own where that is worth one. What is wrong
// with it is said of a file as a whole, or an oddity of one that is only looked at.
std::future<Json> start_inside(wasm::Bytes bytes, bool digest = true) {
  constexpr std::size_t kWorthThread = 1U << 20U;
  return std::async(bytes.size() < kWorthThread ? std::launch::deferred : std::launch::async,
                    [bytes, digest] { return inside_json(bytes, digest); });
}

void add_inside(Json& facts, std::future<Json>& started) {
  Json inside = started.get();
  if (!inside.is_null()) facts["inside"] = std::move(inside);
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

// The identity in a custom section, which may be odd as any of them.
Json build(wasm::Bytes bytes, std::vector<std::string>& oddities) {
  try {
    return read_build_facts(bytes).value_or(Json());
  } catch (const Error& error) {
    oddities.push_back(fmt::format("custom section {}: {}", kBuildSection, error.message()));
    return Json();
  }
}

Json all_facts(wasm::Bytes bytes, bool digest) {
  std::future<Json> inside = start_inside(bytes, digest);
  const wasm::ModuleReading read = wasm::read_as_known(bytes);
  const wasm::Module& module = read.module;
  std::vector<std::string> oddities = module.oddities;
  Json facts = facts_of(read);
  facts["bytes"] = module.bytes;
  facts["counts"] = counts(module.counts);
  facts["producers"] = producers(module);
  facts["start"] = module.start ? Json(*module.start) : Json();
  facts["build"] = build(bytes, oddities);
  try {
    add_inside(facts, inside);
  } catch (const Error& error) {
    oddities.push_back(error.message());
  }
  if (!read.unread.empty()) facts["unread"] = read.unread;
  if (!oddities.empty()) facts["oddities"] = oddities;
  return facts;
}

}  // namespace

Json module_facts(wasm::Bytes bytes) {
  std::future<Json> inside = start_inside(bytes);
  Json facts = wasm::is_component(bytes) ? component_facts(bytes) : facts_of(wasm::read_whole(bytes));
  add_inside(facts, inside);
  return facts;
}

Json known_facts(wasm::Bytes bytes) {
  wasm::ModuleReading read;
  if (wasm::is_component(bytes)) {
    read.module.bytes = bytes.size();
    read.module.sections = wasm::read_component_sections(bytes);
    read.unread = "a component";
  } else {
    read = wasm::read_as_known(bytes);
  }
  Json facts = facts_of(read);
  if (!read.unread.empty()) facts["unread"] = read.unread;
  return facts;
}

Json file_facts(wasm::Bytes bytes, bool digest) {
  if (!wasm::is_component(bytes)) {
    Json facts = all_facts(bytes, digest);
    facts["component"] = false;
    return facts;
  }
  Json modules = Json::array();
  for (const wasm::NestedModule& nested : wasm::core_modules(bytes)) {
    const auto offset = static_cast<std::size_t>(nested.offset);
    Json facts =
        with_context(fmt::format("in the core module that begins at byte {} (0x{:x})", offset, offset),
                     [&] { return all_facts(bytes.subspan(offset, nested.size), digest); });
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

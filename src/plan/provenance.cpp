#include "plan/provenance.hpp"

#include <algorithm>
#include <functional>
#include <nlohmann/json.hpp>
#include <set>

#include "base/error.hpp"
#include "base/json.hpp"
#include "manifest/attribution.hpp"
#include "manifest/build_facts.hpp"
#include "system/files.hpp"
#include "variant/setup_local.hpp"
#include "wasm/component.hpp"
#include "wasm/custom_section.hpp"
#include "wasm/linker_map.hpp"
#include "wasm/numbering.hpp"
#include "wasm/symbols.hpp"

namespace pylon {
namespace {

// The objects of the link, with the files that hold them.
struct Objects {
  std::map<std::string, std::string>
      files;  // by the map's name; node-based: the objects' bytes stay in place
  std::vector<LinkedObject> list;
};

void add_file(Objects& objects, const std::string& file, const std::set<std::string>& members,
              const fs::path& place) {
  const std::string& content = objects.files[file] = read_file(place);
  if (members.contains("")) {
    objects.list.push_back({file, "", wasm::as_bytes(content)});
    return;
  }
  for (const wasm::ArchiveMember& member : wasm::read_archive(wasm::as_bytes(content))) {
    if (members.contains(member.name)) objects.list.push_back({file, member.name, member.bytes});
  }
}

Objects read_objects(const wasm::LinkerMap& map, const Ownership& ownership) {
  std::map<std::string, std::set<std::string>> wanted;
  for (const auto* chunks : {&map.functions, &map.data}) {
    for (const wasm::MapChunk& chunk : *chunks) {
      if (chunk.file != "<internal>") wanted[std::string(chunk.file)].emplace(chunk.member);
    }
  }
  Objects objects;
  for (const auto& [file, members] : wanted) {
    const fs::path place = ownership.place(file);
    with_context("while reading " + place.string(), [&] { add_file(objects, file, members, place); });
  }
  return objects;
}

using Shares = std::vector<std::pair<std::string, std::uint64_t>>;

// The report of the snapshot, as its heap is split.
Shares snapshot_shares(const fs::path& file) {
  const nlohmann::json report = parse_json(read_file(file), file.string());
  Shares shares{{"interpreter", report.at("interpreter").get<std::uint64_t>()}};
  for (const auto& [name, bytes] : report.at("imports").items())
    shares.emplace_back(name, std::max<std::int64_t>(bytes.get<std::int64_t>(), 0));
  return shares;
}

// Reads everything that an attribution needs, and calls `use` with it.
void with_input(const Variant& variant, const Catalog& catalog, const ProvenancePlaces& places,
                const std::function<void(const AttributionInput&)>& use) {
  const Ownership ownership = read_ownership(variant, catalog, places);
  const fs::path map_file = places.link / "pylon.map";
  const std::string map_text = read_file(map_file);
  const wasm::LinkerMap map = wasm::read_map(map_text, map_file.string());
  const Objects objects = read_objects(map, ownership);
  const std::string linked = read_file(places.link / "pylon.wasm");
  const std::string shipped = read_file(places.finished / "pylon.wasm");
  const wasm::Bytes file = wasm::as_bytes(shipped);
  const std::string functions = variant.wasm_opt.empty() ? "" : read_file(places.finished / "functions.map");
  with_context("while attributing the bytes of " + (places.finished / "pylon.wasm").string(), [&] {
    use({wasm::as_bytes(linked), &map, wasm::main_module(file), functions, objects.list, &ownership,
         places.snapshot.empty() ? Shares{} : snapshot_shares(places.finished / "snapshot.json"),
         wasm::is_component(file) ? file : wasm::Bytes{}});
  });
}

}  // namespace

Ownership read_ownership(const Variant& variant, const Catalog& catalog, const ProvenancePlaces& places) {
  const fs::path setup = places.cpython / "setup";
  OwnershipInput input;
  input.variant = &variant;
  input.catalog = &catalog;
  // The stub projects of the tests have no Setup files.
  if (fs::exists(setup / "Setup.stdlib")) {
    input.stock =
        stock_modules(read_file(setup / "Setup.bootstrap") + "\n" + read_file(setup / "Setup.stdlib"),
                      read_file(setup / "Makefile.pre"));
  }
  input.sdk = places.sdk;
  input.cpython = places.cpython;
  input.config = places.config;
  input.library = places.library;
  input.snapshot = places.snapshot;
  input.packages = places.packages;
  return Ownership(input);
}

void write_numbered(const fs::path& linked, const fs::path& numbered) {
  const std::string content = read_file(linked);
  with_context("while reading " + linked.string(),
               [&] { write_file(numbered, wasm::number_functions(wasm::as_bytes(content))); });
}

ProvenancePlaces provenance_places(const VariantParts& parts) {
  ProvenancePlaces places{
      parts.link.out, parts.finished.out, parts.sdk.out, parts.cpython.out, parts.config.out, {}, {}, {}};
  if (parts.library) places.library = parts.library->out;
  if (parts.snapshot) places.snapshot = parts.snapshot->out;
  for (const auto& [name, built] : parts.packages) places.packages[name] = built.out.string();
  return places;
}

void write_attribution(const Variant& variant, const Catalog& catalog, const ProvenancePlaces& places,
                       const fs::path& to) {
  with_input(variant, catalog, places, [&](const AttributionInput& input) {
    const Attribution attribution = attribute(input);
    const std::size_t file_bytes = input.component.empty() ? input.shipped.size() : input.component.size();
    write_file(to / "symbols.tsv", attribution.symbols);
    write_file(to / "attribution.json", attribution_json(attribution, file_bytes).dump(2) + "\n");
  });
}

std::string read_row_contents(const Variant& variant, const Catalog& catalog, const ProvenancePlaces& places,
                              const std::vector<std::string>& rows) {
  std::string contents;
  with_input(variant, catalog, places,
             [&](const AttributionInput& input) { contents = row_contents(input, rows); });
  return contents;
}

void write_build_facts(const std::string& known, const std::vector<std::string>& registered,
                       const fs::path& config, const fs::path& to) {
  nlohmann::json manifest = parse_json(known, "--known");
  manifest["modules"]["built_in"] = built_in_modules(read_file(config), registered);
  const nlohmann::json facts = build_facts(manifest);
  write_file(to / "build.json", canonical_json(facts));
  write_file(to / "pylon_identity.h", build_header(facts));
}

void write_identified(const fs::path& from, const fs::path& facts, const fs::path& to) {
  const std::string content = read_file(from);
  with_context("while adding the identity to " + from.string(), [&] {
    write_file(to, wasm::with_custom_section(wasm::as_bytes(content), kBuildSection, read_file(facts)));
  });
}

}  // namespace pylon

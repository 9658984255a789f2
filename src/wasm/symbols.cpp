#include "wasm/symbols.hpp"

#include <algorithm>
#include <map>
#include <string_view>
#include <tuple>
#include <unordered_map>

#include "base/error.hpp"
#include "wasm/body_digest.hpp"
#include "wasm/object_file.hpp"

namespace pylon::wasm {
namespace {

bool defines(const Symbol& symbol) {
  const bool has_body = symbol.kind == SymbolKind::kFunction || symbol.kind == SymbolKind::kData;
  return has_body && !symbol.undefined() && !symbol.local();
}

std::vector<ObjectFile> read_all(const std::vector<Object>& objects) {
  std::vector<ObjectFile> files;
  files.reserve(objects.size());
  for (const Object& object : objects) {
    files.push_back(with_context("while reading " + object.label, [&] { return read_object(object.bytes); }));
  }
  return files;
}

// Where a symbol is defined: object and index in its symbol table.
struct Place {
  std::size_t object = 0;
  std::uint32_t symbol = 0;
};
using Places = std::unordered_map<std::string_view, std::vector<Place>>;

Places defined_places(const std::vector<ObjectFile>& files) {
  Places places;
  for (std::size_t i = 0; i < files.size(); ++i) {
    for (std::uint32_t s = 0; s < files[i].symbols.size(); ++s) {
      if (defines(files[i].symbols[s])) places[files[i].symbols[s].name].push_back({i, s});
    }
  }
  return places;
}

std::string signature_at(const std::vector<ObjectFile>& files, const Place& place) {
  return signature_text(signature_of(files[place.object], files[place.object].symbols[place.symbol]));
}

// What two definitions differ in, as far as it can be told without their bodies.
std::string outer_difference(const std::vector<ObjectFile>& files, const Place& a, const Place& b) {
  const Symbol& first = files[a.object].symbols[a.symbol];
  const Symbol& second = files[b.object].symbols[b.symbol];
  if (first.kind != second.kind) return "other kind";
  if (first.kind == SymbolKind::kFunction && signature_at(files, a) != signature_at(files, b)) {
    return "other signature";
  }
  const bool weak = first.weak() || second.weak();
  if (first.kind == SymbolKind::kData && first.size != second.size && !weak) return "other size";
  return {};
}

// Digests of the definitions at `places`, each object read once.
class Bodies {
 public:
  explicit Bodies(const std::vector<Object>& objects, const std::vector<ObjectFile>& files)
      : objects_(objects), files_(files), wanted_(files.size()), digests_(files.size()) {}

  void want(const Place& place) { wanted_[place.object].push_back(place.symbol); }
  void read() {
    for (std::size_t i = 0; i < files_.size(); ++i) {
      if (wanted_[i].empty()) continue;
      const auto found = with_context("while reading " + objects_[i].label,
                                      [&] { return body_digests(files_[i], wanted_[i]); });
      for (std::size_t k = 0; k < found.size(); ++k) digests_[i][wanted_[i][k]] = found[k];
    }
  }
  const std::string& digest(const Place& place) const { return digests_[place.object].at(place.symbol); }

 private:
  const std::vector<Object>& objects_;
  const std::vector<ObjectFile>& files_;
  std::vector<std::vector<std::uint32_t>> wanted_;
  std::vector<std::unordered_map<std::uint32_t, std::string>> digests_;
};

bool strong(const std::vector<ObjectFile>& files, const Place& place) {
  return !files[place.object].symbols[place.symbol].weak();
}

// The first difference between any definition and the first one; among bodies only strong ones count.
std::string difference(const std::vector<ObjectFile>& files, const std::vector<Place>& places,
                       const Bodies& bodies) {
  for (const Place& place : places) {
    const std::string outer = outer_difference(files, places.front(), place);
    if (!outer.empty()) return outer;
  }
  const Place* reference = nullptr;
  for (const Place& place : places) {
    if (!strong(files, place)) continue;
    if (reference == nullptr) reference = &place;
    if (bodies.digest(*reference) != bodies.digest(place)) return "other body";
  }
  return {};
}

// An undefined function of one object whose type is not that of its definition.
struct Suspect {
  std::uint32_t symbol = 0;
  const Place* definition = nullptr;
};

std::vector<Suspect> suspects(const std::vector<ObjectFile>& files, const Places& places,
                              std::size_t object) {
  std::vector<Suspect> found;
  const std::vector<Symbol>& symbols = files[object].symbols;
  for (std::uint32_t s = 0; s < symbols.size(); ++s) {
    if (symbols[s].kind != SymbolKind::kFunction || !symbols[s].undefined()) continue;
    const auto entry = places.find(symbols[s].name);
    if (entry == places.end()) continue;
    const Place& definition = entry->second.front();
    if (files[definition.object].symbols[definition.symbol].kind != SymbolKind::kFunction) continue;
    if (signature_at(files, {object, s}) != signature_at(files, definition))
      found.push_back({s, &definition});
  }
  return found;
}

// clang declares a function as ()->() when it only takes its address and its type is incomplete; that is
// harmless.
bool called_directly(const ObjectFile& object, std::uint32_t symbol) {
  const std::vector<Relocation> relocations = read_relocations(object, object.code);
  return std::ranges::any_of(relocations, [&](const Relocation& entry) {
    return entry.type == kFunctionIndexLeb && entry.index == symbol;
  });
}

}  // namespace

std::vector<Twin> find_twins(const std::vector<Object>& objects) {
  const std::vector<ObjectFile> files = read_all(objects);
  std::map<std::string_view, std::vector<Place>> shared;
  for (auto& [name, places] : defined_places(files)) {
    if (places.size() > 1) shared.emplace(name, places);
  }
  Bodies bodies(objects, files);
  for (const auto& [name, places] : shared) {
    for (const Place& place : places) {
      if (strong(files, place)) bodies.want(place);
    }
  }
  bodies.read();
  std::vector<Twin> twins;
  for (const auto& [name, places] : shared) {
    Twin twin{std::string(name), {}, difference(files, places, bodies)};
    if (twin.difference.empty()) continue;
    for (const Place& place : places) twin.labels.push_back(objects[place.object].label);
    std::ranges::sort(twin.labels);
    twins.push_back(std::move(twin));
  }
  return twins;
}

std::vector<Mismatch> find_mismatches(const std::vector<Object>& objects) {
  const std::vector<ObjectFile> files = read_all(objects);
  const Places places = defined_places(files);
  std::vector<Mismatch> mismatches;
  for (std::size_t i = 0; i < files.size(); ++i) {
    with_context("while reading " + objects[i].label, [&] {
      for (const Suspect& suspect : suspects(files, places, i)) {
        if (!called_directly(files[i], suspect.symbol)) continue;
        const Place& definition = *suspect.definition;
        mismatches.push_back({std::string(files[i].symbols[suspect.symbol].name),
                              objects[definition.object].label, signature_at(files, definition),
                              objects[i].label, signature_at(files, {i, suspect.symbol})});
      }
    });
  }
  std::ranges::sort(mismatches, {}, [](const Mismatch& m) { return std::tie(m.symbol, m.caller); });
  return mismatches;
}

}  // namespace pylon::wasm

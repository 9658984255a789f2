#include "wasm/symbols.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string_view>
#include <tuple>
#include <unordered_map>

#include "base/digest.hpp"
#include "base/error.hpp"
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

namespace {

constexpr int kDepth = 16;

// A symbol whose content is asked for, directly or through others.
struct Node {
  std::string own;                    // digest of its bytes and of the names it refers to
  std::vector<std::uint32_t> locals;  // nodes of the local symbols it refers to, in order
};

class Graph {
 public:
  explicit Graph(const ObjectFile& object)
      : object_(object),
        code_relocations_(read_relocations(object, object.code)),
        data_relocations_(read_relocations(object, object.data)),
        allowance_(16 * (object.code.payload.size() + object.data.payload.size()) + 65536) {}

  // The node of a symbol; a new one is queued for reading.
  std::uint32_t node_of(std::uint32_t symbol);
  void read_queued();
  std::vector<std::string> labels() const;

 private:
  bool readable(const Symbol& symbol) const;
  Node read_node(const Symbol& symbol);
  void add_reference(Node& node, Sha256& hash, const Relocation& relocation);
  void spend(std::uint64_t bytes);

  const ObjectFile& object_;
  std::vector<Relocation> code_relocations_, data_relocations_;
  std::uint64_t allowance_;  // bytes that may still be hashed: symbols of a hostile object can overlap
  std::unordered_map<std::uint32_t, std::uint32_t> nodes_by_symbol_;
  std::vector<std::uint32_t> symbols_;  // by node
  std::vector<Node> nodes_;             // those that have been read
};

std::uint32_t Graph::node_of(std::uint32_t symbol) {
  const auto [entry, fresh] =
      nodes_by_symbol_.try_emplace(symbol, static_cast<std::uint32_t>(symbols_.size()));
  if (fresh) symbols_.push_back(symbol);
  return entry->second;
}

void Graph::read_queued() {
  // Reading a node may queue more of them.
  while (nodes_.size() < symbols_.size())
    nodes_.push_back(read_node(object_.symbols[symbols_[nodes_.size()]]));
}

void Graph::spend(std::uint64_t bytes) {
  if (bytes > allowance_) throw Error("the symbols of this object overlap again and again");
  allowance_ -= bytes;
}

bool Graph::readable(const Symbol& symbol) const {
  const bool has_body = symbol.kind == SymbolKind::kFunction || symbol.kind == SymbolKind::kData;
  return has_body && !symbol.undefined() && !symbol.absolute();
}

Node Graph::read_node(const Symbol& symbol) {
  const bool code = symbol.kind == SymbolKind::kFunction;
  const Content& content = code ? object_.code : object_.data;
  const std::vector<Relocation>& relocations = code ? code_relocations_ : data_relocations_;
  Node node;
  Sha256 hash;
  Range range;
  if (code) {
    range = content.parts[symbol.index - object_.imported_functions];
    hash.update("function " + signature_text(signature_of(object_, symbol)) + "\n");
  } else if (symbol.absolute()) {
    hash.update(fmt::format("absolute {}\n", symbol.offset));
  } else {
    range = {content.parts[symbol.index].begin + symbol.offset, symbol.size};
    hash.update(fmt::format("data {}\n", symbol.size));
  }
  spend(range.size + 64);
  std::uint64_t position = range.begin;
  const std::uint64_t end = range.begin + range.size;
  const auto copy_until = [&](std::uint64_t until) {
    if (until <= position) return;
    hash.update(as_text(content.payload.subspan(position, until - position)));
    position = until;
  };
  auto next = std::ranges::lower_bound(relocations, range.begin, {}, &Relocation::offset);
  for (; next != relocations.end() && next->offset < end; ++next) {
    copy_until(next->offset);
    add_reference(node, hash, *next);
    position = std::max<std::uint64_t>(position, std::uint64_t{next->offset} + next->width);
  }
  copy_until(end);
  node.own = hash.hex();
  return node;
}

void Graph::add_reference(Node& node, Sha256& hash, const Relocation& relocation) {
  spend(64);
  if (relocation.type == kTypeIndexLeb) {
    hash.update("\ntype " + signature_text(object_.types[relocation.index]) + "\n");
    return;
  }
  const Symbol& target = object_.symbols[relocation.index];
  const bool by_content = target.local() && readable(target);
  if (by_content) node.locals.push_back(node_of(relocation.index));
  hash.update(fmt::format("\nrelocation {} {:+} {}\n", relocation.type, relocation.addend,
                          by_content ? std::string_view("local") : target.name));
}

// Colour refinement: after n rounds a label stands for everything within n references, cycles included.
std::vector<std::string> Graph::labels() const {
  std::vector<std::string> labels;
  for (const Node& node : nodes_) labels.push_back(node.own);
  for (int round = 0; round < kDepth; ++round) {
    std::vector<std::string> next = labels;
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      if (nodes_[i].locals.empty()) continue;
      Sha256 hash;
      hash.update(nodes_[i].own);
      for (const std::uint32_t local : nodes_[i].locals) hash.update(labels[local]);
      next[i] = hash.hex();
    }
    labels = std::move(next);
  }
  return labels;
}

}  // namespace

std::vector<std::string> body_digests(const ObjectFile& object, std::span<const std::uint32_t> symbols) {
  Graph graph(object);
  std::vector<std::uint32_t> nodes;
  for (const std::uint32_t symbol : symbols) nodes.push_back(graph.node_of(symbol));
  graph.read_queued();
  const std::vector<std::string> labels = graph.labels();
  std::vector<std::string> digests;
  for (const std::uint32_t node : nodes) digests.push_back(labels[node]);
  return digests;
}

}  // namespace pylon::wasm

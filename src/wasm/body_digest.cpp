#include "wasm/body_digest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <unordered_map>

#include "base/digest.hpp"
#include "base/error.hpp"

namespace pylon::wasm {
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

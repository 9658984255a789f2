#include "image.hpp"

#include <zlib.h>

#include <cstring>
#include <stdexcept>

extern "C" {
#include "index.h"
}

namespace library_test {

namespace {

struct Tree {
  std::map<std::string, Tree> children;
  const File* file = nullptr;
};

void put(Tree& root, const std::string& path, const File& file) {
  Tree* at = &root;
  std::size_t from = 0;
  for (std::size_t slash; (slash = path.find('/', from)) != std::string::npos; from = slash + 1) {
    at = &at->children[path.substr(from, slash - from)];
  }
  if (from < path.size()) at->children[path.substr(from)].file = &file;
}

std::string packed(const File& file) {
  if (file.pack == Pack::kLz4) return lz4_of_repeated(file.content.at(0), file.content.size());
  std::string out(compressBound(static_cast<uLong>(file.content.size())), '\0');
  uLongf size = static_cast<uLongf>(out.size());
  if (compress(reinterpret_cast<Bytef*>(out.data()), &size,
               reinterpret_cast<const Bytef*>(file.content.data()),
               static_cast<uLong>(file.content.size())) != Z_OK) {
    throw std::runtime_error("zlib cannot");
  }
  out.resize(size);
  return out;
}

struct Writer {
  std::vector<pylon_node> nodes;
  std::string names, data;

  void add(const std::string& name, std::uint32_t parent, const Tree& tree) {
    pylon_node node{};
    node.name = static_cast<std::uint32_t>(names.size());
    node.name_length = static_cast<std::uint32_t>(name.size());
    node.parent = parent;
    names += name;
    if (!tree.file) {
      node.kind = 1;
      node.child_count = static_cast<std::uint32_t>(tree.children.size());
    } else {
      const bool stored = tree.file->pack == Pack::kStored;
      const std::string bytes = stored ? tree.file->content : packed(*tree.file);
      node.data = static_cast<std::uint32_t>(data.size());
      node.size = static_cast<std::uint32_t>(tree.file->content.size());
      node.packed_size = stored ? 0 : static_cast<std::uint32_t>(bytes.size());
      node.kind = static_cast<std::uint32_t>(tree.file->pack) << 8;
      data += bytes;
    }
    nodes.push_back(node);
  }
};

}  // namespace

std::string lz4_of_repeated(char byte, std::size_t count) {
  const std::size_t match =
      count - 1 - 5;  // a literal, the match, and the five literals that a block ends with
  std::string out{static_cast<char>(0x1f), byte, 1, 0};
  std::size_t rest = match - 4 - 15;
  for (; rest >= 255; rest -= 255) out += static_cast<char>(255);
  out += static_cast<char>(rest);
  return out + static_cast<char>(0x50) + std::string(5, byte);
}

Words make_image(const Files& files, const std::string& main) {
  Tree root;
  for (const auto& [path, file] : files) put(root, path, file);
  Writer writer;
  writer.add("", 0, root);
  std::vector<const Tree*> trees{&root};
  for (std::size_t i = 0; i < trees.size(); ++i) {  // breadth first
    writer.nodes[i].first_child = static_cast<std::uint32_t>(trees.size());
    const Tree* parent = trees[i];
    for (const auto& [name, child] : parent->children) {
      writer.add(name, static_cast<std::uint32_t>(i), child);
      trees.push_back(&child);
    }
  }
  pylon_image_header header{};
  header.magic = PYLON_IMAGE_MAGIC;
  header.version = PYLON_IMAGE_VERSION;
  header.node_count = static_cast<std::uint32_t>(writer.nodes.size());
  header.names_offset = static_cast<std::uint32_t>(sizeof header + writer.nodes.size() * sizeof(pylon_node));
  header.main_offset = static_cast<std::uint32_t>(writer.names.size());
  header.main_length = static_cast<std::uint32_t>(main.size());
  writer.names += main;
  header.index_bytes = (header.names_offset + static_cast<std::uint32_t>(writer.names.size()) + 15) / 16 * 16;
  header.data_bytes = static_cast<std::uint32_t>(writer.data.size());
  Words image((header.index_bytes + header.data_bytes + 3) / 4);
  char* bytes = reinterpret_cast<char*>(image.data());
  std::memcpy(bytes, &header, sizeof header);
  std::memcpy(bytes + sizeof header, writer.nodes.data(), writer.nodes.size() * sizeof(pylon_node));
  std::memcpy(bytes + header.names_offset, writer.names.data(), writer.names.size());
  std::memcpy(bytes + header.index_bytes, writer.data.data(), writer.data.size());
  return image;
}

}  // namespace library_test

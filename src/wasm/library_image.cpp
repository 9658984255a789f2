// Writes a library image. Little-endian throughout.
// Single files are packed by the libraries that everybody uses, so that any reader of LZ4 blocks and zlib
// streams can read them.
#include "wasm/library_image.hpp"

#include <fmt/format.h>
#include <lz4.h>
#include <lz4hc.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <tuple>

#include "base/error.hpp"
#include "wasm/library_format.hpp"

namespace pylon::wasm {
namespace {

// A name of a folder: a file, or a folder of its own.
struct Entry {
  const Packed* file = nullptr;
  std::string path;
  std::map<std::string, Entry> children;  // sorted by bytes, as the index is searched
};

[[noreturn]] void refuse(const std::string& path, const char* why) {
  throw Error(fmt::format("'{}' cannot be in the library inside: {}", path, why));
}

void check_part(const std::string& path, std::string_view part) {
  if (part.empty() || part == "." || part == "..") refuse(path, "a part of its path is empty, . or ..");
  if (part.size() > kLongestName) refuse(path, "a part of its path is longer than 255 bytes");
  if (part.find('\0') != std::string_view::npos) refuse(path, "a NUL is in its path");
}

void add_path(Entry& root, const std::string& path, const Packed& file) {
  Entry* place = &root;
  if (path.size() > kLongestPath) refuse(path, "its path is longer than 1024 bytes");
  std::size_t start = 0;
  while (start <= path.size()) {
    const std::size_t slash = std::min(path.find('/', start), path.size());
    const std::string part = path.substr(start, slash - start);
    check_part(path, part);
    place = &place->children[part];
    if (place->file != nullptr) refuse(path, "a file has the name of one of its folders");
    place->path = path.substr(0, slash);
    start = slash + 1;
  }
  if (path.find('/') == std::string::npos) refuse(path, "it is in no folder");
  if (!place->children.empty()) refuse(path, "a folder has its name");
  place->file = &file;
}

Entry tree_of(const LibraryContents& contents) {
  Entry root;
  for (const auto& [path, file] : contents.files) add_path(root, path, file);
  return root;
}

// Folders first met come first: a folder's children are next to each other.
struct Listed {
  const Entry* entry = nullptr;
  std::string_view name;
  std::uint32_t parent = 0;
  ImageNode node;
};

std::vector<Listed> listed_tree(const Entry& root) {
  std::vector<Listed> list{{&root, "", 0, {}}};
  for (std::size_t i = 0; i < list.size(); ++i) {
    const Entry& entry = *list[i].entry;
    list[i].node.parent = list[i].parent;
    if (entry.file != nullptr) continue;
    list[i].node.kind = kFolder;
    list[i].node.first_child = static_cast<std::uint32_t>(list.size());
    list[i].node.child_count = static_cast<std::uint32_t>(entry.children.size());
    for (const auto& [name, child] : entry.children)
      list.push_back({&child, name, static_cast<std::uint32_t>(i), {}});
  }
  return list;
}

// All names, each once.
class Names {
 public:
  std::uint32_t place(std::string_view name) {
    const auto [found, added] = places_.try_emplace(std::string(name), text_.size());
    if (added) text_ += name;
    return static_cast<std::uint32_t>(found->second);
  }
  const std::string& text() const { return text_; }

 private:
  std::map<std::string, std::size_t> places_;
  std::string text_;
};

std::string_view extension(std::string_view path) {
  const std::string_view name = path.substr(path.rfind('/') + 1);
  const std::size_t dot = name.rfind('.');
  return dot == std::string_view::npos || dot == 0 ? "" : name.substr(dot);
}

// Puts files of one extension beside each other: the file compresses better when it is sent. Returns the
// data.
std::string place_data(std::vector<Listed>& list) {
  std::vector<Listed*> files;
  for (Listed& each : list) {
    if (each.entry->file != nullptr) files.push_back(&each);
  }
  std::ranges::sort(files, [](const Listed* a, const Listed* b) {
    return std::tuple(extension(a->entry->path), std::string_view(a->entry->path)) <
           std::tuple(extension(b->entry->path), std::string_view(b->entry->path));
  });
  std::string data;
  std::map<std::tuple<Codec, std::uint64_t, std::string_view>, std::size_t> places;
  for (Listed* each : files) {
    const Packed& file = *each->entry->file;
    const auto [place, added] =
        places.try_emplace(std::tuple(file.codec, file.size, std::string_view(file.stored)), data.size());
    if (added) data += file.stored;
    if (data.size() > kLargestImage) throw Error("more than 2 GiB cannot be in the library inside");
    each->node.data = static_cast<std::uint32_t>(place->second);
    each->node.size = static_cast<std::uint32_t>(file.size);
    each->node.packed_size =
        file.codec == Codec::kStored ? 0 : static_cast<std::uint32_t>(file.stored.size());
    each->node.kind = static_cast<std::uint32_t>(file.codec) << kCodecShift;
    each->node.first_child = static_cast<std::uint32_t>(file.origin);
  }
  return data;
}

constexpr std::array<std::string_view, 3> kNames{"stored", "lz4", "deflate"};
// The most bytes that one packed byte can give, of either codec. A file that claims more is damaged: no
// memory is taken for it.
constexpr std::uint64_t kBestRatio = 1032;

std::string lz4_block(std::string_view content) {
  std::string out(static_cast<std::size_t>(LZ4_compressBound(static_cast<int>(content.size()))), '\0');
  const int size = LZ4_compress_HC(content.data(), out.data(), static_cast<int>(content.size()),
                                   static_cast<int>(out.size()), LZ4HC_CLEVEL_MAX);
  out.resize(static_cast<std::size_t>(std::max(size, 0)));
  return out;
}

std::string zlib_stream(std::string_view content) {
  uLongf size = compressBound(static_cast<uLong>(content.size()));
  std::string out(size, '\0');
  if (compress2(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<const Bytef*>(content.data()),
                static_cast<uLong>(content.size()), Z_BEST_COMPRESSION) != Z_OK)
    return "";
  out.resize(size);
  return out;
}

}  // namespace

std::string library_image(const LibraryContents& contents) {
  const Entry root = tree_of(contents);
  std::vector<Listed> list = listed_tree(root);
  Names names;
  for (Listed& each : list) {
    each.node.name = names.place(each.name);
    each.node.name_length = static_cast<std::uint32_t>(each.name.size());
  }
  ImageHeader header;
  if (!contents.main.empty()) {
    header.main_offset = names.place(contents.main);
    header.main_length = static_cast<std::uint32_t>(contents.main.size());
  }
  const std::string data = place_data(list);
  header.node_count = static_cast<std::uint32_t>(list.size());
  const std::uint64_t names_offset = kHeaderBytes + kNodeBytes * list.size();
  const std::uint64_t index = (names_offset + names.text().size() + 15) / 16 * 16;
  if (index + data.size() >= kLargestImage) throw Error("more than 2 GiB cannot be in the library inside");
  header.names_offset = static_cast<std::uint32_t>(names_offset);
  header.index_bytes = static_cast<std::uint32_t>(index);
  header.data_bytes = static_cast<std::uint32_t>(data.size());
  std::string image = header_bytes(header);
  for (const Listed& each : list) image += node_bytes(each.node);
  image += names.text();
  image.resize(index, '\0');
  return image + data;
}

std::string_view codec_name(Codec codec) { return kNames[static_cast<std::size_t>(codec)]; }

Codec codec_named(std::string_view name) {
  const auto found = std::ranges::find(kNames, name);
  if (found == kNames.end()) throw Error(fmt::format("'{}' is no way to pack: stored, lz4 or deflate", name));
  return static_cast<Codec>(found - kNames.begin());
}

std::string codec_version(Codec codec) {
  if (codec == Codec::kStored) return "";
  return codec == Codec::kLz4 ? fmt::format("liblz4 {}", LZ4_versionString())
                              : fmt::format("zlib {}", zlibVersion());
}

Packed packed(std::string_view content, Codec codec) {
  Packed file{codec, content.size(), {}, FileOrigin::kBuilt};
  if (content.size() > LZ4_MAX_INPUT_SIZE)
    throw Error(fmt::format("a file of {} bytes is too large for the library inside", content.size()));
  if (codec != Codec::kStored && !content.empty())
    file.stored = codec == Codec::kLz4 ? lz4_block(content) : zlib_stream(content);
  if (!file.stored.empty() && file.stored.size() < content.size()) return file;
  return {Codec::kStored, content.size(), std::string(content), FileOrigin::kBuilt};
}

std::string unpacked(Codec codec, std::string_view stored, std::uint64_t size, std::string room) {
  if (codec == Codec::kStored && stored.size() == size) return std::move(room.assign(stored));
  bool good = codec != Codec::kStored && size <= stored.size() * kBestRatio && size <= LZ4_MAX_INPUT_SIZE;
  room.resize(good ? size : 0);
  if (good && codec == Codec::kLz4) {
    const int given = LZ4_decompress_safe(stored.data(), room.data(), static_cast<int>(stored.size()),
                                          static_cast<int>(size));
    good = given >= 0 && static_cast<std::uint64_t>(given) == size;
  } else if (good) {
    uLongf given = size;
    good = uncompress(reinterpret_cast<Bytef*>(room.data()), &given,
                      reinterpret_cast<const Bytef*>(stored.data()),
                      static_cast<uLong>(stored.size())) == Z_OK &&
           given == size;
  }
  if (!good)
    throw Error(fmt::format("{} bytes of {} do not give {} bytes", stored.size(), codec_name(codec), size));
  return room;
}

}  // namespace pylon::wasm

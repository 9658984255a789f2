// Reads a library image, whose bytes may be anything.
#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "wasm/cursor.hpp"
#include "wasm/library_format.hpp"
#include "wasm/library_image.hpp"

namespace pylon::wasm {
namespace {

class Reader {
 public:
  Reader(Bytes image, std::uint64_t base) : image_(image), base_(base) {}

  LibraryImage read() {
    header_ = check_header();
    LibraryImage result;
    result.index_bytes = header_.index_bytes;
    result.data_bytes = header_.data_bytes;
    if (header_.main_length > 0)
      result.main = name_at(header_.main_offset, header_.main_length, 24, "the start module");
    std::vector<std::string> paths(header_.node_count);
    // A tree: each folder's children begin where those of the folder before ended.
    std::uint64_t next = 1;
    for (std::uint32_t i = 0; i < header_.node_count; ++i) {
      const ImageNode node = node_at(image_, i);
      if (i >= next) fail(i, "no folder has this node");
      if (i == 0) check_root(node);
      (node.kind & kFolder) != 0 ? read_folder(i, node, paths, next, result)
                                 : read_one(i, node, paths[i], result);
    }
    if (next != header_.node_count) fail(0, "the folders have fewer nodes than there are");
    std::ranges::sort(result.files, {}, &ImageFile::path);
    return result;
  }

 private:
  [[noreturn]] void fail(std::uint64_t node, const std::string& message) const {
    Cursor::fail_at(base_ + kHeaderBytes + kNodeBytes * node, "library inside: " + message);
  }

  void need_header(bool good, std::uint64_t at, const char* message) const {
    if (!good) Cursor::fail_at(base_ + at, std::string("library inside: ") + message);
  }

  ImageHeader check_header() const {
    const ImageHeader header = header_at(image_);
    const std::uint64_t index = header.index_bytes, data = header.data_bytes;
    need_header(header.magic == kImageMagic, 0, "not an image: it does not begin with PYFS");
    need_header(header.version == kImageVersion, 4, "of a version that this pylonctl does not read");
    need_header(header.node_count >= 1, 8, "no root");
    need_header(header.names_offset == kHeaderBytes + kNodeBytes * header.node_count, 12,
                "the names do not follow the nodes");
    need_header(index % 16 == 0 && index >= header.names_offset, 16, "the index has an impossible size");
    need_header(index + data < kLargestImage && index + data == image_.size(), 20,
                "index and data do not fill the segment");
    return header;
  }

  void check_root(const ImageNode& node) const {
    if (node.name_length != 0 || node.parent != 0 || (node.kind & kFolder) == 0)
      fail(0, "the first node is not the root");
  }

  std::string name_at(std::uint64_t offset, std::uint64_t length, std::uint64_t at, const char* what) const {
    const std::uint64_t all = header_.index_bytes - header_.names_offset;
    if (offset > all || length > all - offset)
      Cursor::fail_at(base_ + at, fmt::format("library inside: {} lies outside of the names", what));
    std::string name(as_text(image_.subspan(header_.names_offset + offset, length)));
    if (name.find('\0') != std::string::npos)
      Cursor::fail_at(base_ + at, fmt::format("library inside: a NUL in {}", what));
    return name;
  }

  std::string child_name(std::uint64_t index, const ImageNode& node) const {
    std::string name =
        name_at(node.name, node.name_length, kHeaderBytes + kNodeBytes * index, "a file's or folder's name");
    if (name.empty() || name.size() > kLongestName || name == "." || name == ".." ||
        name.find('/') != std::string::npos)
      fail(index, "no name of a file or folder");
    return name;
  }

  void read_folder(std::uint32_t index, const ImageNode& node, std::vector<std::string>& paths,
                   std::uint64_t& next, LibraryImage& result) const {
    if (node.kind != kFolder || node.data != 0 || node.size != 0 || node.packed_size != 0)
      fail(index, "a folder with content");
    if (node.child_count == 0) return;
    if (node.first_child != next || node.child_count > header_.node_count - next)
      fail(index, "a folder's children are not where they should be");
    std::string before;
    for (std::uint64_t i = next; i < next + node.child_count; ++i) {
      const ImageNode child = node_at(image_, i);
      const std::string name = child_name(i, child);
      if (child.parent != index) fail(i, "it lies in another folder than it says");
      if (index == 0 && (child.kind & kFolder) == 0) fail(i, "a file beside the mounted folders");
      if (i > next && name <= before) fail(i, "the names of a folder are not sorted");
      if (index == 0) result.mounts.push_back(name);
      paths[i] = paths[index].empty() ? name : paths[index] + "/" + name;
      if (paths[i].size() > kLongestPath) fail(i, "a path of more than 1024 bytes");
      before = name;
    }
    next += node.child_count;
  }

  void read_one(std::uint32_t index, const ImageNode& node, const std::string& path,
                LibraryImage& result) const {
    const std::uint32_t codec = node.kind >> kCodecShift;
    if (codec > 2 || (node.kind & 0xFFU) != 0) fail(index, "of no known kind");
    if ((codec == 0) != (node.packed_size == 0)) fail(index, "packed, and not packed");
    if (codec != 0 && node.packed_size >= node.size) fail(index, "packed to more than its size");
    const std::uint64_t stored = codec == 0 ? node.size : node.packed_size;
    if (node.data + stored > header_.data_bytes) fail(index, "its bytes lie outside of the data");
    if (node.child_count != 0) fail(index, "a file with children");
    if (node.first_child > static_cast<std::uint32_t>(FileOrigin::kReplaced))
      fail(index, "of no known origin");
    result.files.push_back({path, static_cast<Codec>(codec), header_.index_bytes + std::uint64_t{node.data},
                            stored, node.size, static_cast<FileOrigin>(node.first_child)});
  }

  Bytes image_;
  std::uint64_t base_ = 0;
  ImageHeader header_;
};

// A file's stored bytes, a view of `image`.
std::string_view stored_bytes(Bytes image, const ImageFile& file) {
  return as_text(image.subspan(file.offset, file.stored));
}

}  // namespace

LibraryImage read_library_image(Bytes image, std::uint64_t base) {
  if (std::ranges::all_of(image, [](std::uint8_t byte) { return byte == 0; })) {
    LibraryImage empty;
    empty.index_bytes = image.size();
    return empty;
  }
  if (image.size() < kHeaderBytes) Cursor::fail_at(base, "library inside: too short for its header");
  return Reader(image, base).read();
}

std::string file_content(Bytes image, const ImageFile& file, std::string room) {
  // The file is part of the message: a finding of `verify` shows that alone.
  try {
    return unpacked(file.codec, stored_bytes(image, file), file.size, std::move(room));
  } catch (const Error& error) {
    throw Error(fmt::format("library inside: /{}: {}", file.path, error.message()), error.advice());
  }
}

LibraryContents contents_of(Bytes image) {
  const LibraryImage read = read_library_image(image);
  LibraryContents contents;
  contents.main = read.main;
  for (const ImageFile& file : read.files)
    contents.files[file.path] = {file.codec, file.size, std::string(stored_bytes(image, file)), file.origin};
  return contents;
}

}  // namespace pylon::wasm

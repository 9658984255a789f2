// The image of a library inside a file: a read-only tree of folders and files, an index and their bytes,
// which Modules/_pylon_library mounts. Written and read here; the rules are those of
// Modules/_pylon_library/index.c.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "wasm/sections.hpp"

namespace pylon::wasm {

// Raised when library_image() or packed() give other bytes.
inline constexpr int kLibraryImageVersion = 1;

// How the bytes of a file are stored; the numbers are those of the image.
enum class Codec : std::uint8_t { kStored = 0, kLz4 = 1, kDeflate = 2 };

// "stored" | "lz4" | "deflate".
std::string_view codec_name(Codec codec);
// Error for any other word.
Codec codec_named(std::string_view name);
// "liblz4 1.9.4" or "zlib 1.2.13", which pack; "" for kStored. Another version may give other bytes.
std::string codec_version(Codec codec);

// How a file came into an image; the numbers are those of the image. A start does not look at it: it is for
// who takes out again what was added to a finished file.
enum class FileOrigin : std::uint8_t { kBuilt = 0, kAdded = 1, kReplaced = 2 };

// The content of a file as it lies in an image.
struct Packed {
  Codec codec = Codec::kStored;
  std::uint64_t size = 0;  // bytes of the content
  std::string stored;      // what is kept of it; `size` bytes when it is stored as it is
  FileOrigin origin = FileOrigin::kBuilt;
};

// Packed as small as `codec` can (LZ4-HC 12, deflate 9); stored as it is where that is no smaller.
Packed packed(std::string_view content, Codec codec);
// Error when the stored bytes do not give `size` bytes. `room`: an old string, whose memory is used again.
std::string unpacked(Codec codec, std::string_view stored, std::uint64_t size, std::string room = {});

// What an image is made of: files by path ("lib/python3.13/os.py": the first part is where it is mounted,
// /lib; parts are 1 to 255 bytes), and the module that a start runs ("": none).
struct LibraryContents {
  std::map<std::string, Packed> files;
  std::string main;
};

// Same contents, same bytes: files lie in the order of their extension and path, equal ones once. Error for
// what an image cannot hold: a path that is not so, a file where another has a folder, more than 2 GiB.
std::string library_image(const LibraryContents& contents);

// A file of an image that was read.
struct ImageFile {
  std::string path;
  Codec codec = Codec::kStored;
  std::uint64_t offset = 0;  // of its stored bytes, from the start of the image
  std::uint64_t stored = 0, size = 0;
  FileOrigin origin = FileOrigin::kBuilt;
};
struct LibraryImage {
  std::vector<ImageFile> files;     // sorted by path
  std::vector<std::string> mounts;  // "app", "lib"
  std::uint64_t index_bytes = 0;    // header, nodes, names
  std::uint64_t data_bytes = 0;
  std::string main;  // "": none
};

// Reads an image and checks all that the file's own reader checks, and that nothing lies behind its end. Zero
// bytes are an empty image. Error with the offset in the file, whose byte `base` is the first of the image.
LibraryImage read_library_image(Bytes image, std::uint64_t base = 0);

std::string file_content(Bytes image, const ImageFile& file, std::string room = {});
// Everything that an image holds, to be added to.
LibraryContents contents_of(Bytes image);

}  // namespace pylon::wasm

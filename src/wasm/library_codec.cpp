// How single files are packed: by the libraries that everybody uses, so that any reader of LZ4 blocks and
// zlib streams can read them.
#include <fmt/format.h>
#include <lz4.h>
#include <lz4hc.h>
#include <zlib.h>

#include <algorithm>
#include <array>

#include "base/error.hpp"
#include "wasm/library_image.hpp"

namespace pylon::wasm {
namespace {

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
  Packed file{codec, content.size(), {}};
  if (content.size() > LZ4_MAX_INPUT_SIZE)
    throw Error(fmt::format("a file of {} bytes is too large for the library inside", content.size()));
  if (codec != Codec::kStored && !content.empty())
    file.stored = codec == Codec::kLz4 ? lz4_block(content) : zlib_stream(content);
  if (!file.stored.empty() && file.stored.size() < content.size()) return file;
  return {Codec::kStored, content.size(), std::string(content)};
}

std::string unpacked(Codec codec, std::string_view stored, std::uint64_t size) {
  if (codec == Codec::kStored && stored.size() == size) return std::string(stored);
  bool good = codec != Codec::kStored && size <= stored.size() * kBestRatio && size <= LZ4_MAX_INPUT_SIZE;
  std::string content(good ? size : 0, '\0');
  if (good && codec == Codec::kLz4) {
    const int given = LZ4_decompress_safe(stored.data(), content.data(), static_cast<int>(stored.size()),
                                          static_cast<int>(size));
    good = given >= 0 && static_cast<std::uint64_t>(given) == size;
  } else if (good) {
    uLongf given = size;
    good = uncompress(reinterpret_cast<Bytef*>(content.data()), &given,
                      reinterpret_cast<const Bytef*>(stored.data()),
                      static_cast<uLong>(stored.size())) == Z_OK &&
           given == size;
  }
  if (!good)
    throw Error(fmt::format("{} bytes of {} do not give {} bytes", stored.size(), codec_name(codec), size));
  return content;
}

}  // namespace pylon::wasm

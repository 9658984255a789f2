#include "manifest/file_sizes.hpp"

#include <brotli/encode.h>
#include <fmt/format.h>
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <future>
#include <limits>
#include <memory>
#include <nlohmann/json.hpp>
#include <vector>

#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/json.hpp"

namespace pylon {
namespace {

// Every format is compressed piece by piece into one small buffer: only the number of bytes is wanted.
constexpr std::size_t kPiece = std::size_t{1} << 18U;

std::uint64_t brotli_size(wasm::Bytes bytes) {
  const std::unique_ptr<BrotliEncoderState, void (*)(BrotliEncoderState*)> state(
      BrotliEncoderCreateInstance(nullptr, nullptr, nullptr), BrotliEncoderDestroyInstance);
  if (!state) throw Error("brotli does not start");
  // As the `brotli` program does: the window grows with the file up to what every decoder must accept.
  BrotliEncoderSetParameter(state.get(), BROTLI_PARAM_QUALITY, BROTLI_MAX_QUALITY);
  BrotliEncoderSetParameter(state.get(), BROTLI_PARAM_LGWIN, BROTLI_MAX_WINDOW_BITS);
  const std::size_t hint = std::min<std::size_t>(bytes.size(), std::size_t{1} << 30U);
  BrotliEncoderSetParameter(state.get(), BROTLI_PARAM_SIZE_HINT, static_cast<std::uint32_t>(hint));
  std::vector<std::uint8_t> out(kPiece);
  std::uint64_t total = 0;
  const std::uint8_t* next_in = bytes.data();
  std::size_t left = bytes.size();
  while (BrotliEncoderIsFinished(state.get()) == BROTLI_FALSE) {
    std::uint8_t* next_out = out.data();
    std::size_t room = out.size();
    if (BrotliEncoderCompressStream(state.get(), BROTLI_OPERATION_FINISH, &left, &next_in, &room, &next_out,
                                    nullptr) == BROTLI_FALSE) {
      throw Error("brotli fails");
    }
    total += out.size() - room;
  }
  return total;
}

std::uint64_t zstd_size(wasm::Bytes bytes) {
  const std::unique_ptr<ZSTD_CCtx, std::size_t (*)(ZSTD_CCtx*)> context(ZSTD_createCCtx(), ZSTD_freeCCtx);
  if (!context) throw Error("zstd does not start");
  ZSTD_CCtx_setParameter(context.get(), ZSTD_c_compressionLevel, 19);
  ZSTD_CCtx_setPledgedSrcSize(context.get(), bytes.size());
  std::vector<std::uint8_t> buffer(kPiece);
  ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
  std::uint64_t total = 0;
  std::size_t rest = 1;
  while (rest != 0) {
    ZSTD_outBuffer out{buffer.data(), buffer.size(), 0};
    rest = ZSTD_compressStream2(context.get(), &out, &in, ZSTD_e_end);
    if (ZSTD_isError(rest) != 0) throw Error(fmt::format("zstd fails: {}", ZSTD_getErrorName(rest)));
    total += out.pos;
  }
  return total;
}

}  // namespace

std::uint64_t gzip_size(wasm::Bytes bytes) {
  z_stream stream{};
  // 15 + 16: the largest window, with a gzip header. Memory level 8 is what zlib's users take unless they say
  // otherwise (web servers, Python's gzip), and smaller here than 9 and than GNU gzip -9.
  if (deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK)
    throw Error("zlib does not start");
  const std::unique_ptr<z_stream, int (*)(z_stream*)> owner(&stream, deflateEnd);
  std::vector<std::uint8_t> out(kPiece);
  std::uint64_t total = 0;
  int result = Z_OK;
  while (result != Z_STREAM_END) {
    if (stream.avail_in == 0) {
      const std::size_t size = std::min<std::size_t>(bytes.size(), std::numeric_limits<uInt>::max());
      stream.next_in =
          const_cast<Bytef*>(bytes.data());  // zlib's interface is older than const; it only reads
      stream.avail_in = static_cast<uInt>(size);
      bytes = bytes.subspan(size);
    }
    stream.next_out = out.data();
    stream.avail_out = static_cast<uInt>(out.size());
    result = deflate(&stream, bytes.empty() ? Z_FINISH : Z_NO_FLUSH);
    if (result != Z_OK && result != Z_STREAM_END) throw Error(fmt::format("zlib fails with code {}", result));
    total += out.size() - stream.avail_out;
  }
  return total;
}

FileSizes measure_file(wasm::Bytes bytes) {
  auto brotli = std::async(std::launch::async, brotli_size, bytes);
  auto zstd = std::async(std::launch::async, zstd_size, bytes);
  FileSizes sizes;
  sizes.raw = bytes.size();
  sizes.gzip = gzip_size(bytes);
  sizes.sha256 = sha256_hex(wasm::as_text(bytes));
  sizes.zstd = zstd.get();
  sizes.brotli = brotli.get();
  return sizes;
}

std::string sizes_text(const FileSizes& sizes) {
  const nlohmann::json document{{"raw", sizes.raw},
                                {"gzip", sizes.gzip},
                                {"brotli", sizes.brotli},
                                {"zstd", sizes.zstd},
                                {"sha256", sizes.sha256}};
  return document.dump(2) + "\n";
}

FileSizes parse_sizes(std::string_view text, const std::string& name) {
  const nlohmann::json document = parse_json(text, name);
  try {
    return {document.at("raw").get<std::uint64_t>(), document.at("gzip").get<std::uint64_t>(),
            document.at("brotli").get<std::uint64_t>(), document.at("zstd").get<std::uint64_t>(),
            document.at("sha256").get<std::string>()};
  } catch (const nlohmann::json::exception& error) {
    throw Error(fmt::format("{}: not a list of file sizes: {}", name, error.what()));
  }
}

}  // namespace pylon

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "base/digest.hpp"
#include "base/error.hpp"
#include "manifest/file_sizes.hpp"

using namespace pylon;
using Catch::Matchers::ContainsSubstring;

namespace {

std::vector<std::uint8_t> repetitive(std::size_t size) {
  std::vector<std::uint8_t> bytes(size);
  for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<std::uint8_t>(i % 251);
  return bytes;
}

}  // namespace

TEST_CASE("a file is measured raw and in three compressed forms") {
  const auto bytes = repetitive(1'000'000);
  const FileSizes sizes = measure_file(bytes);
  CHECK(sizes.raw == bytes.size());
  CHECK(sizes.sha256 == sha256_hex({reinterpret_cast<const char*>(bytes.data()), bytes.size()}));
  for (const std::uint64_t compressed : {sizes.gzip, sizes.brotli, sizes.zstd}) {
    CHECK(compressed > 100);
    CHECK(compressed < 10'000);
  }
  CHECK(measure_file(bytes) == sizes);
}

TEST_CASE("an empty file has the size of each format's frame") {
  const FileSizes sizes = measure_file({});
  CHECK(sizes.raw == 0);
  CHECK(sizes.gzip == 20);
  CHECK(sizes.brotli == 1);
  CHECK(sizes.zstd == 9);
}

TEST_CASE("sizes are written and read back") {
  const FileSizes sizes{13'409'116, 4'246'407, 3'196'240, 3'500'000, std::string(64, 'a')};
  const std::string text = sizes_text(sizes);
  CHECK(text.ends_with("}\n"));
  CHECK(parse_sizes(text, "sizes.json") == sizes);
}

TEST_CASE("a broken list of sizes is an error that names the file") {
  CHECK_THROWS_WITH(parse_sizes("{}", "sizes.json"),
                    ContainsSubstring("sizes.json: not a list of file sizes"));
  CHECK_THROWS_WITH(parse_sizes("{\"raw\": \"1\"}", "sizes.json"), ContainsSubstring("sizes.json"));
  CHECK_THROWS_WITH(parse_sizes("{", "sizes.json"), ContainsSubstring("sizes.json"));
}

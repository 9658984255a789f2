#include "toolchain/digest_cache.hpp"

#include <catch2/catch_test_macros.hpp>

#include "base/digest.hpp"
#include "base/error.hpp"
#include "scratch_folder.hpp"
#include "system/files.hpp"

using namespace pylon;

namespace {

// A file that no test changes and that is older than any clock tick.
const fs::path kOldFile = fs::path(PYLON_SOURCE_DIR) / "CMakeLists.txt";

// The cache's text with the digest of its only entry replaced and the check sum made right again: a later run
// that answers with `digest` has not read the file.
std::string with_digest(const std::string& text, const std::string& digest) {
  const std::size_t entry = text.find('\n') + 1;
  std::string lines = text.substr(0, text.size() - 65);
  lines.replace(entry, 64, digest);
  return lines + sha256_hex(lines) + '\n';
}

}  // namespace

TEST_CASE("a digest is remembered between runs, without reading the file again") {
  const ScratchFolder folder;
  const fs::path file = folder / "digests";
  {
    DigestCache cache(file);
    CHECK(cache.digest_of(kOldFile) == file_sha256(kOldFile));
    cache.save();
  }
  const std::string planted(64, 'a');
  write_file(file, with_digest(read_file(file), planted));
  CHECK(DigestCache(file).digest_of(kOldFile) == planted);
}

TEST_CASE("a file that changes, even at once and to the same size, gets its new digest") {
  const ScratchFolder folder;
  const fs::path file = folder / "digests";
  const fs::path data = folder / "data";
  for (const std::string text : {"one", "two", "six"}) {
    write_file(data, text);
    DigestCache cache(file);
    CHECK(cache.digest_of(data) == sha256_hex(text));
    cache.save();
  }
}

TEST_CASE("a damaged or foreign cache file counts as empty") {
  const ScratchFolder folder;
  const fs::path file = folder / "digests";
  {
    DigestCache cache(file);
    cache.digest_of(kOldFile);
    cache.save();
  }
  const std::string good = read_file(file);
  std::string flipped = good;
  flipped[20] = flipped[20] == '0' ? '1' : '0';
  for (const std::string& bad :
       {flipped, good.substr(0, good.size() / 2), std::string("pylon digests 1\n"), std::string(200, '\0')}) {
    write_file(file, bad);
    CHECK(DigestCache(file).digest_of(kOldFile) == file_sha256(kOldFile));
  }
}

TEST_CASE("a missing file is an error that names it") {
  const ScratchFolder folder;
  DigestCache cache(folder / "digests");
  CHECK_THROWS_AS(cache.digest_of(folder / "nothing"), Error);
  cache.save();
}

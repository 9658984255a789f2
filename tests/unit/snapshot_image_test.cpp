#include "wasm/snapshot_image.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "base/error.hpp"
#include "wasm/contents.hpp"
#include "wasm/library_segment.hpp"
#include "wasm_builder.hpp"

using Catch::Matchers::ContainsSubstring;
using namespace pylon;
using namespace wasm_builder;

namespace {

Buffer active(std::uint8_t address, std::string_view content) {
  return cat({{0, 0x41, address, 0x0B}, sized(text(content))});
}
Buffer passive(std::string_view content) { return cat({{1}, sized(text(content))}); }

// With a memory, and these segments.
Buffer snapshot(const std::vector<Buffer>& segments) {
  return module({section(5, list({cat({{0}, leb(1)})})), section(12, leb(segments.size())),
                 section(11, list(segments)), custom("s", text("end"))});
}

const std::string kLibrary(40, 'l');

}  // namespace

TEST_CASE("empty segments that wizer leaves go, and nothing else", "[snapshot]") {
  const Buffer taken =
      snapshot({passive(kLibrary), passive(""), passive(""), active(16, "abc"), active(32, "")});
  const std::string tidy = wasm::without_empty_segments(taken);
  const wasm::Contents contents = wasm::read_contents(wasm::as_bytes(tidy));
  REQUIRE(contents.segments.size() == 3);
  CHECK(contents.segments[0].size == kLibrary.size());
  CHECK(contents.segments[1].address == 16);
  CHECK(contents.segments[2].address == 32);
  CHECK(tidy.size() == taken.size() - 4);
  CHECK(tidy.ends_with("\x01send"));
  CHECK(wasm::without_empty_segments(wasm::as_bytes(tidy)) == tidy);
  CHECK(wasm::find_library_segment(wasm::as_bytes(tidy))->size == kLibrary.size());
}

// The function that copies from the library names its segment by number.
TEST_CASE("empty segments before that of the library stay", "[snapshot]") {
  const Buffer taken = snapshot({passive(""), passive(kLibrary), passive("")});
  const wasm::Contents contents = wasm::read_contents(wasm::as_bytes(wasm::without_empty_segments(taken)));
  REQUIRE(contents.segments.size() == 2);
  CHECK(contents.segments[1].size == kLibrary.size());
  const Buffer none = snapshot({passive(""), active(16, "abc")});
  CHECK(wasm::read_contents(wasm::as_bytes(wasm::without_empty_segments(none))).segments.size() == 2);
}

TEST_CASE("memories are compared by address, however they are cut into segments", "[snapshot]") {
  const Buffer one = snapshot({active(16, "abcdef"), active(40, "same")});
  CHECK(wasm::memory_differences(one, snapshot({active(40, "same"), active(19, "def"), active(16, "abc")}))
            .empty());
  const auto ranges = wasm::memory_differences(one, snapshot({active(16, "abXdeY"), active(40, "samE")}));
  REQUIRE(ranges.size() == 2);
  CHECK(ranges[0].address == 18);
  CHECK(ranges[0].size == 2);
  CHECK(ranges[1].address == 43);
  CHECK(ranges[1].size == 1);
  const auto longer =
      wasm::memory_differences(one, snapshot({active(16, "abcdef"), active(40, "same"), active(60, "!")}));
  REQUIRE(longer.size() == 1);
  CHECK(longer[0].address == 60);
}

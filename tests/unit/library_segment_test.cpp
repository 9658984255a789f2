#include "wasm/library_segment.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "base/error.hpp"
#include "manifest/inside_facts.hpp"
#include "wasm/contents.hpp"
#include "wasm/library_image.hpp"
#include "wasm_builder.hpp"

using Catch::Matchers::ContainsSubstring;
using namespace pylon;
using namespace wasm_builder;

namespace {

const Buffer kUnreachable{0, 0x00, 0x0B};

// As the link makes it: an imported function, `main`, the one that is to copy, and one more.
Buffer linked(const Buffer& copy = kUnreachable, std::string_view exported = "pylon_library_copy") {
  return module(
      {section(1, list({Buffer{0x60, 0, 0}, Buffer{0x60, 3, 0x7F, 0x7F, 0x7F, 0}})),
       section(2, list({cat({name("env"), name("f"), {0, 0}})})), section(3, list({leb(0), leb(1), leb(0)})),
       section(5, list({cat({{0}, leb(1)})})),
       section(7,
               list({cat({name("main"), {0, 1}}), cat({name(exported), {0, 2}}), cat({name("m"), {2, 0}})})),
       section(10, list({sized({0, 0x0B}), sized(copy), sized({0, 0x01, 0x0B})})),
       section(11, list({cat({{0, 0x41, 16, 0x0B}, sized(text("abc"))})})), custom("s", text("end"))});
}

std::string image() {
  wasm::LibraryContents contents;
  contents.files["lib/python3.13/os.py"] = wasm::packed("import sys", wasm::Codec::kStored);
  return wasm::library_image(contents);
}

}  // namespace

TEST_CASE("the segment step writes the copying function and an empty segment", "[library]") {
  const std::string done = wasm::add_empty_segment(linked());
  const wasm::Module read = wasm::read_module(wasm::as_bytes(done));
  REQUIRE(read.exports.size() == 2);
  CHECK(read.exports[0].name == "main");
  CHECK(read.exports[1].kind == "memory");
  CHECK(read.counts.data == 2);
  const wasm::Contents contents = wasm::read_contents(wasm::as_bytes(done));
  REQUIRE(contents.bodies.size() == 3);
  CHECK(done.substr(contents.bodies[1].offset, contents.bodies[1].size) ==
        std::string("\x00\x20\x00\x20\x01\x20\x02\xfc\x08\x00\x00\x0b", 12));
  CHECK(done.substr(contents.bodies[2].offset, contents.bodies[2].size) == std::string("\x00\x01\x0b", 3));
  REQUIRE(contents.segments.size() == 2);
  CHECK_FALSE(contents.segments[0].address);
  CHECK(contents.segments[0].size == wasm::kLibraryHeader);
  CHECK(contents.segments[1].address == 16);
  CHECK(done.ends_with("\x01send"));
  const auto facts = inside_library(wasm::as_bytes(done));
  REQUIRE(facts);
  CHECK(facts->index.files.empty());
}

TEST_CASE("filling replaces the content alone, as often as one likes", "[library]") {
  const std::string empty = wasm::add_empty_segment(linked());
  const std::string filled = wasm::fill_segment(wasm::as_bytes(empty), image());
  CHECK(wasm::fill_segment(wasm::as_bytes(filled), image()) == filled);
  CHECK(wasm::fill_segment(wasm::as_bytes(filled), std::string(32, '\0')) == empty);
  const auto segment = wasm::find_library_segment(wasm::as_bytes(filled));
  REQUIRE(segment);
  CHECK(filled.substr(segment->offset, segment->size) == image());
}

TEST_CASE("what cannot be segmented or filled says why", "[library]") {
  const std::string done = wasm::add_empty_segment(linked());
  CHECK_THROWS_WITH(wasm::add_empty_segment(wasm::as_bytes(done)), ContainsSubstring("exports no function"));
  CHECK_THROWS_WITH(wasm::add_empty_segment(linked(kUnreachable, "other")),
                    ContainsSubstring("exports no function pylon_library_copy"));
  CHECK_THROWS_WITH(wasm::add_empty_segment(linked({0, 0x0B})), ContainsSubstring("has content already"));
  CHECK_THROWS_WITH(wasm::fill_segment(linked(), image()), ContainsSubstring("no passive data segment"));
  CHECK_FALSE(wasm::find_library_segment(linked()));
  const Buffer big(40, 'x');
  const Buffer two =
      module({section(5, list({cat({{0}, leb(1)})})), section(12, leb(3)),
              section(11, list({cat({{1}, sized(big)}), cat({{1}, sized({})}), cat({{1}, sized(big)})}))});
  CHECK_THROWS_WITH(wasm::fill_segment(two, image()), ContainsSubstring("a second passive data segment"));
}

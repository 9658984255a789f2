#include "wasm/contents.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "base/error.hpp"
#include "wasm/numbering.hpp"
#include "wasm_builder.hpp"

using Catch::Matchers::ContainsSubstring;
using namespace pylon;
using namespace wasm_builder;

namespace {

Buffer names_of(const std::vector<Buffer>& entries) {
  return custom("name", cat({{1}, sized(list(entries))}));
}

// One imported and two defined functions, and three segments.
Buffer sample(const std::vector<Buffer>& after = {}) {
  const Buffer data =
      list({cat({{0, 0x41, 16, 0x0B}, sized(text("abc"))}), cat({{1}, sized(text("passive"))}),
            cat({{2, 0, 0x41, 0x7F, 0x0B}, sized(text("top"))})});
  Buffer bytes = module(
      {section(1, list({Buffer{0x60, 0, 0}})), section(2, list({cat({name("env"), name("f"), {0, 0}})})),
       section(3, list({leb(0), leb(0)})), section(5, list({cat({{0}, leb(1)})})), section(12, leb(3)),
       section(10, list({sized({0, 0x0B}), sized({0, 0x01, 0x0B})})), section(11, data)});
  return bytes += cat(after);
}

wasm::Bytes bytes_of(const std::string& text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

}  // namespace

TEST_CASE("bodies and segments are found where they are", "[contents]") {
  const Buffer bytes = sample();
  const wasm::Contents contents = wasm::read_contents(bytes);
  CHECK(contents.imported_functions == 1);
  REQUIRE(contents.bodies.size() == 2);
  CHECK(contents.bodies[1].size == 3);
  CHECK(bytes[contents.bodies[1].offset + 1] == 0x01);
  REQUIRE(contents.segments.size() == 3);
  CHECK(contents.segments[0].address == 16);
  CHECK(bytes[contents.segments[0].offset] == 'a');
  CHECK_FALSE(contents.segments[1].address);
  CHECK(contents.segments[2].address == 0xFFFFFFFFU);  // i32.const -1: addresses are unsigned
}

TEST_CASE("functions are numbered through a name section of our own", "[contents]") {
  const Buffer named = sample({names_of({cat({leb(1), name("main")})})});
  CHECK(wasm::function_names(named, 3) == std::vector<std::string_view>{"", "main", ""});
  const std::string numbered = wasm::number_functions(named);
  CHECK(wasm::function_names(bytes_of(numbered), 3) ==
        std::vector<std::string_view>{"f0000000", "f0000001", "f0000002"});
  // The old names are gone, and all else is as it was.
  CHECK(numbered == wasm::number_functions(sample()));
  CHECK(wasm::read_contents(bytes_of(numbered)).bodies.size() == 2);
}

TEST_CASE("what was cut off a function keeps that in its number", "[contents]") {
  const Buffer named = sample({names_of({cat({leb(1), name("loop")}), cat({leb(2), name("loop.cold.1")})})});
  const std::string numbered = wasm::number_functions(named);
  CHECK(wasm::function_names(bytes_of(numbered), 3) ==
        std::vector<std::string_view>{"f0000000", "f0000001", "f0000002c"});
  CHECK(wasm::read_function_map("0:f0000002c\n", 1, "m")[0].index == 2);
}

TEST_CASE("a name for a function that is not there names nothing", "[contents]") {
  const Buffer bytes = sample({names_of({cat({leb(1), name("real")}), cat({leb(3), name("ghost")})})});
  CHECK(wasm::function_names(bytes, 3) == std::vector<std::string_view>{"", "real", ""});
}

TEST_CASE("a segment at something else than a constant is read, or refused with its place", "[contents]") {
  const auto with_offset = [](const Buffer& expression) {
    return module({section(5, list({cat({{0}, leb(1)})})),
                   section(11, list({cat({{0}, expression, sized(text("x"))})}))});
  };
  CHECK_FALSE(wasm::read_contents(with_offset({0x23, 0, 0x0B})).segments[0].address);
  CHECK_FALSE(wasm::read_contents(with_offset({0x41, 0, 0x41, 1, 0x6A, 0x0B})).segments[0].address);
  CHECK(wasm::read_contents(with_offset({0x41, 7, 0x0B})).segments[0].address == 7U);
  CHECK_THROWS_WITH(wasm::read_contents(with_offset({0x10, 0, 0x0B})), ContainsSubstring("instruction call"));
}

TEST_CASE("wasm-opt's map of functions says where each came from", "[contents]") {
  const auto origins = wasm::read_function_map(
      "0:f0000000\n1:f0000007\n2:byn$mgfn-shared$f0000003\n3:byn-split-outlined-A$f0000004\n4:helper\n", 5,
      "m");
  CHECK(origins[1].index == 7);
  CHECK_FALSE(origins[1].merged);
  CHECK(origins[2].index == 3);
  CHECK(origins[2].merged);
  CHECK(origins[3].index == 4);
  CHECK_FALSE(origins[3].merged);
  CHECK_FALSE(origins[4].index);
}

TEST_CASE("a map of functions that is not this file's is refused", "[contents]") {
  CHECK_THROWS_WITH(wasm::read_function_map("0:f0000000\n", 2, "m"),
                    ContainsSubstring("m: it names 1 functions, the file has 2"));
  CHECK_THROWS_WITH(wasm::read_function_map("1:f0000000\n", 1, "m"), ContainsSubstring("m, line 1"));
  CHECK_THROWS_WITH(wasm::read_function_map("0 f0000000\n", 1, "m"), ContainsSubstring("m, line 1"));
}

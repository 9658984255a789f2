#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "base/error.hpp"
#include "wasm/feature_set.hpp"
#include "wasm_builder.hpp"

using namespace pylon;
using namespace wasm_builder;
using Catch::Matchers::ContainsSubstring;

namespace {

// Features of a module with one function of type ()->() and this code.
std::vector<std::string> of_code(const Buffer& instructions) {
  const Buffer body = cat({{0}, instructions, {0x0B}});
  return wasm::used_features(module({section(1, list({Buffer{0x60, 0, 0}})), section(3, list({leb(0)})),
                                     section(10, list({sized(body)}))}));
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("code of version 1.0 uses no feature") {
  CHECK(of_code({}).empty());
  CHECK(of_code({0x02, 0x40, 0x0C, 0, 0x0B}).empty());                       // block, br, end
  CHECK(of_code({0x41, 0, 0x28, 2, 0x10, 0x1A}).empty());                    // i32.load, drop
  CHECK(of_code({0x41, 0, 0x11, 0, 0}).empty());                             // call_indirect, table 0
  CHECK(of_code({0x41, 0, 0x0E, 1, 0, 0, 0x43, 1, 2, 3, 4, 0x1A}).empty());  // br_table, f32.const
}

TEST_CASE("each instruction counts for its own feature") {
  CHECK(of_code({0x41, 0, 0xC0, 0x1A}) == Names{"sign-ext"});
  CHECK(of_code({0xFC, 0}) == Names{"nontrapping-fptoint"});
  CHECK(of_code({0xFC, 10, 0, 0}) == Names{"bulk-memory"});
  CHECK(of_code({0xFC, 16, 0}) == Names{"reference-types"});
  CHECK(of_code({0x41, 0, 0x11, 0, 0x80, 0x80, 0x80, 0x80, 0}) == Names{"reference-types"});
  CHECK(of_code({0xD0, 0x70, 0x1A}) == Names{"reference-types"});
  CHECK(of_code({0xFD, 12, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 0x1A}) == Names{"simd128"});
  CHECK(of_code({0xFD, 84, 0, 0, 1}) == Names{"simd128"});
  CHECK(of_code({0xFE, 3, 0}) == Names{"atomics"});
  CHECK(of_code({0x12, 0}) == Names{"tail-call"});
  CHECK(of_code({0x1F, 0x40, 1, 0, 0, 0, 0x0B}) == Names{"exception-handling"});
  CHECK(of_code({0x02, 0, 0x0B}) == Names{"multivalue"});
  CHECK(of_code({0x28, 0x42, 1, 0}) == Names{"multimemory"});
  CHECK(of_code({0x41, 0, 0xC0, 0xFC, 3, 0xFC, 11, 0}) ==
        Names{"bulk-memory", "nontrapping-fptoint", "sign-ext"});
}

TEST_CASE("exceptions of before exnref are a feature of their own") {
  CHECK(of_code({0x06, 0x40, 0x19, 0x09, 0, 0x0B}) == Names{"legacy-exceptions"});  // try, catch_all, rethrow
  CHECK(of_code({0x06, 0x40, 0x08, 0, 0x18, 0}) == Names{"legacy-exceptions"});     // try, throw, delegate
  const Buffer delegating{0x06, 0x40, 0x01, 0x18, 0, 0x02, 0x40, 0x0B};             // far from the end too
  CHECK(of_code(cat({delegating, Buffer(40, 0x01)})) == Names{"legacy-exceptions"});
  CHECK(of_code({0x08, 0}) == Names{"exception-handling"});
  CHECK(of_code({0x0A}) == Names{"exception-handling"});
  CHECK(of_code({0x06, 0x40, 0x0A, 0x0B}) == Names{"exception-handling", "legacy-exceptions"});
}

TEST_CASE("garbage collection and typed references are one feature") {
  CHECK(of_code({0xFB, 1, 0}) == Names{"gc"});                                 // struct.new_default
  CHECK(of_code({0xFB, 17, 0, 0}) == Names{"gc"});                             // array.copy
  CHECK(of_code({0xFB, 24, 3, 0, 0x6E, 0x6C}) == Names{"gc"});                 // br_on_cast
  CHECK(of_code({0xD4}) == Names{"gc"});                                       // ref.as_non_null
  CHECK(of_code({0x15, 0}) == Names{"gc", "tail-call"});                       // return_call_ref
  CHECK(of_code({0xD0, 0x71}) == Names{"gc", "reference-types"});              // ref.null none
  CHECK(of_code({0x02, 0x64, 0x00, 0x0B}) == Names{"gc", "reference-types"});  // block (result (ref 0))
}

TEST_CASE("proposals that are not in the standard yet count by their names") {
  CHECK(of_code({0xFC, 19}) == Names{"wide-arithmetic"});
  CHECK(of_code({0xFC, 18, 0}) == Names{"memory-control"});
  CHECK(of_code({0xE0, 0}) == Names{"stack-switching"});
  CHECK(of_code({0xE3, 0, 2, 0, 1, 2, 1, 3}) == Names{"stack-switching"});  // resume, on a label, on a switch
  CHECK(of_code({0xFE, 0x4F, 1, 0}) == Names{"shared-everything"});
  CHECK(of_code({0xFB, 0x20, 0}) == Names{"custom-descriptors"});
  const auto used = [](const Buffer& part) { return wasm::used_features(module({part})); };
  CHECK(used(section(5, list({Buffer{8, 1, 0}}))) == Names{"custom-page-sizes"});
  CHECK(used(section(6, list({Buffer{kI32, 2, 0x41, 0, 0x0B}}))) == Names{"shared-everything"});
  CHECK(used(section(1, list({Buffer{0x60, 1, 0x65, 0x70, 0}}))) ==
        Names{"reference-types", "shared-everything"});
  // A tag that something comes back from is for a suspended computation.
  CHECK(wasm::used_features(
            module({section(1, list({Buffer{0x60, 0, 1, kI32}})), section(13, list({Buffer{0, 0}}))})) ==
        Names{"exception-handling", "stack-switching"});
}

TEST_CASE("numbers of every length are walked over, quickly or not") {
  for (const std::size_t bytes : {1U, 2U, 3U, 4U, 5U}) {
    Buffer index(bytes, 0x80);
    index.back() = 0;
    for (const std::size_t after : {0U, 1U, 15U, 16U, 17U, 40U}) {
      Buffer code =
          cat({{0x41}, index, {0x1A, 0x20}, index, {0x41, 0, 0x28, 2}, index, {0x1A}, {0x42}, index});
      code.insert(code.end(), after, 0x01);
      CHECK(of_code(code).empty());
    }
  }
}

TEST_CASE("sections count as well") {
  const auto used = [](const Buffer& part) { return wasm::used_features(module({part})); };
  CHECK(used(section(1, list({Buffer{0x60, 0, 2, kI32, kI64}}))) == Names{"multivalue"});
  CHECK(used(section(2, list({cat({name("env"), name("sp"), {3, kI32, 1}})}))) == Names{"mutable-globals"});
  CHECK(used(section(2, list({cat({name("env"), name("base"), {3, kI32, 0}})}))).empty());
  CHECK(used(section(4, list({Buffer{0x70, 0, 0}, Buffer{0x70, 0, 0}}))) == Names{"reference-types"});
  CHECK(used(section(5, list({Buffer{3, 1, 1}}))) == Names{"atomics"});
  CHECK(used(section(5, list({Buffer{4, 1}}))) == Names{"memory64"});
  CHECK(used(section(9, list({Buffer{1, 0, 0}}))) == Names{"bulk-memory"});  // passive
  CHECK(used(section(9, list({Buffer{3, 0, 0}}))) == Names{"bulk-memory"});  // declarative
  CHECK(used(section(6, list({Buffer{kI32, 0, 0x41, 1, 0x41, 2, 0x6A, 0x0B}}))) == Names{"extended-const"});
  CHECK(used(section(11, list({Buffer{1, 1, 'x'}}))) == Names{"bulk-memory"});
}

TEST_CASE("a mutable global counts only when it is exported") {
  const Buffer globals = section(6, list({Buffer{kI32, 1, 0x41, 1, 0x0B}, Buffer{kI32, 0, 0x41, 1, 0x0B}}));
  const auto exporting = [&](std::uint8_t index) {
    return wasm::used_features(module({globals, section(7, list({cat({name("g"), {3, index}})}))}));
  };
  CHECK(wasm::used_features(module({globals})).empty());
  CHECK(exporting(0) == Names{"mutable-globals"});
  CHECK(exporting(1).empty());
}

TEST_CASE("unknown or truncated code is an error with its offset") {
  CHECK_THROWS_WITH(of_code({0xFB, 31}), ContainsSubstring("unknown instruction 0xfb 0x1f"));
  CHECK_THROWS_WITH(of_code({0xFC, 23}),
                    ContainsSubstring("at byte 23 (0x17): unknown instruction 0xfc 0x17"));
  CHECK_THROWS_WITH(of_code({0x41}), ContainsSubstring("does not end with `end`"));
  CHECK_THROWS_WITH(of_code({0x44, 1, 2}), ContainsSubstring("f64.const: 8 bytes are asked for"));
}

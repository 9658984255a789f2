#include "wasm/sections.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "base/error.hpp"
#include "wasm_builder.hpp"

using namespace pylon;
using namespace wasm_builder;
using Catch::Matchers::ContainsSubstring;

namespace {

Buffer sample() {
  return module({
      section(1, list({Buffer{0x60, 0, 0}})),
      section(2, list({cat({name("wasi_snapshot_preview1"), name("fd_write"), {0, 0}}),
                       cat({name("env"), name("table"), {1, 0x70, 0, 1}}),
                       cat({name("env"), name("memory"), {2, 3, 1, 2}}),
                       cat({name("env"), name("stack"), {3, 0x7F, 1}}),
                       cat({name("env"), name("exception"), {4, 0, 0}})})),
      section(3, list({leb(0)})),
      section(5, list({cat({{1}, leb(640), leb(65536)})})),
      section(7, list({cat({name("_start"), {0, 1}}), cat({name("memory"), {2, 0}})})),
      section(10, list({Buffer{2, 0, 0x0B}})),
      custom("target_features", list({cat({{'+'}, name("sign-ext")}), cat({{'-'}, name("atomics")}),
                                      cat({{'+'}, name("bulk-memory")})})),
  });
}

}  // namespace

TEST_CASE("a module's header and sections add up to its bytes") {
  const Buffer bytes = sample();
  const wasm::Module facts = wasm::read_module(bytes);
  std::uint64_t sum = 8;
  std::string names;
  for (const wasm::Section& section : facts.sections) {
    CHECK(section.offset == sum);
    sum += section.header + section.size;
    names += section.name + " ";
  }
  CHECK(sum == facts.bytes);
  CHECK(facts.bytes == bytes.size());
  CHECK(names == "type import function memory export code target_features ");
}

TEST_CASE("imports, exports, memories and features are read") {
  const wasm::Module facts = wasm::read_module(sample());
  REQUIRE(facts.imports.size() == 5);
  CHECK(facts.imports[0].module == "wasi_snapshot_preview1");
  CHECK(facts.imports[0].name == "fd_write");
  CHECK(facts.imports[0].kind == "func");
  CHECK(facts.imports[3].kind == "global");
  CHECK(facts.imports[4].kind == "tag");
  REQUIRE(facts.exports.size() == 2);
  CHECK(facts.exports[0].name == "_start");
  CHECK(facts.exports[1].kind == "memory");
  REQUIRE(facts.memories.size() == 1);
  CHECK(facts.memories[0].minimum == 640);
  CHECK(facts.memories[0].maximum == 65536);
  CHECK_FALSE(facts.memories[0].shared);
  CHECK(facts.features == std::vector<std::string>{"bulk-memory", "sign-ext"});
}

TEST_CASE("a component and a foreign file are refused by name") {
  CHECK_THROWS_WITH(wasm::read_module(Buffer{0, 'a', 's', 'm', 13, 0, 1, 0}), ContainsSubstring("component"));
  CHECK_THROWS_WITH(wasm::read_module(text("\x7F"
                                           "ELF....")),
                    ContainsSubstring("not a WebAssembly module"));
  CHECK_THROWS_WITH(wasm::read_module(Buffer{}), ContainsSubstring("too short"));
}

TEST_CASE("a module cut off anywhere is an error with an offset, or a shorter module") {
  const Buffer bytes = sample();
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    std::string outcome;
    try {
      outcome =
          wasm::read_module(wasm::Bytes(bytes).first(length)).bytes == length ? "shorter" : "wrong length";
    } catch (const Error& error) {
      outcome = error.what();
    }
    CHECK((outcome == "shorter" || outcome.starts_with("at byte ")));
  }
}

TEST_CASE("numbers that are overlong or too large are errors with their offset") {
  const auto with_size = [](const Buffer& size) { return module({cat({{0}, size})}); };
  CHECK_THROWS_WITH(wasm::read_module(with_size({0x80, 0x80, 0x80, 0x80, 0x80, 0})),
                    ContainsSubstring("at byte 9 (0x9): section size: a LEB128 number of more than 5 bytes"));
  CHECK_THROWS_WITH(wasm::read_module(with_size({0xFF, 0xFF, 0xFF, 0xFF, 0x1F})),
                    ContainsSubstring("does not fit in 32 bits"));
  CHECK_THROWS_WITH(wasm::read_module(with_size({0xFF, 0xFF, 0xFF, 0xFF, 0x0F})),
                    ContainsSubstring("4294967295 bytes are asked for, 0 are left"));
  // Padding up to five bytes is how linkers leave room, and is no error.
  CHECK(wasm::read_module(with_size({0x82, 0x80, 0x80, 0x80, 0x00, 1, 'x'})).sections.at(0).name == "x");
}

TEST_CASE("a count larger than the section could hold is refused before anything is allocated") {
  CHECK_THROWS_WITH(wasm::read_module(module({section(2, leb(4'000'000'000U))})),
                    ContainsSubstring("imports: 4000000000 of them cannot be in 0 bytes"));
}

TEST_CASE("malformed content is refused") {
  const auto refused = [](const Buffer& part, const std::string& why) {
    CHECK_THROWS_WITH(wasm::read_module(module({part})), ContainsSubstring(why));
  };
  refused(section(14, {}), "unknown section id 14");
  refused(section(2, list({cat({name("env"), name("x"), {5}})})), "unknown kind 0x05");
  refused(section(2, list({cat({name("\xFF"), name("x"), {0, 0}})})), "not UTF-8");
  refused(section(2, cat({list({}), {0}})), "1 bytes are left over");
  refused(section(5, list({cat({{1}, leb(2), leb(1)})})), "maximum 1 below minimum 2");
  refused(section(5, list({Buffer{16, 0}})), "unknown flags 0x10");
  refused(cat({section(3, list({})), section(3, list({}))}), "out of order or there twice");
  refused(cat({section(7, list({})), section(2, list({}))}), "out of order or there twice");
}

TEST_CASE("section order follows the specification, not the ids") {
  const Buffer ordered =
      module({section(5, list({})), section(13, list({})), section(6, list({})), section(9, list({})),
              section(12, leb(0)), section(10, list({})), section(11, list({}))});
  CHECK(wasm::read_module(ordered).sections.size() == 7);
}

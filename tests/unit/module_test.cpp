// What read_module makes of each kind of section, and what it refuses in it.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "base/error.hpp"
#include "system/mapped_file.hpp"
#include "wasm/component.hpp"
#include "wasm/feature_set.hpp"
#include "wasm/sections.hpp"
#include "wasm_builder.hpp"

using namespace pylon;
using namespace wasm_builder;
using Catch::Matchers::ContainsSubstring;

namespace {

// From the corpus: a module that has one of each kind of section.
Buffer every_section() {
  const MappedFile file(PYLON_SOURCE_DIR "/tests/golden/wasm/every_section.wasm");
  return {file.bytes().begin(), file.bytes().end()};
}

// "" or what is wrong with these bytes as a module.
std::string complaint(const Buffer& bytes) {
  try {
    wasm::used_features(bytes);
    return "";
  } catch (const Error& error) {
    return error.what();
  }
}

const Buffer kType = section(1, list({Buffer{0x60, 0, 0}}));
const Buffer kFunction = section(3, list({leb(0)}));
const Buffer kCode = section(10, list({Buffer{2, 0, 0x0B}}));
const Buffer kMemory = section(5, list({Buffer{0, 1}}));

void refused(const std::vector<Buffer>& sections, const std::string& why) {
  CHECK_THAT(complaint(module(sections)), ContainsSubstring(why));
}
void accepted(const std::vector<Buffer>& sections) { CHECK(complaint(module(sections)) == ""); }

}  // namespace

TEST_CASE("what a module defines is counted, with its start function and producers") {
  const Buffer bytes = every_section();
  const wasm::Module facts = wasm::read_module(bytes);
  CHECK(facts.counts.types == 3);
  CHECK(facts.counts.functions == 2);
  CHECK(facts.counts.tables == 1);
  CHECK(facts.counts.globals == 1);
  CHECK(facts.counts.tags == 1);
  CHECK(facts.counts.elements == 4);
  CHECK(facts.counts.data == 2);
  CHECK(facts.start == 1U);
  REQUIRE(facts.producers.size() == 3);
  CHECK(facts.producers[2].field == "processed-by");
  CHECK(facts.producers[2].name == "clang");
  CHECK(facts.producers[2].version == "19.1.7");
  CHECK_FALSE(wasm::read_module(module({kType})).start);
}

TEST_CASE("a module cut at any byte is an error with an offset, but for cuts at a section's end") {
  const Buffer bytes = every_section();
  std::vector<bool> is_end(bytes.size(), false);
  for (const wasm::Section& section : wasm::read_module(bytes).sections) is_end[section.offset] = true;
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    const std::string what = complaint(Buffer(bytes.begin(), bytes.begin() + static_cast<long>(length)));
    INFO(length << " bytes: " << what);
    if (is_end[length])
      CHECK((what.empty() || what.starts_with("at byte ")));
    else
      CHECK(what.starts_with("at byte "));
  }
}

TEST_CASE("a module with any byte changed is read, or refused with an offset") {
  Buffer bytes = every_section();
  std::size_t refusals = 0;
  for (std::uint8_t& byte : bytes) {
    const std::uint8_t kept = byte;
    for (const int change : {0x00, 0x01, 0x7F, 0x80, 0xFF, kept ^ 0x01, kept ^ 0x80, kept + 1, kept - 1}) {
      byte = static_cast<std::uint8_t>(change);
      const std::string what = complaint(bytes);
      CHECK((what.empty() || what.starts_with("at byte ")));
      refusals += !what.empty() || !wasm::read_module(bytes).oddities.empty() ? 1U : 0U;
    }
    byte = kept;
  }
  // Refused or told. Not an exact number, but a reader that checks nothing would not come near it.
  CHECK(refusals > bytes.size() * 3);
}

TEST_CASE("the number of bodies is that of functions, the number of segments that of data_count") {
  accepted({kType, kFunction, kCode});
  refused({kType, kFunction}, "at byte 18 (0x12): 1 functions, and no code section");
  refused({kType, kFunction, section(10, list({}))}, "0 function bodies for 1 functions");
  refused({kType, kCode}, "at byte 16 (0x10): 1 function bodies for 0 functions");
  refused({kType, kFunction, section(10, cat({leb(1), {9, 0, 0x0B}}))},
          "function body: 9 bytes are asked for, 2 are left");
  refused({kType, kFunction, section(10, cat({leb(1), {2, 0, 0x0B}, {0}}))}, "1 bytes are left over");
  const Buffer segment = section(11, list({Buffer{1, 1, 'x'}}));
  accepted({section(12, leb(1)), segment});
  refused({section(12, leb(2)), segment}, "1 data segments, data_count says 2");
  refused({section(12, leb(1))}, "data_count says 1, and there is no data section");
}

TEST_CASE("an index that is out of range is refused where it stands") {
  refused({kType, section(3, list({leb(1)}))}, "at byte 17 (0x11): type index 1: there are 1 of them");
  refused({kType, section(2, list({cat({name("env"), name("f"), {0, 1}})}))}, "type index 1");
  refused({kType, kFunction, section(7, list({cat({name("f"), {0, 1}})})), kCode}, "exported func 1");
  refused({section(7, list({cat({name("g"), {3, 0}})}))}, "exported global 0: there are 0 of them");
  refused({kType, kFunction, section(8, leb(1)), kCode}, "start function 1: there are 1 of them");
  refused({kType, kFunction, section(9, list({Buffer{0, 0x41, 0, 0x0B, 1, 1}})), kCode}, "function index 1");
  refused({kType, section(13, list({Buffer{0, 1}}))}, "type index 1");
}

TEST_CASE("tables, globals, tags and segments are read to their last byte") {
  accepted({section(4, list({Buffer{0x70, 0, 1}, Buffer{0x40, 0, 0x70, 0, 1, 0xD0, 0x70, 0x0B}}))});
  refused({section(4, list({Buffer{0x7F, 0, 1}}))}, "unknown reference type 0x7f");
  refused({section(4, cat({list({Buffer{0x70, 0, 1}}), {0}}))}, "table section: 1 bytes are left over");
  refused({section(6, list({Buffer{kI32, 4, 0x41, 0, 0x0B}}))}, "mutability: unknown flags 0x04");
  refused({section(6, list({Buffer{kI32, 0, 0x20, 0, 0x0B}}))},
          "instruction local.get in a constant expression");
  refused({kType, section(13, list({Buffer{1, 0}}))}, "tag attribute");
  refused({kMemory, section(11, list({Buffer{3, 0x41, 0, 0x0B, 0}}))}, "data segment: unknown flags 3");
  refused({kMemory, section(11, list({Buffer{0, 0x41, 0, 0x0B, 9}}))}, "9 bytes are asked for, 0 are left");
  refused({section(9, list({Buffer{8, 0}}))}, "element segment: unknown flags 8");
  refused({section(9, list({Buffer{1, 1, 0}}))}, "element segment: unknown kind");
  refused({kType, section(8, Buffer{0, 0})}, "start function 0: there are 0 of them");
}

TEST_CASE("types are read, those of garbage collection too") {
  accepted({section(1, list({Buffer{0x4E, 2, 0x5F, 1, 0x78, 1, 0x50, 1, 0, 0x5E, 0x7F, 0}}))});
  CHECK(
      wasm::read_module(module({section(1, list({Buffer{0x4E, 2, 0x60, 0, 0, 0x60, 0, 0}}))})).counts.types ==
      2);
  accepted({section(1, list({Buffer{0x60, 0, 0}, Buffer{0x5D, 0}}))});
  refused({section(1, list({Buffer{0x5C, 0}}))}, "type: unknown form 0x5c");
  refused({section(1, list({Buffer{0x60, 1, 0x40, 0}}))}, "unknown value type 0x40");
  refused({section(1, list({Buffer{0x60, 1, 0x64, 0x40, 0}}))}, "unknown heap type");
  refused({section(1, list({cat({{0x4E}, leb(4'000'000'000U)})}))}, "cannot be in 0 bytes");
}

TEST_CASE("what is odd in a custom section is told, and refuses nothing", "[wasm]") {
  const auto oddity = [](const Buffer& section) {
    const wasm::Module facts = wasm::read_module(module({section}));
    return facts.oddities.empty() ? "" : facts.oddities.front();
  };
  CHECK(oddity(custom("whatever", {0xFF, 0xFF, 0xFF})) == "");
  CHECK(oddity(custom("name", cat({{0}, sized(name("m")), {1}, sized(list({})), {9}, sized({})}))) == "");
  CHECK_THAT(oddity(custom("name", cat({{1}, sized({0}), {0}, sized({0})}))),
             ContainsSubstring("sub-section 0 is out of order"));
  CHECK_THAT(oddity(custom("name", cat({{1}, sized({0}), {1}, sized({0})}))),
             ContainsSubstring("sub-section 1 is out of order or there twice"));
  CHECK_THAT(oddity(custom("name", {1, 5, 0})),
             ContainsSubstring("name sub-section: 5 bytes are asked for, 1 are left"));
  CHECK_THAT(oddity(custom("producers", list({cat({name("colour"), list({})})}))),
             ContainsSubstring("neither language"));
  CHECK_THAT(oddity(custom("producers", cat({list({}), {0}}))), ContainsSubstring("1 bytes are left over"));
  CHECK_THAT(oddity(custom("target_features", list({cat({{'?'}, name("x")})}))),
             ContainsSubstring("unknown sign 0x3f"));
  CHECK_THAT(oddity(custom("target_features", cat({list({}), {0}}))),
             ContainsSubstring("1 bytes are left over"));
  CHECK_THAT(oddity(custom("target_features", {9})), ContainsSubstring("9 of them cannot be in 0 bytes"));
}

TEST_CASE("what is before and behind an odd thing in a custom section counts", "[wasm]") {
  const Buffer value = cat({name("Zig"), name("0.14")});
  const Buffer tools = list({cat({name("language"), list({value})}), cat({name("tool"), list({value})})});
  const wasm::Module facts = wasm::read_module(module({custom("producers", tools)}));
  REQUIRE(facts.producers.size() == 2);
  CHECK(facts.producers[1].field == "tool");
  const Buffer features =
      list({cat({{'+'}, name("atomics")}), cat({{'*'}, name("x")}), cat({{'+'}, name("abc")})});
  CHECK(wasm::read_module(module({custom("target_features", features)})).features ==
        std::vector<std::string>{"abc", "atomics"});
}

TEST_CASE("of code that several threads read, what counts is what comes before the first unknown", "[wasm]") {
  const auto body = [](const Buffer& instructions) {
    Buffer all{0};
    all.insert(all.end(), 150000, 0x01);  // nop
    all.insert(all.end(), instructions.begin(), instructions.end());
    all.push_back(0x0B);
    return sized(all);
  };
  const Buffer sign{0x41, 0, 0xC0, 0x1A};  // i32.extend8_s
  const Buffer tail{0x12, 0};              // return_call
  const Buffer strange{0xFC, 99}, other{0xFC, 98};
  const std::vector<Buffer> bodies{body({}),      body(sign),  body({}), body({}), body({}),  body({}),
                                   body(strange), body(other), body({}), body({}), body(tail)};
  const Buffer functions = section(3, list(std::vector<Buffer>(bodies.size(), leb(0))));
  const Buffer bytes = module({kType, functions, section(10, list(bodies))});
  const wasm::ModuleReading read = wasm::read_as_known(bytes);
  CHECK_THAT(read.unread, ContainsSubstring("unknown instruction 0xfc 0x63"));
  CHECK(read.used == std::vector<std::string>{"sign-ext"});
}

TEST_CASE("what is of no known proposal ends the reading, and the sections are there", "[wasm]") {
  const auto reading = [](const std::vector<Buffer>& sections) {
    return wasm::read_as_known(module(sections));
  };
  const Buffer strange = section(5, list({Buffer{0x10, 1}}));
  refused({strange}, "limits: unknown flags 0x10");
  wasm::ModuleReading read = reading(
      {kType, strange, custom("producers", list({cat({name("sdk"), list({cat({name("a"), name("1")})})})}))});
  CHECK_THAT(read.unread, ContainsSubstring("limits: unknown flags 0x10"));
  CHECK(read.module.sections.size() == 3);
  CHECK(read.module.counts.types == 1);
  CHECK(read.module.producers.size() == 1);
  read = reading({kType, kFunction, section(10, list({sized({0, 0xFC, 99, 0x0B})}))});
  CHECK_THAT(read.unread, ContainsSubstring("unknown instruction 0xfc 0x63"));
  read = reading({kType, section(14, {1, 2, 3})});
  CHECK_THAT(read.unread, ContainsSubstring("unknown section id 14"));
  CHECK(read.module.sections[1].name == "unknown 14");
  // What is wrong stays an error.
  CHECK_THROWS_WITH(reading({kType, section(3, list({leb(1)}))}), ContainsSubstring("type index 1"));
}

TEST_CASE("compact imports count one by one", "[wasm]") {
  const Buffer head = cat({name("env"), name(""), {0x7F}});
  const Buffer items = list({cat({name("f"), {0, 0}}), cat({name("g"), {3, kI32, 1}})});
  wasm::ModuleReading read = wasm::read_whole(module({kType, section(2, list({cat({head, items})}))}));
  REQUIRE(read.module.imports.size() == 2);
  CHECK(read.module.imports[1].module == "env");
  CHECK(read.module.imports[1].name == "g");
  CHECK(read.module.imports[1].kind == "global");
  CHECK(read.used == std::vector<std::string>{"compact-imports", "mutable-globals"});
  const Buffer same = cat({name("env"), name(""), {0x7E, 0, 0}, list({name("a"), name("b")})});
  read = wasm::read_whole(module({kType, section(2, list({same})), section(8, leb(1))}));
  REQUIRE(read.module.imports.size() == 2);
  CHECK(read.module.imports[0].kind == "func");
  // Without the empty name it is a kind as any other.
  refused({section(2, list({cat({name("env"), name("x"), {0x7F, 0}})}))}, "import: unknown kind 0x7f");
}

TEST_CASE("a LEB128 number may be padded up to its type's length, and no further") {
  const auto function = [](const Buffer& index) { return section(3, list({index})); };
  accepted({kType, function({0x80, 0x80, 0x80, 0x80, 0}), kCode});
  refused({kType, function({0x80, 0x80, 0x80, 0x80, 0x80, 0}), kCode},
          "a LEB128 number of more than 5 bytes");
  refused({kType, function({0x80, 0x80, 0x80, 0x80, 0x10}), kCode}, "does not fit in 32 bits");
  refused({kType, function({0x80})}, "the bytes end where type index should be");
  const auto global = [](const Buffer& constant) {
    return section(6, list({cat({{kI32, 0, 0x41}, constant, {0x0B}})}));
  };
  accepted({global({0xFF, 0xFF, 0xFF, 0xFF, 0x7F})});
  refused({global({0xFF, 0xFF, 0xFF, 0xFF, 0x4F})}, "a signed LEB128 number that does not fit in 32 bits");
  refused({global({0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F})}, "more than 5 bytes");
}

TEST_CASE("blocks of a function body must be closed, and nothing may follow") {
  const auto body = [](const Buffer& code) {
    return std::vector<Buffer>{kType, kFunction, section(10, list({sized(code)}))};
  };
  accepted(body({0, 0x02, 0x40, 0x03, 0x40, 0x0B, 0x0B, 0x0B}));
  refused(body({0, 0x02, 0x40, 0x0B}), "a function body does not end with `end`");
  refused(body({0, 0x0B, 0x0B}), "function body: 1 bytes are left over");
  refused(body({0, 0x02, 0x41, 0x0B, 0x0B}), "unknown value type 0x41");
}

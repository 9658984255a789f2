#include "wasm/symbols.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "base/error.hpp"
#include "object_definitions.hpp"
#include "wasm_builder.hpp"

using namespace pylon;
using namespace wasm_builder;
using Catch::Matchers::ContainsSubstring;

namespace {

constexpr std::uint8_t kCall = 0x10, kConst = 0x41, kDrop = 0x1A;
constexpr std::uint8_t kRelocFunction = 0, kRelocAddress = 4,
                       kRelocType = 6;  // R_WASM_*_(S)LEB, five bytes each

// A place that the linker fills in; `noise` is what happens to stand there in the object.
Buffer place(std::uint8_t opcode, std::uint8_t noise = 0) {
  return {opcode, static_cast<std::uint8_t>(0x80U | noise), 0x80, 0x80, 0x80, 0};
}

std::string digest_of(const Buffer& bytes, std::string_view symbol) {
  for (const wasm::Definition& definition : wasm::read_definitions(bytes)) {
    if (definition.symbol == symbol) return definition.digest;
  }
  FAIL("no symbol " << symbol);
  return {};
}

// f() { use("text"); }, with the string constant as a local datum behind `padding` other ones.
Buffer uses_string(std::string_view characters, int padding = 0, std::uint8_t addend = 0) {
  ObjectSpec spec;
  const auto string = static_cast<std::uint32_t>(1 + padding);
  spec.functions.push_back(
      {"f", 0, cat({place(kConst, 5), {kDrop}}), {{kRelocAddress, 1, string, true, addend}}});
  for (int i = 0; i < padding; ++i)
    spec.data.push_back({".L.other" + std::to_string(i), 2, text("other"), {}});
  spec.data.push_back({padding == 0 ? ".L.str" : ".L.str.7", 2, text(characters), {}});
  return object(spec);
}

// Static functions a -> b -> a, and a global one that calls `entry` of them; `order` swaps their places.
Buffer cycle(bool swapped, bool entry_b, std::uint8_t constant = 1) {
  ObjectSpec spec;
  const std::uint32_t a = swapped ? 2 : 1;
  const std::uint32_t b = swapped ? 1 : 2;
  const Function fa{"a", 2, cat({{kConst, constant, kDrop}, place(kCall)}), {{kRelocFunction, 4, b}}};
  const Function fb{"b", 2, cat({{kConst, 2, kDrop}, place(kCall)}), {{kRelocFunction, 4, a}}};
  spec.functions.push_back({"f", 0, place(kCall), {{kRelocFunction, 1, entry_b ? b : a}}});
  spec.functions.push_back(swapped ? fb : fa);
  spec.functions.push_back(swapped ? fa : fb);
  return object(spec);
}

Buffer constant_function(std::uint8_t value, std::uint32_t flags = 0, const Buffer& type = {0x60, 0, 0}) {
  ObjectSpec spec;
  spec.types = {type};
  spec.functions.push_back({"f", flags, {kConst, value, kDrop}, {}});
  return object(spec);
}

std::vector<wasm::Twin> twins(const Buffer& a, const Buffer& b) {
  return wasm::find_twins({{"libb.a(b.o)", b}, {"liba.a(a.o)", a}});
}

}  // namespace

TEST_CASE("definitions are the global functions and data of an object") {
  ObjectSpec spec;
  spec.types = {Buffer{0x60, 0, 0}, Buffer{0x60, 2, kI32, kI64, 1, kI32}};
  spec.imported = {"elsewhere"};
  spec.functions = {{"f", 0, {}, {}, 1}, {"hidden", 4, {}, {}}, {"inline", 1, {}, {}}, {"static", 2, {}, {}}};
  spec.data = {{"table", 0, text("12345678"), {}}, {"local", 2, text("x"), {}}};
  std::string out;
  for (const wasm::Definition& found : wasm::read_definitions(object(spec))) {
    CHECK(found.digest.size() == 64);
    out += found.symbol + (found.weak ? " weak" : "") + (found.data ? " data" : " " + found.signature) + "; ";
  }
  CHECK(out == "f (i32,i64)->i32; hidden ()->(); inline weak ()->(); table data; ");
}

TEST_CASE("a body's digest sees through relocations") {
  SECTION("what stands at a relocated place does not matter, what it refers to does") {
    const auto calls = [](std::string_view callee, std::uint8_t noise) {
      ObjectSpec spec;
      spec.imported = {"unrelated", std::string(callee)};
      spec.functions = {{"f", 0, place(kCall, noise), {{kRelocFunction, 1, 1}}}};
      return digest_of(object(spec), "f");
    };
    CHECK(calls("g", 1) == calls("g", 2));
    CHECK(calls("g", 1) != calls("h", 1));
  }
  SECTION("string constants count by content, wherever they are and whatever the compiler called them") {
    CHECK(digest_of(uses_string("same"), "f") == digest_of(uses_string("same", 3), "f"));
    CHECK(digest_of(uses_string("same"), "f") != digest_of(uses_string("diff"), "f"));
    CHECK(digest_of(uses_string("same"), "f") != digest_of(uses_string("same", 0, 2), "f"));
  }
  SECTION("types count by their signature, not their number") {
    const auto indirect = [](const std::vector<Buffer>& types, std::uint32_t used) {
      ObjectSpec spec;
      spec.types = types;
      spec.functions = {{"f", 0, cat({{0x41, 0}, place(0x11, 3), {0}}), {{kRelocType, 3, used}}}};
      return digest_of(object(spec), "f");
    };
    const Buffer none{0x60, 0, 0};
    const Buffer number{0x60, 1, kI32, 0};
    CHECK(indirect({none, number}, 1) == indirect({none, none, number}, 2));
    CHECK(indirect({none, number}, 1) != indirect({none, number}, 0));
  }
  SECTION("static functions that call each other give the same digest in any order") {
    CHECK(digest_of(cycle(false, false), "f") == digest_of(cycle(true, false), "f"));
    CHECK(digest_of(cycle(false, false), "f") != digest_of(cycle(false, true), "f"));
    CHECK(digest_of(cycle(false, true), "f") != digest_of(cycle(false, true, 9), "f"));
  }
}

TEST_CASE("two objects that define a symbol alike are harmless") {
  CHECK(twins(uses_string("same"), uses_string("same", 2)).empty());
  CHECK(twins(constant_function(1), constant_function(1)).empty());
}

TEST_CASE("a symbol defined with different bodies is a twin that names both objects") {
  const auto found = twins(constant_function(1), constant_function(2));
  REQUIRE(found.size() == 1);
  CHECK(found[0].symbol == "f");
  CHECK(found[0].difference == "other body");
  CHECK(found[0].labels == std::vector<std::string>{"liba.a(a.o)", "libb.a(b.o)"});
}

TEST_CASE("a difference in kind, signature or size is named") {
  ObjectSpec small, large;
  small.data = {{"f", 0, text("1"), {}}};
  large.data = {{"f", 0, text("12"), {}}};
  CHECK(twins(object(small), object(large)).at(0).difference == "other size");
  CHECK(twins(object(small), constant_function(1)).at(0).difference == "other kind");
  CHECK(twins(constant_function(1), constant_function(1, 0, {0x60, 1, kI32, 0})).at(0).difference ==
        "other signature");
}

TEST_CASE("weak definitions may differ in body but not in signature") {
  constexpr std::uint32_t kWeak = 1;
  CHECK(twins(constant_function(1, kWeak), constant_function(2, kWeak)).empty());
  CHECK(twins(constant_function(1, kWeak), constant_function(2)).empty());
  CHECK(twins(constant_function(1, kWeak), constant_function(1, 0, {0x60, 1, kI64, 0})).size() == 1);
}

TEST_CASE("two strong definitions that differ are found behind a weak one") {
  constexpr std::uint32_t kWeak = 1;
  const Buffer weak = constant_function(1, kWeak);
  const Buffer one = constant_function(1);
  const Buffer two = constant_function(2);
  CHECK(wasm::find_twins({{"weak", weak}, {"one", one}, {"two", two}}).size() == 1);
}

TEST_CASE("a caller that declares a function with another type is found, an address taken is not") {
  ObjectSpec caller;
  caller.imported = {"f"};
  caller.functions = {{"main", 0, place(kCall), {{kRelocFunction, 1, 0}}}};
  const Buffer definition = constant_function(1, 0, {0x60, 1, kI32, 0});
  const Buffer calls = object(caller);
  const auto found = wasm::find_mismatches({{"main.o", calls}, {"f.o", definition}});
  REQUIRE(found.size() == 1);
  CHECK(found[0].symbol == "f");
  CHECK(found[0].defined_as == "(i32)->()");
  CHECK(found[0].declared_as == "()->()");
  CHECK(found[0].caller == "main.o");

  caller.functions[0].relocs[0].type = 1;  // R_WASM_TABLE_INDEX_SLEB: only its address
  const Buffer address = object(caller);
  CHECK(wasm::find_mismatches({{"main.o", address}, {"f.o", definition}}).empty());
}

TEST_CASE("errors name the object and the offset") {
  const Buffer good = constant_function(1);
  const Buffer cut(good.begin(), good.begin() + 20);
  CHECK_THROWS_WITH(twins(good, cut),
                    ContainsSubstring("at byte ") && ContainsSubstring("while reading libb.a(b.o)"));
  CHECK_THROWS_WITH(twins(good, text("BC\xC0\xDE")), ContainsSubstring("LLVM bitcode"));
  CHECK_THROWS_WITH(twins(good, module({})), ContainsSubstring("not a relocatable WebAssembly object"));
}

TEST_CASE("an object cut off anywhere, or with any byte changed, gives facts or an Error") {
  const Buffer bytes = uses_string("same", 2);
  const auto survives = [](wasm::Bytes input) {
    try {
      wasm::read_definitions(input);
    } catch (const Error&) {
    }
  };
  for (std::size_t i = 0; i < bytes.size(); ++i) survives(wasm::Bytes(bytes).first(i));
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    for (const int flip : {0x01, 0x40, 0x80, 0xFF}) {
      Buffer changed = bytes;
      changed[i] = static_cast<std::uint8_t>(changed[i] ^ flip);
      survives(changed);
    }
  }
  SUCCEED();
}

TEST_CASE("objects that point outside of themselves are refused") {
  const auto refused = [](const ObjectSpec& spec, const std::string& why) {
    CHECK_THROWS_WITH(wasm::read_definitions(object(spec)), ContainsSubstring(why));
  };
  ObjectSpec spec;
  spec.functions = {{"f", 0, place(kCall), {{kRelocFunction, 1, 99}}}};
  refused(spec, "relocation target 99 is not there");
  spec.functions = {{"f", 0, place(kCall), {{kRelocFunction, 40, 0}}}};
  refused(spec, "a relocation outside of its section");
  spec.functions = {{"f", 0, place(kCall), {{99, 1, 0}}}};
  refused(spec, "unknown relocation type 99");
  spec.functions = {{"f", 0, {}, {}, 7}};
  refused(spec, "there is no type 7");
}

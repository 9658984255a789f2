#include "wasm/linker_map.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "base/error.hpp"

using Catch::Matchers::ContainsSubstring;
using namespace pylon;

namespace {

// As wasm-ld 19 writes it.
constexpr const char* kMap =
    "    Addr      Off     Size Out     In      Symbol\n"
    "       -        8      42f TYPE\n"
    "       -      437      654 IMPORT\n"
    "       -     3eb5       15 EXPORT\n"
    "       0        0        0         __stack_pointer\n"
    "       -     6ffa   4f81c0 CODE\n"
    "       -     6ffc        e         <internal>:(__wasm_call_ctors)\n"
    "       -     700a       52         /sdk/lib/crt1-command.o:(_start)\n"
    "       -     700a       52                 _start\n"
    "       -     71e3      127         /py/libpython3.13.a(call.o):(_Py_CheckFunctionResult)\n"
    "       -     71e3      127                 _Py_CheckFunctionResult\n"
    "       -     7310       10         /sdk/lib/libc++.a(new.cpp.o):(foo::(anonymous namespace)::bar(int))\n"
    "       -   b3c8c8   3f33cf DATA\n"
    "  900000   b3c8c9       10 .data\n"
    "  900000   b3c8c9       10         /py/libpython3.13.a(obj.o):(.data.x)\n"
    "  800000   b3c8c9   38ec00 .rodata\n"
    "  800000   b3c8d4    a8747         <internal>:(.rodata)\n"
    "       -   805e99    4cb65 CUSTOM(name)\n";

}  // namespace

TEST_CASE("functions and data of a linker's map are read", "[linker_map]") {
  const wasm::LinkerMap map = wasm::read_map(kMap, "pylon.map");
  REQUIRE(map.functions.size() == 4);
  CHECK(map.functions[0].file == "<internal>");
  CHECK(map.functions[1].file == "/sdk/lib/crt1-command.o");
  CHECK(map.functions[1].member.empty());
  CHECK(map.functions[2].file == "/py/libpython3.13.a");
  CHECK(map.functions[2].member == "call.o");
  CHECK(map.functions[2].title == "_Py_CheckFunctionResult");
  CHECK(map.functions[2].size == 0x127);
  CHECK(map.functions[3].member == "new.cpp.o");
  CHECK(map.functions[3].title == "foo::(anonymous namespace)::bar(int)");
  REQUIRE(map.data.size() == 2);
  CHECK(map.data[0].address == 0x800000);
  CHECK(map.data[0].title == ".rodata");
  CHECK(map.data[1].title == ".data.x");
}

TEST_CASE("what is not a linker's map is refused with the line", "[linker_map]") {
  CHECK_THROWS_WITH(wasm::read_map("", "m"), ContainsSubstring("m: this is not a map of wasm-ld"));
  const std::string title = "    Addr      Off     Size Out     In      Symbol\n";
  CHECK(wasm::read_map(title, "m").functions.empty());
  CHECK_THROWS_WITH(wasm::read_map(title + "one two\n", "m"),
                    ContainsSubstring("m, line 2: not three numbers"));
  CHECK_THROWS_WITH(
      wasm::read_map(title + "       -     6ffa   4f81c0 CODE\n       -     1  2         nothing\n", "m"),
      ContainsSubstring("m, line 3: not 'file:(name)'"));
}

#include "manifest/attribution.hpp"

#include <fmt/format.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <map>

#include "base/error.hpp"
#include "manifest/symbol_table.hpp"
#include "wasm_builder.hpp"

using Catch::Matchers::ContainsSubstring;
using namespace pylon;
using namespace wasm_builder;

namespace {

constexpr const char* kSetup =
    "# comment\n*static*\n_json _json.c\n_io _io/_iomodule.c \\\n  _io/fileio.c\n_decimal "
    "_decimal/_decimal.c\n"
    "_sha2 sha2module.c -I$(srcdir)/x Modules/_hacl/libHacl_Hash_SHA2.a\nDESTLIB=$(LIBDEST)\n";
constexpr const char* kMakefile =
    "LIBMPDEC_A= Modules/_decimal/libmpdec/libmpdec.a\nMODULE__DECIMAL_LDFLAGS=-lm $(LIBMPDEC_A)\n"
    "MODULE__JSON_LDFLAGS=\n$(LIBMPDEC_A): x\n\t$(AR) $@ = y\n";

// The Setup files of a CPython, one package with a module, and the folders of a store.
struct World {
  Catalog catalog;
  Variant variant;

  World() {
    Package& package = catalog.packages.emplace_back();
    package.name = "numpy";
    package.archives = {"lib/libnpymath.a"};
    Module& module = catalog.modules.emplace_back();
    module.name = "numpy.random.mtrand";
    module.package = "numpy";
    module.archives = {"lib/mtrand.a"};
    variant.cpython = "3.13.5";
  }

  Ownership ownership() const {
    OwnershipInput input;
    input.variant = &variant;
    input.catalog = &catalog;
    input.stock = stock_modules(kSetup, kMakefile);
    input.sdk = "/store/sdk-1";
    input.cpython = "/store/cpython-1";
    input.config = "/store/config-lean-1";
    input.packages = {{"numpy", "/store/numpy-1"}};
    return Ownership(input);
  }
};

std::string row_of(const Ownership& ownership, std::string_view file, std::string_view member = {}) {
  const Owner* owner = ownership.find(file, member);
  return owner == nullptr ? "nobody" : owner->row + ", " + owner->kind + ", " + owner->package;
}

constexpr const char* kTitle = "    Addr      Off     Size Out     In      Symbol\n";

std::string chunk(std::uint64_t address, std::size_t size, std::string_view what) {
  return fmt::format("{:8x} {:8x} {:8x}         {}\n", address, 0, size, what);
}

// An object whose only segment holds strings that the linker may merge.
Buffer strings_object(std::string_view strings) {
  const Buffer infos = list({cat({name(".rodata..L.str"), {0, 1}})});
  return module({section(11, list({cat({{0, 0x41, 0, 0x0B}, sized(text(strings))})})),
                 custom("linking", cat({{2, 5}, sized(infos)}))});
}

// A link of core, mtrand and libc: three functions; merged strings at 16, a table at 64 with a gap after it.
struct Link {
  World world;
  Ownership ownership = world.ownership();
  std::string map = kTitle;
  Buffer linked, shipped;
  std::string functions = "0:f0000000\n1:f0000002\n2:byn$mgfn-shared$f0000001\n";
  Buffer core = strings_object(std::string_view("only core\0both\0", 15));
  Buffer mtrand = strings_object(std::string_view("both\0only mtrand\0", 17));
  std::string strings = std::string("only core\0both\0only mtrand\0nobody\0", 34);
  std::vector<LinkedObject> objects;
  std::vector<std::pair<std::string, std::uint64_t>> snapshot;

  Link() {
    const std::string memory = strings + std::string(14, '\0') + "TABLE" + std::string(3, '\0') + "END";
    linked = wasm(list({sized({0, 0x0B}), sized({0, 0x01, 0x0B}), sized({0, 0x01, 0x01, 0x0B})}), memory);
    shipped =
        wasm(list({sized({0, 0x0B}), sized({0, 0x01, 0x01, 0x0B}), sized({0, 0x41, 1, 0x1A, 0x0B})}), memory);
    map += "       -        0        0 CODE\n" + chunk(0, 3, "<internal>:(__wasm_call_ctors)") +
           chunk(0, 4, "/elsewhere/cpython-1/lib/libpython3.13.a(call.o):(call)") +
           chunk(0, 5, "/store/numpy-1/lib/mtrand.a(mtrand.c.o):(draw)") +
           "       -        0        0 DATA\n" + "      16        0        0 .rodata\n" +
           chunk(16, strings.size(), "<internal>:(.rodata)") +
           chunk(64, 5, "/store/numpy-1/lib/mtrand.a(mtrand.c.o):(.data.table)") +
           chunk(72, 3, "/store/sdk-1/lib/libc.a(exit.o):(.data.end)") +
           chunk(75, 100, "/store/sdk-1/lib/libc.a(exit.o):(.bss.buffer)");
    objects = {{"/elsewhere/cpython-1/lib/libpython3.13.a", "call.o", core},
               {"/store/numpy-1/lib/mtrand.a", "mtrand.c.o", mtrand}};
  }

  static Buffer wasm(const Buffer& code, const std::string& memory) {
    return module({section(1, list({Buffer{0x60, 0, 0}})), section(3, list({leb(0), leb(0), leb(0)})),
                   section(5, list({cat({{0}, leb(1)})})), section(10, code),
                   section(11, list({cat({{0, 0x41, 16, 0x0B}, sized(text(memory))})}))});
  }

  Attribution run() const {
    const wasm::LinkerMap read = wasm::read_map(map, "pylon.map");
    return attribute({linked, &read, shipped, functions, objects, &ownership, snapshot, {}});
  }
};

std::map<std::string, Row> by_name(const Attribution& attribution) {
  std::map<std::string, Row> rows;
  for (const Row& row : attribution.rows) rows[row.name] = row;
  return rows;
}

}  // namespace

TEST_CASE("CPython's Setup files say which objects a module of its own has", "[attribution]") {
  const auto modules = stock_modules(kSetup, kMakefile);
  REQUIRE(modules.size() == 4);
  CHECK(modules[0].objects == std::vector<std::string>{"_json.o"});
  CHECK(modules[0].archives.empty());
  CHECK(modules[1].objects == std::vector<std::string>{"_iomodule.o", "fileio.o"});
  CHECK(modules[2].archives == std::vector<std::string>{"libmpdec.a"});
  CHECK(modules[3].archives == std::vector<std::string>{"libHacl_Hash_SHA2.a"});
}

TEST_CASE("every object of a link has an owner", "[attribution]") {
  const World world;
  const Ownership ownership = world.ownership();
  const std::string libpython = "/store/cpython-1/lib/libpython3.13.a";
  CHECK(row_of(ownership, libpython, "call.o") == "CPython core, core, cpython");
  CHECK(row_of(ownership, libpython, "_json.o") == "_json, module, cpython");
  CHECK(row_of(ownership, "/store/cpython-1/lib/libmpdec.a", "x.o") == "_decimal, module, cpython");
  CHECK(row_of(ownership, "/store/cpython-1/lib/python.o") == "CPython core, core, cpython");
  CHECK(row_of(ownership, "/store/config-lean-1/pylon_build.o") == "_pylon_build, own, ");
  CHECK(row_of(ownership, "/store/numpy-1/lib/mtrand.a", "x.o") == "numpy.random.mtrand, module, numpy");
  CHECK(row_of(ownership, "/store/numpy-1/lib/libnpymath.a", "x.o") == "numpy (library), library, numpy");
  CHECK(row_of(ownership, "/store/sdk-1/bin/../share/lib/libc.a", "exit.o") == "wasi-libc, runtime, ");
  CHECK(row_of(ownership, "/store/sdk-1/share/lib/libc++abi.a", "x.o") == "libc++, runtime, ");
  CHECK(row_of(ownership, "/store/sdk-1/lib/libclang_rt.builtins.a", "x.o") == "compiler-rt, runtime, ");
  CHECK(row_of(ownership, "/tmp/strange.o") == "nobody");
  // A store that was brought from another machine.
  CHECK(row_of(ownership, "/home/a/store/numpy-1/lib/mtrand.a", "x.o") ==
        "numpy.random.mtrand, module, numpy");
  CHECK(ownership.place("/home/a/store/numpy-1/lib/mtrand.a") == "/store/numpy-1/lib/mtrand.a");
}

TEST_CASE("every byte of a file belongs to one row", "[attribution]") {
  const Link link;
  const Attribution attribution = link.run();
  CHECK(attribution.why.empty());
  auto rows = by_name(attribution);
  CHECK(rows["linker"].code == 2);
  CHECK(rows["linker"].data == 7);  // "nobody": a string that no object has
  CHECK(rows["numpy.random.mtrand"].code == 4);
  CHECK(rows["numpy.random.mtrand"].data == 12 + 5);
  CHECK(rows["CPython core"].data == 10);
  CHECK(rows["shared strings"].data == 5);
  CHECK(rows["shared code"].code == 5);  // made of several functions
  CHECK(rows["wasi-libc"].data == 3);
  CHECK(rows["data: alignment"].other == 14 + 3);
  CHECK(rows["header"].other == 8);
  std::uint64_t sum = 0;
  for (const auto& [name, row] : rows) sum += row.bytes();
  CHECK(sum == link.shipped.size());
}

TEST_CASE("the memory of a snapshot belongs to objects by address, and its heap to imports by growth",
          "[attribution]") {
  Link link;
  link.snapshot = {{"interpreter", 300}, {"json", 100}};
  const auto segment = [](std::uint8_t address, std::string_view content) {
    return cat({{0, 0x41, address, 0x0B}, sized(text(content))});
  };
  const Buffer code = list({sized({0, 0x0B}), sized({0, 0x01, 0x01, 0x0B}), sized({0, 0x41, 1, 0x1A, 0x0B})});
  // Addresses below 64: one byte of LEB128. The map begins at 16 and ends at 175, so 0xBF 0x01 is 191.
  link.shipped = module({section(1, list({Buffer{0x60, 0, 0}})), section(3, list({leb(0), leb(0), leb(0)})),
                         section(5, list({cat({{0}, leb(1)})})), section(10, code),
                         section(11, list({segment(4, "st"), segment(16, "only core"),
                                           cat({{0, 0x41, 0xD0, 0x00, 0x0B}, sized(text("was empty"))}),
                                           cat({{0, 0x41, 0xBF, 0x01, 0x0B}, sized(text("12345678"))})}))});
  const Attribution attribution = link.run();
  CHECK(attribution.why.empty());
  auto rows = by_name(attribution);
  CHECK(rows["snapshot: stack"].data == 2);
  CHECK(rows["CPython core"].data == 9);
  CHECK(rows["wasi-libc"].data == 9);  // .bss.buffer
  CHECK(rows["snapshot: interpreter"].data == 6);
  CHECK(rows["snapshot: json"].data == 2);
  CHECK(rows["snapshot: json"].kind == "snapshot");
  CHECK_FALSE(rows.contains("data: alignment"));
  std::uint64_t sum = 0;
  for (const auto& [name, row] : rows) sum += row.bytes();
  CHECK(sum == link.shipped.size());
}

TEST_CASE("the table of symbols adds up to the rows", "[attribution]") {
  const Attribution attribution = Link().run();
  std::map<std::string, Row> sums;
  for (const SymbolLine& line : read_symbols(attribution.symbols, "symbols.tsv")) {
    Row& row = sums[std::string(line.row)];
    (line.function ? row.code : row.data) += line.bytes;
  }
  for (const Row& row : attribution.rows) {
    INFO(row.name);
    CHECK(sums[row.name].code == row.code);
    CHECK(sums[row.name].data == row.data);
  }
  CHECK_THAT(attribution.symbols,
             ContainsSubstring("data\tnumpy.random.mtrand\tmtrand.a(mtrand.c.o)\t.data.table\t5\t"));
  CHECK_THAT(attribution.symbols,
             ContainsSubstring("function\tnumpy.random.mtrand\tmtrand.a(mtrand.c.o)\tdraw\t4\t"));
}

TEST_CASE("what is not known makes an attribution approximate, and says why", "[attribution]") {
  Link link;
  link.functions = "0:f0000000\n1:helper\n2:f0000001\n";
  link.map += chunk(200, 4, "/tmp/strange.o:(.data.y)");
  const Attribution attribution = link.run();
  REQUIRE(attribution.why.size() == 2);
  CHECK_THAT(attribution.why[0], ContainsSubstring("without saying from what"));
  CHECK_THAT(attribution.why[1], ContainsSubstring("strange.o"));
  CHECK(by_name(attribution)["unknown"].code == 4);
}

TEST_CASE("a map of another link is refused", "[attribution]") {
  Link link;
  const std::string map = link.map;
  link.map.replace(link.map.find("       5 "), 9, "       6 ");
  CHECK_THROWS_WITH(link.run(), ContainsSubstring("another link: draw has 6 bytes in it, 4 in the file"));
  link.map = kTitle;
  CHECK_THROWS_WITH(link.run(), ContainsSubstring("it has 0 functions, the file 3"));
  link.map = map;
  link.functions = "0:f0000000\n";
  CHECK_THROWS_WITH(link.run(), ContainsSubstring("another run of wasm-opt"));
}

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "base/error.hpp"
#include "wasm/symbols.hpp"
#include "wasm_builder.hpp"

using namespace pylon;
using namespace wasm_builder;
using Catch::Matchers::ContainsSubstring;

namespace {

std::string listing(const Buffer& bytes) {
  std::string out;
  for (const wasm::ArchiveMember& entry : wasm::read_archive(bytes)) {
    out += entry.name + "=" + std::string(entry.bytes.begin(), entry.bytes.end()) + ";";
  }
  return out;
}

}  // namespace

TEST_CASE("an archive's members are read, its symbol table is left out") {
  CHECK(listing(archive({member("/", text("symbols")), member("a.o/", text("one")),
                         member("b.o/", text("two!"))})) == "a.o=one;b.o=two!;");
  CHECK(listing(archive({})).empty());
}

TEST_CASE("GNU and BSD long names are read") {
  const Buffer gnu = archive({member("//", text("a_member_with_a_long_name.o/\nanother_one.o/\n")),
                              member("/0", text("1")), member("/29", text("2"))});
  CHECK(listing(gnu) == "a_member_with_a_long_name.o=1;another_one.o=2;");
  const Buffer bsd = archive({member("#1/20", text(std::string("__.SYMDEF SORTED\0\0\0\0", 20) + "table")),
                              member("#1/12", text(std::string("long_name.o\0", 12) + "body"))});
  CHECK(listing(bsd) == "long_name.o=body;");
}

TEST_CASE("malformed archives are errors with an offset") {
  const auto refused = [](const Buffer& bytes, const std::string& why) {
    CHECK_THROWS_WITH(wasm::read_archive(bytes), ContainsSubstring(why));
  };
  refused(text("!<arch"), "not an archive");
  refused(text("!<thin>\n"), "thin archive");
  refused(cat({archive({}), text("short")}),
          "at byte 8 (0x8): archive member header: 60 bytes are asked for");
  Buffer long_member = archive({member("a.o/", text("one!"))});
  long_member.pop_back();
  refused(long_member, "at byte 68 (0x44): archive member: 4 bytes are asked for, 3 are left");
  Buffer bad_mark = archive({member("a.o/", text("one!"))});
  bad_mark[8 + 58] = 'x';
  refused(bad_mark, "its end mark is missing");
  Buffer bad_size = archive({member("a.o/", text("one!"))});
  bad_size[8 + 48] = '-';
  refused(bad_size, "the size is not a number");
  refused(archive({member("/7", text("x"))}), "no long name at '/7'");
  refused(archive({member("//", text(std::string(2000, 'n'))), member("/0", text("x"))}),
          "more than 1024 bytes");
  refused(archive({member("#1/9", text("x"))}), "BSD member name: 9 bytes are asked for");
}

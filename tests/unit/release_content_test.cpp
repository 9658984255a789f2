// What is in an archive, how it is checked, and what a file's own tables tell.
#include <fmt/format.h>
#include <zstd.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_exception.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "base/checksums.hpp"
#include "base/digest.hpp"
#include "base/error.hpp"
#include "judge/wasm_check.hpp"
#include "release/archive_reader.hpp"
#include "release/archive_writer.hpp"
#include "release/rebuild.hpp"
#include "release/signature.hpp"
#include "scratch_folder.hpp"
#include "system/files.hpp"
#include "system/process.hpp"
#include "wasm_builder.hpp"

using namespace pylon;
using namespace wasm_builder;
using Catch::Matchers::ContainsSubstring;
using nlohmann::json;

namespace {

using Names = std::vector<std::string>;

ReleaseFile file_of(const std::string& content) { return {"", content, sha256_hex(content)}; }

const std::string kTop = "pylon-1.0.0-lean-wasm32-wasip1";

// One line for each member: what it is.
std::string archive_plan_text(const std::vector<ArchiveMember>& members) {
  std::string text;
  for (const ArchiveMember& member : members) {
    text += member.path;
    if (!member.target.empty()) text += " -> " + member.target;
    if (!member.source.empty()) text += " from " + member.source;
    if (member.target.empty() && member.source.empty())
      text += fmt::format(", {} bytes", member.content.size());
    text += "\n";
  }
  return text;
}

std::vector<ArchiveMember> sample_plan(bool copy = false) {
  return archive_plan(kTop,
                      {{"pylon.wasm", file_of("wasm")},
                       {"lib/os.py", file_of("import sys\n")},
                       {"manifest.json", file_of("{}")}},
                      "python.composed.wasm", copy);
}

std::string decompressed(const std::string& frame) {
  constexpr std::size_t kMost = std::size_t{1} << 20U;
  std::string bytes(kMost, '\0');
  const std::size_t size = ZSTD_decompress(bytes.data(), bytes.size(), frame.data(), frame.size());
  REQUIRE(ZSTD_isError(size) == 0);
  bytes.resize(size);
  return bytes;
}

std::string compressed(const std::string& bytes) {
  std::string frame(ZSTD_compressBound(bytes.size()), '\0');
  frame.resize(ZSTD_compress(frame.data(), frame.size(), bytes.data(), bytes.size(), 1));
  return frame;
}

}  // namespace

TEST_CASE("an archive's plan is sorted, and has the old name and the checksums of all") {
  CHECK(release_name("1.0.0", "lean", "wasm32-wasip1") == kTop);
  CHECK(archive_plan_text(sample_plan()) ==
        kTop + "/SHA256SUMS, 320 bytes\n" + kTop + "/lib/os.py, 11 bytes\n" + kTop +
            "/manifest.json, 2 bytes\n" + kTop + "/pylon.wasm, 4 bytes\n" + kTop +
            "/python.composed.wasm -> pylon.wasm\n");
  CHECK(archive_plan_text(sample_plan(true)).ends_with(kTop + "/python.composed.wasm, 4 bytes\n"));
  const Checksums sums = parse_checksums(sample_plan().front().content, "SHA256SUMS");
  CHECK(sums.size() == 4);
  CHECK(sums.at("python.composed.wasm") == sha256_hex("wasm"));
  CHECK_THROWS_WITH(archive_plan(kTop, {{"a", {}}}, "", false), ContainsSubstring("no pylon.wasm"));
  CHECK_THROWS_WITH(archive_plan(kTop, {{"pylon.wasm", {}}, {"../a", {}}}, "", false),
                    ContainsSubstring("'../a'"));
}

TEST_CASE("names that stay inside of a folder") {
  for (const char* in : {"a", "a/b", "a..b/.c"}) CHECK(is_inside(in));
  for (const char* out : {"", "/a", "a/", "a//b", ".", "..", "a/../b", "./a", "a/.."}) {
    INFO(out);
    CHECK_FALSE(is_inside(out));
  }
  CHECK_FALSE(is_inside(std::string("a\0b", 3)));
}

TEST_CASE("checksums are read as they are written, and in no other way") {
  const std::string a(64, 'a'), b(64, 'b');
  const std::string text = a + "  one\n" + b + "  two/three\n";
  CHECK(checksums_text({{"one", a}, {"two/three", b}}) == text);
  CHECK(parse_checksums(text, "S") == Checksums{{"one", a}, {"two/three", b}});
  for (const std::string& no :
       {std::string(), a + "  one", "A" + text.substr(1), a + " *one\n", a + "  /one\n", a + "  ../one\n",
        b + "  two\n" + a + "  one\n", text + text, "\n" + text}) {
    INFO(no);
    CHECK_THROWS_AS(parse_checksums(no, "S"), Error);
  }
  CHECK_THROWS_WITH(parse_checksums(text + "x\n", "S"), ContainsSubstring("S, line 3"));
  CHECK_THROWS_AS(checksums_text({{"a\nb", a}}), Error);
}

TEST_CASE("archives are the same whoever packs them, and are read back") {
  const ScratchFolder folder;
  for (const char* name : {"one", "two"}) {
    write_tar_zst(folder / (std::string(name) + ".tar.zst"), sample_plan(), 1'700'000'000);
    write_zip(folder / (std::string(name) + ".zip"), sample_plan(), 1'700'000'000);
  }
  for (const char* suffix : {".tar.zst", ".zip"}) {
    INFO(suffix);
    CHECK(read_file(folder / (std::string("one") + suffix)) ==
          read_file(folder / (std::string("two") + suffix)));
    const ReleaseContent content = read_archive_content(folder / (std::string("one") + suffix));
    CHECK(content.entries.size() == 5);
    CHECK(content.entries.at("python.composed.wasm").target == "pylon.wasm");
    CHECK(content.entries.at("lib/os.py").sha256 == sha256_hex("import sys\n"));
    CHECK(content.entries.at("lib/os.py").bytes == 11);
    CHECK(content.texts.at("pylon.wasm") == "wasm");
  }
}

TEST_CASE("archives that no release writes are refused") {
  const ScratchFolder folder;
  const auto refused = [&](std::vector<ArchiveMember> members, const std::string& words) {
    INFO(words);
    write_tar_zst(folder / "a.tar.zst", members, 0);
    CHECK_THROWS_WITH(read_archive_content(folder / "a.tar.zst"), ContainsSubstring(words));
  };
  refused({{"top/../x", "", "", "x"}}, "is not in a folder");
  refused({{"/top/x", "", "", "x"}}, "is not in a folder");
  refused({{"x", "", "", "x"}}, "is not in a folder");
  refused({{"top/x", "", "", "x"}, {"other/x", "", "", "x"}}, "two top folders");
  refused({{"top/x", "", "", "x"}, {"top/x", "", "", "y"}}, "is there twice");
  refused({{"top/x", "../../etc/passwd", "", ""}}, "leaves the folder");
  refused({{"top/x", "/etc/passwd", "", ""}}, "leaves the folder");
  write_file(folder / "b.zip", "no archive");
  CHECK_THROWS_AS(read_archive_content(folder / "b.zip"), Error);
}

TEST_CASE(
    "what an archive holds besides its members, and what they have besides content and mode, is refused") {
  const ScratchFolder folder;
  write_tar_zst(folder / "good.tar.zst", sample_plan(), 1'700'000'000);
  write_zip(folder / "good.zip", sample_plan(), 1'700'000'000);
  const std::string tar = read_file(folder / "good.tar.zst"), zip = read_file(folder / "good.zip");
  const auto refused = [&](const char* name, const std::string& bytes, const std::string& words) {
    INFO(words);
    write_file(folder / name, bytes);
    CHECK_THROWS_WITH(read_archive_content(folder / name), ContainsSubstring(words));
  };
  refused("a.tar.zst", tar + tar, "bytes follow its end");
  refused("a.tar.zst", tar + std::string("\x50\x2A\x4D\x18\4\0\0\0evil", 12), "bytes follow its end");
  refused("a.tar.zst", zip, "cannot open it");
  refused("a.zip", tar, "its directory is not at its end");
  refused("a.zip", "#!/bin/sh\n" + zip, "");
  CHECK(read_archive_content(folder / "good.zip").entries.size() == 5);
  // Repacked by Python with one change.
  write_file(folder / "good.tar", decompressed(tar));
  const auto repacked = [&](const std::string& change, const std::string& words) {
    Command command;
    command.folder = folder.path();
    command.argv = {"python3", "-c",
                    "import io, pathlib, tarfile\n"
                    "old = tarfile.open('good.tar')\n"
                    "out = io.BytesIO()\n"
                    "new = tarfile.open(fileobj=out, mode='w', format=tarfile.USTAR_FORMAT)\n"
                    "tail = b''\n"
                    "for m in old.getmembers():\n"
                    "    data = old.extractfile(m) if m.isreg() else None\n"
                    "    " +
                        change +
                        "\n"
                        "    new.addfile(m, data)\n"
                        "new.close()\n"
                        "pathlib.Path('a.tar').write_bytes(out.getvalue() + tail)\n"};
    const Outcome outcome = run_process(command);
    INFO(change << outcome.output);
    REQUIRE(outcome.ok());
    write_file(folder / "a.tar.zst", compressed(read_file(folder / "a.tar")));
    if (words.empty())
      CHECK(read_archive_content(folder / "a.tar.zst").entries.size() == 5);
    else
      CHECK_THROWS_WITH(read_archive_content(folder / "a.tar.zst"), ContainsSubstring(words));
  };
  repacked("pass", "");
  repacked("m.uid = 1000", "belongs to somebody");
  repacked("m.gname = 'eve'", "belongs to somebody");
  repacked("m.mtime += m.name.endswith('wasm')", "is of another time");
  repacked("tail = out.getvalue()", "something follows its last member");
  repacked("new.format = tarfile.GNU_FORMAT", "it is no ustar");
}

TEST_CASE("a zip's directory and the headers before its members say the same") {
  const ScratchFolder folder;
  write_zip(folder / "a.zip", sample_plan(), 1'700'000'000);
  const std::string good = read_file(folder / "a.zip");
  CHECK_NOTHROW(check_zip_directory(good));
  const std::size_t directory = good.find("PK\1\2");
  REQUIRE(directory != std::string::npos);
  const auto refused = [&](const std::string& zip, const std::string& words) {
    INFO(words);
    CHECK_THROWS_WITH(check_zip_directory(zip), ContainsSubstring(words));
    write_file(folder / "b.zip", zip);
    CHECK_THROWS_AS(read_archive_content(folder / "b.zip"), Error);
  };
  const auto with = [&](std::size_t at, char byte) {
    std::string zip = good;
    zip[at] = byte;
    return zip;
  };
  refused(with(directory + 46, 'X'), "before its content it is called");
  refused(with(directory + 42, 1), "it should be at offset 0");
  refused(with(directory + 16, static_cast<char>(good[directory + 16] ^ 1)), "sizes or checksums");
  refused(with(directory + 10, 0x63), "flags or methods");
  refused(with(directory + 41, 0), "neither a file nor a link");
  refused(with(directory, 'X'), "no entry of its directory");
  refused(good + "more", "not at its end");
  refused("PK", "not at its end");
  refused(good.substr(0, directory) + std::string(8, ' ') + good.substr(directory), "no entry");
}

TEST_CASE("every file of an archive is held against the others") {
  ReleaseContent content;
  const auto add = [&](const std::string& path, const std::string& text) {
    content.entries[path] = {"", sha256_hex(text), text.size()};
    content.texts[path] = text;
  };
  add("pylon.wasm", "wasm");
  add("lib/os.py", "x");
  content.entries["python.composed.wasm"] = {"pylon.wasm", "", 0};
  add("SHA256SUMS", checksums_text({{"lib/os.py", sha256_hex("x")},
                                    {"pylon.wasm", sha256_hex("wasm")},
                                    {"python.composed.wasm", sha256_hex("wasm")}}));
  const auto findings = [&] {
    std::string text;
    for (const Disagreement& finding : check_content(content, "a.zip"))
      text += finding.file + ": " + finding.place + ": " + finding.message + "\n";
    return text;
  };
  CHECK(findings() == "a.zip: manifest.json: missing\n");
  content.entries["lib/os.py"].sha256 = sha256_hex("y");
  content.entries["lib/more.py"] = {"", sha256_hex("z"), 1};
  content.entries["python.composed.wasm"].target = "other.wasm";
  const std::string text = findings();
  CHECK_THAT(text, ContainsSubstring("a.zip: lib/os.py: its SHA-256 is " + sha256_hex("y") + ", not " +
                                     sha256_hex("x")));
  CHECK_THAT(text, ContainsSubstring("a.zip: lib/more.py: SHA256SUMS does not name it"));
  CHECK_THAT(text, ContainsSubstring("a.zip: python.composed.wasm: its SHA-256 is a link to nowhere"));
  content.entries.erase("lib/os.py");
  CHECK_THAT(findings(), ContainsSubstring("a.zip: lib/os.py: missing, though SHA256SUMS names it"));
}

TEST_CASE("the first difference of two documents") {
  CHECK(first_difference({{"a", 1}}, {{"a", 1}}).empty());
  CHECK(first_difference({{"a", {1, 2}}}, {{"a", {1, 3}}}) == "/a/1: 2 and 3");
  CHECK(first_difference({{"a", 1}}, json::object()) == "/a: 1 and nothing");
}

namespace {

Buffer word(std::uint32_t value) {
  Buffer out;
  for (unsigned i = 0; i < 4; ++i) out.push_back(static_cast<std::uint8_t>(value >> 8U * i));
  return out;
}

// A module whose memory has names at 1024 and tables of {name, function} behind them.
Buffer with_tables(const std::vector<std::vector<std::pair<std::string, std::uint32_t>>>& tables) {
  Buffer names, entries;
  for (const auto& table : tables) {
    for (const auto& [name, function] : table) {
      entries += cat({word(1024 + static_cast<std::uint32_t>(names.size())), word(function)});
      names += cat({text(name), {0}});
    }
    entries += cat({word(0), word(0)});
  }
  while (names.size() % 4 != 0) names.push_back(0);
  const Buffer data = cat({names, entries});
  return module({section(5, list({cat({{0}, leb(1)})})),
                 section(11, list({cat({{0, 0x41}, {0x80, 0x08}, {0x0B}, sized(data)})}))});
}

}  // namespace

TEST_CASE("the built-in modules are read from the file's own tables") {
  const Buffer file = with_tables({{{"decimal.Clamped", 3}},
                                   {{"marshal", 1}, {"_imp", 2}, {"sys", 0}},
                                   {{"numpy.linalg.lapack_lite", 7}, {"numpy.fft.x", 8}}});
  CHECK(module_table(file, {"numpy.fft.x"}) ==
        Names{"_imp", "marshal", "numpy.fft.x", "numpy.linalg.lapack_lite", "sys"});
  CHECK(module_table(file, {}) == Names{"_imp", "marshal", "sys"});
  CHECK(module_table(with_tables({{{"marshal", 1}, {"no name", 2}, {"_imp", 3}}}), {}) == Names{});
  CHECK(module_table(with_tables({{{"marshal", 1}, {"_imp", 70'000}}}), {}) == Names{});  // an address
  CHECK(module_table(module({}), {}) == std::nullopt);
}

TEST_CASE("a difference of two files is told by section and function") {
  const auto body = [](std::uint8_t value) { return sized({0, 0x41, value, 0x1A, 0x0B}); };
  const auto file = [&](std::uint8_t value) {
    return module({section(1, list({{0x60, 0, 0}})), section(3, list({leb(0), leb(0)})),
                   section(10, list({body(1), body(value)}))});
  };
  const std::string symbols = "# pylon symbols 1\nfunction\t_csv\t_csv.o\tread\t5\t" +
                              sha256_hex(std::string("\0\x41\x03\x1A\x0B", 5)).substr(0, 16) + "\n";
  CHECK(explain_difference(file(2), file(3), symbols) ==
        "section code: 13 bytes, rebuilt 13; they differ from byte 31 of the file on; first function 1: read "
        "in _csv.o, of _csv");
  CHECK(explain_difference(file(2), module({}), "") == "only the released file has the section type");
  CHECK(explain_difference(file(2), file(2), "").empty());
}

TEST_CASE("a signature's armour has no byte without meaning") {
  const std::string begin = "-----BEGIN SSH SIGNATURE-----\n", end = "-----END SSH SIGNATURE-----\n";
  CHECK(is_ssh_armour(begin + "AAAA\n" + end));
  CHECK(is_ssh_armour(begin + "AA==\n" + end));
  CHECK_FALSE(is_ssh_armour(begin + "AB==\n" + end));  // the last four bits count for nothing
  CHECK_FALSE(is_ssh_armour(begin + "AAAA" + end));
  CHECK_FALSE(is_ssh_armour(begin + "AAAA\n\n" + end));
  CHECK_FALSE(is_ssh_armour(begin +
                            "A\xFF"
                            "AA\n" +
                            end));
  CHECK_FALSE(is_ssh_armour(""));
}

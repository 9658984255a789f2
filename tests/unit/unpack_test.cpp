#include "toolchain/unpack.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <sys/stat.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "base/error.hpp"
#include "scratch_folder.hpp"
#include "system/files.hpp"

using namespace pylon;
using Catch::Matchers::ContainsSubstring;

namespace {

struct Item {
  std::string name;
  unsigned type = AE_IFREG;
  std::string content = {};  // a link: its target
  unsigned mode = 0644;
};

void fill(struct archive* writer, const std::vector<Item>& items) {
  for (const Item& item : items) {
    archive_entry* entry = archive_entry_new();
    archive_entry_set_pathname(entry, item.name.c_str());
    archive_entry_set_mtime(entry, 1'000'000'000, 0);
    archive_entry_set_perm(entry, item.mode);
    if (item.type == 0) {
      archive_entry_set_hardlink(entry, item.content.c_str());
    } else {
      archive_entry_set_filetype(entry, item.type);
    }
    if (item.type == AE_IFLNK) archive_entry_set_symlink(entry, item.content.c_str());
    const bool data = item.type == AE_IFREG;
    archive_entry_set_size(entry, data ? static_cast<la_int64_t>(item.content.size()) : 0);
    REQUIRE(archive_write_header(writer, entry) >= ARCHIVE_WARN);
    if (data) REQUIRE(archive_write_data(writer, item.content.data(), item.content.size()) >= 0);
    archive_entry_free(entry);
  }
  REQUIRE(archive_write_close(writer) == ARCHIVE_OK);
  archive_write_free(writer);
}

void write_tar(const fs::path& path, const std::vector<Item>& items) {
  struct archive* writer = archive_write_new();
  archive_write_set_format_pax_restricted(writer);
  archive_write_add_filter_gzip(writer);
  REQUIRE(archive_write_open_filename(writer, path.c_str()) == ARCHIVE_OK);
  fill(writer, items);
}

void write_zip(const fs::path& path, const std::vector<Item>& items) {
  struct archive* writer = archive_write_new();
  archive_write_set_format_zip(writer);
  REQUIRE(archive_write_open_filename(writer, path.c_str()) == ARCHIVE_OK);
  fill(writer, items);
}

void write_ar(const fs::path& path, const std::vector<Item>& items) {
  struct archive* writer = archive_write_new();
  archive_write_set_format_ar_svr4(writer);
  REQUIRE(archive_write_open_filename(writer, path.c_str()) == ARCHIVE_OK);
  fill(writer, items);
}

// What unpacking `items` says; nothing may be left behind when it fails.
std::string refusal(const std::vector<Item>& items, const UnpackLimits& limits = {}) {
  const ScratchFolder folder;
  write_tar(folder / "hostile.tar.gz", items);
  try {
    unpack(folder / "hostile.tar.gz", folder / "out", 0, limits);
  } catch (const Error& error) {
    CHECK(list_tree(folder.path()) == std::vector<fs::path>{"hostile.tar.gz"});
    return error.what();
  }
  return "unpacked";
}

struct stat facts_of(const fs::path& path) {
  struct stat facts{};
  REQUIRE(::lstat(path.c_str(), &facts) == 0);
  return facts;
}

}  // namespace

TEST_CASE("a tarball is unpacked without its top folder, with times and permissions") {
  const ScratchFolder folder;
  write_tar(folder / "a.tar.gz", {{"top/", AE_IFDIR, "", 0755},
                                  {"top/configure", AE_IFREG, "#!/bin/sh\n", 0755},
                                  {"top/sub/data", AE_IFREG, "text", 04666},
                                  {"top/sub/link", AE_IFLNK, "../configure"},
                                  {"top/sub/same", 0, "top/configure"}});
  unpack(folder / "a.tar.gz", folder / "out", 1);
  CHECK(list_tree(folder / "out") == std::vector<fs::path>{"configure", "sub/data", "sub/link", "sub/same"});
  CHECK(read_file(folder / "out/sub/link") == "#!/bin/sh\n");
  CHECK(read_file(folder / "out/sub/same") == "#!/bin/sh\n");
  CHECK(facts_of(folder / "out/configure").st_mtime == 1'000'000'000);
  CHECK((facts_of(folder / "out/configure").st_mode & 07777U) == 0755U);
  // Neither set-user-id nor writable for others.
  CHECK((facts_of(folder / "out/sub/data").st_mode & 07777U) == 0644U);
}

TEST_CASE("a wheel is a zip, and a Debian package an ar archive around a tarball") {
  const ScratchFolder folder;
  write_zip(folder / "a.whl", {{"pkg/__init__.py", AE_IFREG, "x = 1\n"}});
  unpack(folder / "a.whl", folder / "wheel", top_folders("a.whl"));
  CHECK(read_file(folder / "wheel/pkg/__init__.py") == "x = 1\n");

  write_tar(folder / "data.tar.gz", {{"./usr/lib/a", AE_IFREG, "archive"}});
  write_ar(folder / "a.deb", {{"debian-binary", AE_IFREG, "2.0\n"},
                              {"control.tar.gz", AE_IFREG, "not read"},
                              {"data.tar.gz", AE_IFREG, read_file(folder / "data.tar.gz")}});
  unpack(folder / "a.deb", folder / "deb", top_folders("a.deb"));
  CHECK(read_file(folder / "deb/usr/lib/a") == "archive");
}

TEST_CASE("names and links that lead out of the folder are refused") {
  CHECK_THAT(refusal({{"../evil", AE_IFREG, "x"}}), ContainsSubstring("with '..' is refused"));
  CHECK_THAT(refusal({{"a/../../evil", AE_IFREG, "x"}}), ContainsSubstring("with '..' is refused"));
  CHECK_THAT(refusal({{"/evil", AE_IFREG, "x"}}), ContainsSubstring("absolute name"));
  CHECK_THAT(refusal({{"a", AE_IFLNK, "/etc"}}), ContainsSubstring("may leave the folder"));
  CHECK_THAT(refusal({{"a/b", AE_IFLNK, "../../c"}}), ContainsSubstring("may leave the folder"));
  CHECK_THAT(refusal({{"a", 0, "../c"}}), ContainsSubstring("with '..' is refused"));
}

TEST_CASE("links that leave the folder only together are refused") {
  // p/l is the folder itself; l2 would be the folder's parent.
  CHECK_THAT(refusal({{"p/l", AE_IFLNK, ".."}, {"l2", AE_IFLNK, "p/l/.."}}),
             ContainsSubstring("may leave the folder"));
}

TEST_CASE("nothing is written through a link of the same archive") {
  CHECK_THAT(refusal({{"sub/", AE_IFDIR, "", 0755}, {"a", AE_IFLNK, "sub"}, {"a/b", AE_IFREG, "x"}}),
             ContainsSubstring("through the link 'a'"));
}

TEST_CASE("devices and pipes are refused") {
  CHECK_THAT(refusal({{"dev", AE_IFCHR}}), ContainsSubstring("neither a file"));
  CHECK_THAT(refusal({{"fifo", AE_IFIFO}}), ContainsSubstring("neither a file"));
}

TEST_CASE("an archive that grows without measure is refused") {
  const std::string zeros(100'000, '\0');
  CHECK_THAT(refusal({{"a", AE_IFREG, zeros}}, UnpackLimits{50'000, 10, 200}),
             ContainsSubstring("more than 50000 bytes"));
  CHECK_THAT(refusal({{"a"}, {"b"}, {"c"}}, UnpackLimits{50'000, 2, 200}),
             ContainsSubstring("more than 2 entries"));
  const std::string many(std::size_t{65} << 20U, '\0');
  CHECK_THAT(refusal({{"a", AE_IFREG, many}}), ContainsSubstring("more than 200 times its size"));
}

TEST_CASE("what is no archive, or only the beginning of one, is an error that names the file") {
  const ScratchFolder folder;
  write_file(folder / "page.tar.gz", "<html>not found</html>");
  CHECK_THROWS_WITH(unpack(folder / "page.tar.gz", folder / "out", 0), ContainsSubstring("page.tar.gz"));
  std::string noise;
  for (std::size_t i = 0; i < 50'000; ++i) noise += static_cast<char>(i * i * 31 % 251);
  write_tar(folder / "cut.tar.gz", {{"a", AE_IFREG, noise}});
  const std::string whole = read_file(folder / "cut.tar.gz");
  write_file(folder / "cut.tar.gz", whole.substr(0, whole.size() / 2));
  CHECK_THROWS_WITH(unpack(folder / "cut.tar.gz", folder / "out", 0), ContainsSubstring("runcated"));
  CHECK_FALSE(fs::exists(folder / "out"));
}

#include <unistd.h>

#include <cerrno>
#include <cstdlib>

#include "opening.hpp"

using namespace library_test;

TEST_CASE("paths lead where POSIX says") {
  mount_it();
  for (const char* path :
       {"a.txt", "./a.txt", "json/../a.txt", ".//json/.././/a.txt", "empty/../json/../a.txt"}) {
    CHECK(error_of(path) == 0);
  }
  for (const char* path : {".", "json", "json/", "json/.", "json/..", "empty//"}) CHECK(error_of(path) == 0);
  for (const char* path : {"", "b", "jso", "json/x", "x/../a.txt", "x/y", "empty/x/"}) {
    CHECK(error_of(path) == __WASI_ERRNO_NOENT);
  }
  for (const char* path : {"a.txt/", "a.txt/.", "a.txt/..", "a.txt/b", "json/__init__.py//"}) {
    CHECK(error_of(path) == __WASI_ERRNO_NOTDIR);
  }
  for (const char* path : {"..", "../lib/a.txt", "json/../../lib", "/a.txt", "/"}) {
    CHECK(error_of(path) == __WASI_ERRNO_NOTCAPABLE);
  }
  CHECK(error_of(std::string(255, 'n')) == __WASI_ERRNO_NOENT);
  CHECK(error_of(std::string(256, 'n')) == __WASI_ERRNO_NAMETOOLONG);
  CHECK(error_of("json/" + std::string(256, 'n') + "/x") == __WASI_ERRNO_NAMETOOLONG);
  std::string path;
  while (path.size() < 4090) path += "./";
  CHECK(error_of(path + "a.txt") == 0);
  CHECK(error_of(path + ".//a.txt") == __WASI_ERRNO_NAMETOOLONG);
  const __wasi_fd_t json = open_at(kLib, "json", __WASI_OFLAGS_DIRECTORY).fd;
  CHECK(open_at(json, "decoder.py").error == 0);
  CHECK(open_at(json, "../a.txt").error == 0);
  CHECK(open_at(open_at(kLib, "a.txt").fd, "b").error == __WASI_ERRNO_NOTDIR);
}

TEST_CASE("what is opened for writing, or to be made, is refused as on a read-only file system") {
  mount_it();
  constexpr int kCreate = __WASI_OFLAGS_CREAT, kOnlyNew = __WASI_OFLAGS_CREAT | __WASI_OFLAGS_EXCL;
  constexpr __wasi_rights_t kWrite = __WASI_RIGHTS_FD_WRITE;
  CHECK(error_of("a.txt", 0, kWrite) == __WASI_ERRNO_ROFS);
  CHECK(error_of("a.txt", 0, kRead | kWrite) == __WASI_ERRNO_ROFS);
  CHECK(error_of("a.txt", __WASI_OFLAGS_TRUNC) == __WASI_ERRNO_ROFS);
  CHECK(error_of("a.txt", kCreate) == 0);  // it is there, and only read
  CHECK(error_of("a.txt", kCreate, kWrite) == __WASI_ERRNO_ROFS);
  CHECK(error_of("a.txt", kOnlyNew) == __WASI_ERRNO_EXIST);
  CHECK(error_of("new", kCreate) == __WASI_ERRNO_ROFS);
  CHECK(error_of("new", kOnlyNew, kWrite) == __WASI_ERRNO_ROFS);
  CHECK(error_of("json/new", kCreate) == __WASI_ERRNO_ROFS);
  CHECK(error_of("new/", kCreate) == __WASI_ERRNO_ISDIR);
  CHECK(error_of("new/new", kCreate) == __WASI_ERRNO_NOENT);
  CHECK(error_of("a.txt/new", kCreate) == __WASI_ERRNO_NOTDIR);
  CHECK(error_of("json", 0, kWrite) == __WASI_ERRNO_ISDIR);
  CHECK(error_of("json", kCreate) == __WASI_ERRNO_ISDIR);
  CHECK(error_of("json", kOnlyNew) == __WASI_ERRNO_EXIST);
  CHECK(error_of("a.txt", __WASI_OFLAGS_DIRECTORY) == __WASI_ERRNO_NOTDIR);
  CHECK(error_of("json", __WASI_OFLAGS_DIRECTORY) == 0);
  CHECK(open_at(kLib, "a.txt", 0, kRead, __WASI_FDFLAGS_APPEND).error == 0);
  CHECK(read(open_at(kLib, "a.txt", 0, __WASI_RIGHTS_PATH_OPEN).fd, 1) ==
        "error " + std::to_string(__WASI_ERRNO_BADF));
}

TEST_CASE("every writer is refused, with what POSIX says before where it says something") {
  mount_it();
  CHECK(OURS(path_create_directory)(kLib, "new") == __WASI_ERRNO_ROFS);
  CHECK(OURS(path_create_directory)(kLib, "new/") == __WASI_ERRNO_ROFS);
  CHECK(OURS(path_create_directory)(kLib, "json") == __WASI_ERRNO_EXIST);
  CHECK(OURS(path_create_directory)(kLib, "x/new") == __WASI_ERRNO_NOENT);
  CHECK(OURS(path_symlink)("a.txt", kLib, "new") == __WASI_ERRNO_ROFS);
  CHECK(OURS(path_symlink)("new", kLib, "a.txt") == __WASI_ERRNO_EXIST);
  CHECK(OURS(path_unlink_file)(kLib, "a.txt") == __WASI_ERRNO_ROFS);
  CHECK(OURS(path_unlink_file)(kLib, "new") == __WASI_ERRNO_NOENT);
  CHECK(OURS(path_unlink_file)(kLib, "json") == __WASI_ERRNO_ISDIR);
  CHECK(OURS(path_remove_directory)(kLib, "empty") == __WASI_ERRNO_ROFS);
  CHECK(OURS(path_remove_directory)(kLib, "a.txt") == __WASI_ERRNO_NOTDIR);
  CHECK(OURS(path_remove_directory)(kLib, "new") == __WASI_ERRNO_NOENT);
  CHECK(OURS(path_filestat_set_times)(kLib, 0, "a.txt", 0, 0, 0) == __WASI_ERRNO_ROFS);
  CHECK(OURS(path_filestat_set_times)(kLib, 0, "new", 0, 0, 0) == __WASI_ERRNO_NOENT);
  CHECK(OURS(path_rename)(kLib, "a.txt", kLib, "b") == __WASI_ERRNO_ROFS);
  CHECK(OURS(path_rename)(kLib, "new", kLib, "b") == __WASI_ERRNO_NOENT);
  CHECK(OURS(path_rename)(kLib, "a.txt", 3, "b") == __WASI_ERRNO_XDEV);
  CHECK(OURS(path_rename)(3, "b", kLib, "b") == __WASI_ERRNO_XDEV);
  CHECK(OURS(path_link)(kLib, 0, "a.txt", kLib, "b") == __WASI_ERRNO_ROFS);
  CHECK(OURS(path_link)(kLib, 0, "new", 3, "b") == __WASI_ERRNO_NOENT);
  CHECK(OURS(path_link)(kLib, 0, "a.txt", 3, "b") == __WASI_ERRNO_XDEV);
  CHECK(OURS(path_link)(3, 0, "b", kLib, "b") == __WASI_ERRNO_XDEV);
  const __wasi_fd_t fd = open_at(kLib, "a.txt").fd;
  __wasi_size_t size;
  CHECK(OURS(fd_write)(fd, nullptr, 0, &size) == __WASI_ERRNO_BADF);
  CHECK(OURS(fd_pwrite)(fd, nullptr, 0, 0, &size) == __WASI_ERRNO_BADF);
  CHECK(OURS(fd_allocate)(fd, 0, 1) == __WASI_ERRNO_BADF);
  CHECK(OURS(fd_filestat_set_size)(fd, 0) == __WASI_ERRNO_INVAL);
  CHECK(OURS(fd_filestat_set_times)(fd, 0, 0, 0) == __WASI_ERRNO_ROFS);
  errno = 0;
  CHECK(__wrap___wasilibc_nocwd_faccessat(kLib, "a.txt", R_OK, 0) == 0);
  CHECK(__wrap___wasilibc_nocwd_faccessat(kLib, "new", W_OK, 0) == -1);
  CHECK(errno == 0);
  CHECK(__wrap___wasilibc_nocwd_faccessat(kLib, "a.txt", W_OK, 0) == -1);
  CHECK(errno == EROFS);
}

TEST_CASE("what is shown of files and directories") {
  mount_it();
  __wasi_filestat_t stat{}, other{};
  CHECK(OURS(path_filestat_get)(kLib, 0, "a.txt", &stat) == 0);
  CHECK((stat.size == 10 && stat.filetype == __WASI_FILETYPE_REGULAR_FILE && stat.nlink == 1));
  CHECK((stat.mtim == 315619200000000000 && stat.mtim == stat.atim && stat.mtim == stat.ctim));
  CHECK(OURS(fd_filestat_get)(open_at(kLib, "a.txt").fd, &other) == 0);
  CHECK((stat.ino == other.ino && stat.dev == other.dev && stat.ino != 0));
  CHECK((OURS(fd_filestat_get)(kLib, &other) == 0 && other.filetype == __WASI_FILETYPE_DIRECTORY));
  CHECK((stat.ino != other.ino && stat.dev == other.dev));
  CHECK((other.mtim > stat.mtim && other.mtim % 1000000000 == 0));  // later by its names: pack adds some
  CHECK(OURS(path_filestat_get)(kLib, 0, "b", &stat) == __WASI_ERRNO_NOENT);
  uint8_t byte;
  __wasi_size_t size;
  CHECK(OURS(path_readlink)(kLib, "a.txt", &byte, 1, &size) == __WASI_ERRNO_INVAL);
  CHECK(OURS(path_readlink)(kLib, "b", &byte, 1, &size) == __WASI_ERRNO_NOENT);
  const __wasi_fd_t fd = open_at(kLib, "a.txt", 0, kRead, __WASI_FDFLAGS_APPEND).fd;
  __wasi_fdstat_t flags{};
  CHECK((OURS(fd_fdstat_get)(fd, &flags) == 0 && flags.fs_flags == __WASI_FDFLAGS_APPEND));
  CHECK((flags.fs_filetype == __WASI_FILETYPE_REGULAR_FILE &&
         !(flags.fs_rights_base & __WASI_RIGHTS_FD_WRITE)));
  CHECK(OURS(fd_fdstat_set_flags)(fd, __WASI_FDFLAGS_NONBLOCK) == 0);
  CHECK((OURS(fd_fdstat_get)(fd, &flags) == 0 && flags.fs_flags == __WASI_FDFLAGS_NONBLOCK));
  CHECK((OURS(fd_fdstat_get)(kLib, &flags) == 0 && (flags.fs_rights_inheriting & __WASI_RIGHTS_FD_WRITE)));
}

TEST_CASE("directories are listed, through buffers of any size") {
  mount_it();
  for (const std::size_t size : {36U, 37U, 40U, 50U, 64U, 100U, 4096U}) {
    CHECK(names(kLib, size) == "a.txt empty/ json/ nothing.txt ");
  }
  CHECK(names(open_at(kLib, "empty").fd, 100).empty());
  CHECK(names(open_at(kLib, "a.txt").fd, 100) == "error " + std::to_string(__WASI_ERRNO_NOTDIR));
  CHECK(read(kLib, 1) == "error " + std::to_string(__WASI_ERRNO_ISDIR));
  uint8_t few[5];
  __wasi_size_t used = 9;
  CHECK((OURS(fd_readdir)(kLib, few, 5, 0, &used) == 0 && used == 5));
  CHECK((OURS(fd_readdir)(kLib, few, 0, 0, &used) == 0 && used == 0));
  CHECK((OURS(fd_readdir)(kLib, few, 5, 4, &used) == 0 && used == 0));
  CHECK((OURS(fd_readdir)(kLib, few, 5, ~0ULL, &used) == 0 && used == 0));
}

TEST_CASE("a main module runs with the program's arguments, and its folder comes first in the path") {
  char program[] = "app.wasm", option[] = "-x";
  char* arguments[] = {program, option, nullptr};
  const auto run = [&](const std::string& main, int argc) {
    const Words image = make_image(kFiles, main);
    REQUIRE(mount(image).empty());
    REQUIRE(__wrap_Py_BytesMain(argc, arguments) == 7);
    std::string out;
    for (const std::string& argument : host.arguments) out += argument + " ";
    return out;
  };
  unsetenv("PYTHONPATH");
  CHECK(run("", 2) == "app.wasm -x ");
  CHECK(std::getenv("PYTHONPATH") == nullptr);
  CHECK(run("pkg.tool", 2) == "app.wasm -m pkg.tool -x ");
  CHECK(std::string(std::getenv("PYTHONPATH")) == "/app");
  setenv("PYTHONPATH", "/site", 1);
  arguments[1] = nullptr;
  CHECK(run("main", 1) == "app.wasm -m main ");
  CHECK(std::string(std::getenv("PYTHONPATH")) == "/app:/site");
  unsetenv("PYTHONPATH");
  Words folder(8);
  REQUIRE(mount(folder).empty());
  CHECK(__wrap_Py_BytesMain(1, arguments) == 7);
}

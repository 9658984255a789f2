// What is left of a file whose writer ends early.
#include "system/files.hpp"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <csignal>
#include <cstdlib>

#include "base/error.hpp"
#include "system/mapped_file.hpp"
#include "system/temporary_folder.hpp"

using namespace pylon;
using Catch::Matchers::ContainsSubstring;

TEST_CASE("what has no end is not read for ever, and what is no file not waited for") {
  CHECK_THROWS_AS(read_file("/dev/zero"), Error);
  const TemporaryFolder folder;
  const fs::path pipe = folder.path() / "pipe", gone = folder.path() / "socket",
                 link = folder.path() / "link";
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  REQUIRE(::mknod(gone.c_str(), S_IFSOCK | 0600, 0) == 0);
  fs::create_symlink("/dev/zero", link);
  for (const fs::path& path : {pipe, gone, link, folder.path()}) {
    CHECK_THROWS_WITH(read_file(path), ContainsSubstring("is not a regular file"));
    CHECK_THROWS_WITH(file_sha256(path), ContainsSubstring("is not a regular file"));
    CHECK_THROWS_WITH(MappedFile(path), ContainsSubstring("is not a regular file"));
  }
  CHECK(list_tree(folder.path()) == std::vector<fs::path>{"link", "pipe", "socket"});
  CHECK(read_file("/proc/self/comm").size() > 1);
}

TEST_CASE("a signal while a file is written leaves nothing beside it") {
  const TemporaryFolder folder;
  const int unnamed = ::open(folder.path().c_str(), O_TMPFILE | O_WRONLY | O_CLOEXEC, 0666);
  if (unnamed < 0) SKIP("the file system has no files without a name");
  ::close(unnamed);
  const fs::path path = folder.path() / "out.wasm";
  write_file(path, "before");
  const pid_t child = ::fork();
  if (child == 0) {
    // The system ends who writes more than this, in the middle of it.
    const rlimit small{4096, 4096}, none{0, 0};
    ::setrlimit(RLIMIT_FSIZE, &small);
    ::setrlimit(RLIMIT_CORE, &none);
    ::signal(SIGXFSZ, SIG_DFL);
    write_file(path, std::string(100000, 'x'));
    ::_exit(0);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  REQUIRE(WIFSIGNALED(status));
  CHECK(list_tree(folder.path()) == std::vector<fs::path>{"out.wasm"});
  CHECK(read_file(path) == "before");
}

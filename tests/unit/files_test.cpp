// What is left of a file whose writer ends early.
#include "system/files.hpp"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>
#include <csignal>
#include <cstdlib>

#include "base/error.hpp"
#include "system/temporary_folder.hpp"

using namespace pylon;

TEST_CASE("what has no end is not read for ever") { CHECK_THROWS_AS(read_file("/dev/zero"), Error); }

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

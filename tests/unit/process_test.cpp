#include "system/process.hpp"

#include <catch2/catch_test_macros.hpp>

#include "base/error.hpp"
#include "scratch_folder.hpp"
#include "system/files.hpp"

using namespace pylon;

TEST_CASE("output, input and exit code of a program come through") {
  Command command;
  command.argv = {"sh", "-c", "cat; echo done >&2; exit 3"};
  command.input = std::string(300'000, 'x');
  const Outcome outcome = run_process(command);
  CHECK(outcome.exit_code == 3);
  CHECK(outcome.output == command.input + "done\n");
  CHECK(outcome.description() == "exit code 3");
}

TEST_CASE("a program past its time limit is ended with all that it started") {
  const ScratchFolder folder;
  Command command;
  command.argv = {"sh", "-c", "sleep 60 & wait"};
  command.time_limit = std::chrono::seconds(1);
  {
    const FileLock held(folder / "lock");
    held.share_with_children();
    CHECK(run_process(command).timed_out);
  }
  // The lock is free when the last process that shares it has ended.
  const auto start = std::chrono::steady_clock::now();
  const FileLock again(folder / "lock");
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(30));
}

TEST_CASE("a daemon that keeps the output open does not hold the caller up") {
  Command command;
  command.argv = {"sh", "-c", "setsid sleep 5 & echo ready"};
  const auto start = std::chrono::steady_clock::now();
  CHECK(run_process(command).output == "ready\n");
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(4));
}

TEST_CASE("a program that is not there is an error that names it") {
  Command command;
  command.argv = {"no-such-program"};
  CHECK_THROWS_AS(run_process(command), Error);
}

TEST_CASE("a quoted command reads back as the same words") {
  const std::vector<std::string> words{"a b", "it's", "$HOME", "", "plain-1.2/x", "new\nline", "a;b"};
  Command command;
  command.argv = {"sh", "-c", "printf '[%s]' " + quote_command(words)};
  CHECK(run_process(command).output == "[a b][it's][$HOME][][plain-1.2/x][new\nline][a;b]");
}

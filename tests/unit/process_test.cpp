#include "system/process.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <cerrno>
#include <memory>
#include <thread>

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

TEST_CASE("who waited for a lock that its owner removed has the next one of that name") {
  const ScratchFolder folder;
  const fs::path path = folder / "lock";
  static std::atomic<bool> waits;
  waits = false;
  std::atomic<bool> has = false, done = false;
  auto first = std::make_unique<FileLock>(path);
  std::thread other([&] {
    const FileLock mine(path, [](const fs::path&) { waits = true; });
    has = true;
    while (!done) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  });
  const auto until = [](const std::atomic<bool>& what) {
    while (!what) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  };
  until(waits);
  remove_tree(path);
  first.reset();
  until(has);
  const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
  CHECK(::flock(fd, LOCK_EX | LOCK_NB) != 0);
  ::close(fd);
  done = true;
  other.join();
}

TEST_CASE("what the system refuses comes with what to do") {
  const auto advice = [](auto&& body) {
    try {
      body();
    } catch (const Error& error) {
      return error.advice();
    }
    return std::string("no error");
  };
  const ScratchFolder folder;
  write_file(folder / "file", "x");
  CHECK_FALSE(advice([&] { read_file(folder / "nothing"); }).empty());
  CHECK_FALSE(advice([&] { write_file(folder / "file/below", "x"); }).empty());
  CHECK_FALSE(advice([&] { write_file(folder / std::string(300, 'x'), "x"); }).empty());
  CHECK(advice([] { write_file("/proc/nothing", "x"); }) != "no error");
  CHECK(system_advice(EROFS).find("nothing can be written there") != std::string::npos);
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

TEST_CASE("standard error can be kept apart, and no more than so many bytes of each") {
  Command command;
  command.argv = {"sh", "-c", "echo out; echo error >&2; exit 3"};
  command.separate_errors = true;
  Outcome outcome = run_process(command);
  CHECK(outcome.output == "out\n");
  CHECK(outcome.errors == "error\n");
  CHECK(outcome.exit_code == 3);

  command.argv = {"sh", "-c", "head -c 300000 /dev/zero; head -c 300000 /dev/zero >&2"};
  command.output_limit = 1000;
  outcome = run_process(command);
  CHECK(outcome.output.size() == 1000);
  CHECK(outcome.errors.size() == 1000);
  CHECK(outcome.ok());
}

TEST_CASE("a program that takes more memory than it may is refused it") {
  Command command;
  command.argv = {"python3", "-c", "x = bytearray(300_000_000)"};
  CHECK(run_process(command).ok());
  command.memory_limit = 100'000'000;
  const Outcome outcome = run_process(command);
  CHECK(outcome.exit_code == 1);
  CHECK(outcome.output.find("MemoryError") != std::string::npos);
}

TEST_CASE("programs can be run by several threads at once") {
  std::vector<std::string> outputs(8);
  {
    std::vector<std::jthread> threads;
    for (std::size_t i = 0; i < outputs.size(); ++i) {
      threads.emplace_back([&outputs, i] {
        Command command;
        command.argv = {"sh", "-c", "cat; echo " + std::to_string(i)};
        command.input = std::string(100'000, 'x');
        outputs[i] = run_process(command).output;
      });
    }
  }
  for (std::size_t i = 0; i < outputs.size(); ++i)
    CHECK(outputs[i] == std::string(100'000, 'x') + std::to_string(i) + "\n");
}

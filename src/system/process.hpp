// The door to other programs: start one without a shell, wait for it with a time limit, keep what it printed.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace pylon {

struct Command {
  std::vector<std::string> argv;                                  // argv[0] is looked up on PATH
  std::optional<std::map<std::string, std::string>> environment;  // none: the caller's own
  std::filesystem::path folder;                                   // empty: the caller's own
  std::filesystem::path log;           // empty: output is captured; else appended to this file
  std::string input;                   // given on standard input
  std::chrono::seconds time_limit{0};  // 0: none. Past it the whole process group is killed
  // What it prints, on standard output too, goes to the caller's standard error: standard output is for the
  // answer, which may be JSON. Nothing is captured.
  bool inherit = false;
  // It ends what it has started when it gets SIGTERM, as ninja and our own verbs do: where others are killed
  // with us, it is asked to.
  bool ends_its_own = false;
  bool separate_errors = false;  // standard error goes to Outcome::errors, not in between
  bool inherit_errors = false;   // standard error is the caller's own: progress is seen as it comes
  // Bytes of writable memory of the program and of each process it starts (RLIMIT_DATA: what a runtime only
  // reserves does not count); 0: no limit.
  std::uint64_t memory_limit = 0;
  // Bytes that are kept of each captured stream; what comes after is read and dropped. 0: all.
  std::uint64_t output_limit = 0;
};

struct Outcome {
  int exit_code = -1;  // -1 when a signal ended it
  int signal = 0;
  bool timed_out = false;
  std::string output;  // standard output and error together, unless a log file or `inherit` was asked for
  std::string errors;  // standard error, with Command::separate_errors

  bool ok() const { return exit_code == 0; }
  // "exit code 1", "signal 9 (Killed)", "the time limit of 10 s".
  std::string description() const;
  // The last line of `output` that is not blank, where most programs say what is wrong.
  std::string last_line() const;
};

// Throws when the program cannot be started at all. May be called by several threads at once.
Outcome run_process(const Command& command);

// What this process and all that it started and waited for have used so far.
struct Usage {
  std::int64_t cpu_us = 0;       // microseconds of processor time, user and system
  std::uint64_t peak_bytes = 0;  // of the largest single process, resident
};
Usage usage_so_far();

// A variable of this process's environment; "" when it is not set.
std::string environment(const char* name);

// The program's path when it can be found on `PATH` (or is a path itself) and executed.
std::optional<std::filesystem::path> find_program(const std::string& name);

// The argument vector as one line that a POSIX shell would read back the same.
std::string quote_command(const std::vector<std::string>& argv);

// The path of the running executable.
std::filesystem::path own_executable();

}  // namespace pylon

#include "system/process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "base/error.hpp"
#include "base/text.hpp"
#include "system/interrupt.hpp"

extern char** environ;  // NOLINT: POSIX names it so

namespace pylon {
namespace {

using Clock = std::chrono::steady_clock;

struct Pipe {
  int read = -1;
  int write = -1;

  Pipe() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0)
      throw Error(std::string("cannot make a pipe: ") + std::strerror(errno));
    read = ends[0];
    write = ends[1];
  }
  ~Pipe() {
    close_read();
    close_write();
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  void close_read() { close(read); }
  void close_write() { close(write); }

 private:
  static void close(int& end) {
    if (end >= 0) ::close(std::exchange(end, -1));
  }
};

std::vector<char*> pointers(std::vector<std::string>& strings) {
  std::vector<char*> list;
  for (std::string& text : strings) list.push_back(text.data());
  list.push_back(nullptr);
  return list;
}

// Everything the child needs, made before fork: after it only async-signal-safe calls are allowed.
struct Start {
  std::vector<std::string> argv;
  std::vector<std::string> environment;
  std::string program;
  std::string folder;
  std::string log;
  bool inherit = false;
  bool separate_errors = false;
  bool inherit_errors = false;
  bool ends_its_own = false;
  rlim_t memory_limit = RLIM_INFINITY;
};

Start prepare(const Command& command) {
  if (command.argv.empty()) throw Error("an empty command cannot be run");
  const auto program = find_program(command.argv.front());
  if (!program) {
    throw Error("cannot run '" + command.argv.front() + "': no such program on PATH",
                "run 'pylonctl doctor' to see what is missing and how to get it");
  }
  Start start{command.argv,
              {},
              program->string(),
              command.folder.string(),
              command.log.string(),
              command.inherit,
              command.separate_errors,
              command.inherit_errors,
              command.ends_its_own};
  if (command.memory_limit > 0) start.memory_limit = command.memory_limit;
  if (command.environment) {
    for (const auto& [name, value] : *command.environment) start.environment.push_back(name + "=" + value);
  } else {
    for (char** entry = environ; *entry != nullptr; ++entry) start.environment.emplace_back(*entry);
  }
  return start;
}

[[noreturn]] void child_fails(int report) {
  const int code = errno;
  [[maybe_unused]] const ssize_t put = ::write(report, &code, sizeof code);
  ::_exit(127);
}

// In the child, between fork and exec.
[[noreturn]] void become(const Start& start, char* const* argv, char* const* environment, int in, int out,
                         int errors, int report, pid_t parent) {
  ::prctl(PR_SET_PDEATHSIG, start.ends_its_own ? SIGTERM : SIGKILL);
  if (::getppid() != parent) ::_exit(127);
  if (!start.inherit) {
    ::setpgid(0, 0);
    if (!start.log.empty()) out = ::open(start.log.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    if (out < 0) child_fails(report);
    if (!start.separate_errors) errors = out;
    if (start.inherit_errors) errors = 2;
    if (::dup2(in, 0) < 0 || ::dup2(out, 1) < 0 || ::dup2(errors, 2) < 0) child_fails(report);
  } else if (::dup2(STDERR_FILENO, STDOUT_FILENO) < 0) {
    child_fails(report);
  }
  if (start.memory_limit != RLIM_INFINITY) {
    const rlimit limit{start.memory_limit, start.memory_limit};
    if (::setrlimit(RLIMIT_DATA, &limit) != 0) child_fails(report);
  }
  if (!start.folder.empty() && ::chdir(start.folder.c_str()) != 0) child_fails(report);
  ::signal(SIGPIPE, SIG_DFL);
  ::execve(start.program.c_str(), argv, environment);
  child_fails(report);
}

// Reads what is there now; closes our end when the other side has closed.
void drain(Pipe& out, std::string& output, std::uint64_t limit) {
  std::array<char, 1U << 16U> block{};
  while (out.read >= 0) {
    const ssize_t got = ::read(out.read, block.data(), block.size());
    if (got < 0) return;  // nothing more for now
    if (got == 0) out.close_read();
    const std::size_t room =
        limit == 0 ? block.size() : limit - std::min<std::uint64_t>(limit, output.size());
    output.append(block.data(), std::min(static_cast<std::size_t>(got), room));
  }
}

void feed(Pipe& in, std::string_view& input) {
  const ssize_t put = ::write(in.write, input.data(), input.size());
  if (put > 0) input.remove_prefix(static_cast<std::size_t>(put));
  const bool unread = put < 0 && errno != EAGAIN && errno != EINTR;  // the child closed it: its own business
  if (unread || input.empty()) in.close_write();
}

// Feeds standard input and collects output until the child ends or the deadline passes; true when it passed.
// Waits for the child, not for the pipe to close: a daemon that it left behind (a compiler cache's server)
// may hold that open.
bool exchange_bytes(pid_t child, Pipe& in, Pipe& out, Pipe& errors, const Command& command, Outcome& outcome,
                    std::optional<Clock::time_point> deadline) {
  std::string_view input = command.input;
  const int ended = static_cast<int>(::syscall(SYS_pidfd_open, child, 0));
  if (ended < 0) throw Error(std::string("pidfd_open: ") + std::strerror(errno));
  ::fcntl(in.write, F_SETFL, O_NONBLOCK);
  ::fcntl(out.read, F_SETFL, O_NONBLOCK);
  ::fcntl(errors.read, F_SETFL, O_NONBLOCK);
  if (input.empty()) in.close_write();
  bool late = false;
  while (!late) {
    int wait = -1;
    if (deadline) {
      const auto left = std::chrono::ceil<std::chrono::milliseconds>(*deadline - Clock::now()).count();
      wait = static_cast<int>(std::clamp<std::int64_t>(left, 0, 60'000));
      late = left <= 0;
    }
    // poll passes over negative descriptors.
    std::array<pollfd, 4> watched{
        {{ended, POLLIN, 0}, {out.read, POLLIN, 0}, {in.write, POLLOUT, 0}, {errors.read, POLLIN, 0}}};
    if (::poll(watched.data(), watched.size(), wait) < 0) continue;
    if (watched[2].revents != 0) feed(in, input);
    if (watched[1].revents != 0) drain(out, outcome.output, command.output_limit);
    if (watched[3].revents != 0) drain(errors, outcome.errors, command.output_limit);
    if (watched[0].revents != 0) break;
  }
  drain(out, outcome.output, command.output_limit);
  drain(errors, outcome.errors, command.output_limit);
  ::close(ended);
  return late;
}

int wait_for(pid_t child) {
  int status = 0;
  while (::waitpid(child, &status, 0) < 0) {
    if (errno != EINTR) throw Error(std::string("waitpid: ") + std::strerror(errno));
  }
  return status;
}

}  // namespace

std::string Outcome::description() const {
  if (timed_out) return "the time limit";
  if (signal != 0) return "signal " + std::to_string(signal) + " (" + ::strsignal(signal) + ")";
  return "exit code " + std::to_string(exit_code);
}

std::string Outcome::last_line() const {
  const std::vector<std::string> lines = split_lines(output);
  const auto last = std::ranges::find_if(lines.rbegin(), lines.rend(),
                                         [](const auto& line) { return !split_words(line).empty(); });
  return last != lines.rend() ? *last : "it printed nothing, and ended with " + description();
}

Outcome run_process(const Command& command) {
  Start start = prepare(command);
  std::vector<char*> argv = pointers(start.argv);
  std::vector<char*> environment = pointers(start.environment);
  Pipe in;
  Pipe out;
  Pipe errors;
  Pipe report;  // carries errno when exec fails; closes by itself when it succeeds
  // Writing to a child that has ended must be an error code here, not a signal.
  ::signal(SIGPIPE, SIG_IGN);
  const pid_t parent = ::getpid();
  const pid_t child = ::fork();
  if (child < 0) throw Error(std::string("cannot start a process: ") + std::strerror(errno));
  if (child == 0)
    become(start, argv.data(), environment.data(), in.read, out.write, errors.write, report.write, parent);
  in.close_read();
  out.close_write();
  errors.close_write();
  report.close_write();
  int code = 0;
  if (::read(report.read, &code, sizeof code) == sizeof code) {
    wait_for(child);
    throw Error("cannot run " + quote_command(command.argv) + ": " + std::strerror(code));
  }
  Outcome outcome;
  if (!command.inherit) {
    const RunningGroup running(child, command.ends_its_own ? SIGTERM : SIGKILL);
    std::optional<Clock::time_point> deadline;
    if (command.time_limit.count() > 0) deadline = Clock::now() + command.time_limit;
    outcome.timed_out = exchange_bytes(child, in, out, errors, command, outcome, deadline);
    if (outcome.timed_out) ::kill(-child, SIGKILL);
  }
  const int status = wait_for(child);
  if (WIFEXITED(status)) outcome.exit_code = WEXITSTATUS(status);
  if (WIFSIGNALED(status)) outcome.signal = WTERMSIG(status);
  return outcome;
}

std::string environment(const char* name) {
  const char* const value = std::getenv(name);
  return value != nullptr ? value : "";
}

std::optional<std::filesystem::path> find_program(const std::string& name) {
  const auto runs = [](const std::filesystem::path& path) {
    std::error_code error;
    return std::filesystem::is_regular_file(path, error) && ::access(path.c_str(), X_OK) == 0;
  };
  if (name.find('/') != std::string::npos)
    return runs(name) ? std::optional(std::filesystem::path(name)) : std::nullopt;
  const char* path = std::getenv("PATH");
  std::string_view rest = path != nullptr ? path : "/usr/bin:/bin";
  while (true) {
    const std::size_t end = rest.find(':');
    const std::filesystem::path candidate = std::filesystem::path(rest.substr(0, end)) / name;
    if (runs(candidate)) return candidate;
    if (end == std::string_view::npos) return std::nullopt;
    rest.remove_prefix(end + 1);
  }
}

std::string quote_command(const std::vector<std::string>& argv) {
  constexpr std::string_view kPlain =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789@%+=:,./_-";
  std::string line;
  for (const std::string& word : argv) {
    if (!line.empty()) line += ' ';
    if (!word.empty() && word.find_first_not_of(kPlain) == std::string::npos) {
      line += word;
      continue;
    }
    line += "'" + replaced(word, {{'\'', "'\\''"}}) + "'";
  }
  return line;
}

Usage usage_so_far() {
  Usage usage;
  for (const int who : {RUSAGE_SELF, RUSAGE_CHILDREN}) {
    struct rusage facts{};
    ::getrusage(who, &facts);
    for (const timeval& time : {facts.ru_utime, facts.ru_stime})
      usage.cpu_us += time.tv_sec * 1'000'000 + time.tv_usec;
    // Linux counts it in units of 1024 bytes.
    usage.peak_bytes = std::max(usage.peak_bytes, static_cast<std::uint64_t>(facts.ru_maxrss) * 1024);
  }
  return usage;
}

std::filesystem::path own_executable() { return std::filesystem::read_symlink("/proc/self/exe"); }

}  // namespace pylon

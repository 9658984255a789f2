#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <string_view>

#include "base/error.hpp"
#include "base/shown.hpp"
#include "checkout/project.hpp"
#include "cli/verbs.hpp"

namespace pylon::cli {
namespace {

Error not_written() { return system_error("standard output could not be written", errno); }

}  // namespace

std::filesystem::path Context::root() const {
  return find_project(project.empty() ? std::filesystem::current_path() : project).root;
}

void flush_output() {
  std::cout.flush();
  if (std::cout.good() && std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return;
  throw not_written();
}

void print_text(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) throw not_written();
}

void print_report(const std::string& report) { print_text(shown_report(report, wants_colours())); }

void tell_undecided(const std::string& of, const std::string& why) {
  if (why.empty()) return;
  std::fflush(stdout);  // in this order too where both go to the same place
  std::fputs(shown_lines("pylonctl: " + of + ": " + why + "\n").c_str(), stderr);
}

bool wants_colours() {
  const char* terminal = std::getenv("TERM");
  const bool dumb = terminal != nullptr && std::string_view(terminal) == "dumb";
  return ::isatty(STDOUT_FILENO) != 0 && std::getenv("NO_COLOR") == nullptr && !dumb;
}

}  // namespace pylon::cli

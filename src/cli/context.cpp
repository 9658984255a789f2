#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <iostream>

#include "base/error.hpp"
#include "cli/verbs.hpp"
#include "plan/project.hpp"

namespace pylon::cli {

std::filesystem::path Context::root() const {
  return find_project(project.empty() ? std::filesystem::current_path() : project).root;
}

void flush_output() {
  std::cout.flush();
  if (std::cout.good() && std::fflush(stdout) == 0 && std::ferror(stdout) == 0) return;
  throw Error(std::string("standard output could not be written: ") + std::strerror(errno));
}

bool wants_colours() { return ::isatty(STDOUT_FILENO) != 0 && std::getenv("NO_COLOR") == nullptr; }

}  // namespace pylon::cli

#include <unistd.h>

#include <cstdlib>

#include "cli/verbs.hpp"
#include "plan/project.hpp"

namespace pylon::cli {

std::filesystem::path Context::root() const {
  return find_project(project.empty() ? std::filesystem::current_path() : project).root;
}

bool wants_colours() { return ::isatty(STDOUT_FILENO) != 0 && std::getenv("NO_COLOR") == nullptr; }

}  // namespace pylon::cli

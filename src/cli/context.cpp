#include "cli/verbs.hpp"
#include "plan/project.hpp"

namespace pylon::cli {

std::filesystem::path Context::root() const {
  return find_project(project.empty() ? std::filesystem::current_path() : project).root;
}

}  // namespace pylon::cli

#include "smoke/scratch_folder.hpp"

#include <fmt/format.h>

#include <cstdlib>

#include "base/error.hpp"
#include "system/files.hpp"

namespace pylon {

SmokeScratch::SmokeScratch() {
  std::string pattern = (fs::temp_directory_path() / "pylon-smoke-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr) {
    throw Error(fmt::format("cannot make a folder like {}", pattern),
                "set TMPDIR to a folder that can be written");
  }
  path_ = pattern;
}

SmokeScratch::~SmokeScratch() {
  try {
    remove_tree(path_);
  } catch (const std::exception&) {  // left behind, which is no reason to lose a verdict
  }
}

}  // namespace pylon

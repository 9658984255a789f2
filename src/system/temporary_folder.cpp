#include "system/temporary_folder.hpp"

#include <cstdlib>

#include "base/error.hpp"
#include "system/files.hpp"

namespace pylon {

TemporaryFolder::TemporaryFolder() {
  std::string pattern = (fs::temp_directory_path() / "pylon-XXXXXX").string();
  if (::mkdtemp(pattern.data()) == nullptr)
    throw Error("cannot make a folder like " + pattern, "set TMPDIR to a folder that can be written");
  path_ = pattern;
}

TemporaryFolder::TemporaryFolder(const fs::path& place) {
  remove_tree(place);
  fs::create_directories(place);
  path_ = fs::canonical(place);
}

TemporaryFolder::~TemporaryFolder() {
  try {
    remove_tree(path_);
  } catch (const std::exception&) {  // left behind, which is no reason to lose a verdict
  }
}

}  // namespace pylon

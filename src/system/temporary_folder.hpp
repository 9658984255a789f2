// A new, empty folder that only this user can read, gone with all that is in it when the object goes. What a
// process that was killed has left, the next one to make such a folder removes.
#pragma once

#include <filesystem>

namespace pylon {

class TemporaryFolder {
 public:
  TemporaryFolder();  // in TMPDIR or /tmp; Error when it cannot be made
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
  int lock_ = -1;  // says that it is in use
};

}  // namespace pylon

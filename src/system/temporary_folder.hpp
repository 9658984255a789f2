// A new, empty folder, gone with all that is in it when the object goes. What a process that was killed has left in TMPDIR,
// the next one to make such a folder there removes.
#pragma once

#include <filesystem>

namespace pylon {

class TemporaryFolder {
 public:
  TemporaryFolder();  // in TMPDIR or /tmp, for this user alone; Error when it cannot be made
  // At this place; what was there goes first.
  explicit TemporaryFolder(const std::filesystem::path& place);
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
  int lock_ = -1;  // says to others that somebody works in here
};

}  // namespace pylon

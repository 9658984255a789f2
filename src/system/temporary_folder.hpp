// A new, empty folder, gone with all that is in it when the object goes.
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
};

}  // namespace pylon

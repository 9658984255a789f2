// A new, empty folder for one run of pylon.wasm, gone when the run is over.
#pragma once

#include <filesystem>

namespace pylon {

class SmokeScratch {
 public:
  SmokeScratch();  // in TMPDIR or /tmp; Error when it cannot be made
  ~SmokeScratch();
  SmokeScratch(const SmokeScratch&) = delete;
  SmokeScratch& operator=(const SmokeScratch&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace pylon

// A folder of its own for one test, gone when the test ends.
#pragma once

#include <stdlib.h>

#include <filesystem>
#include <stdexcept>
#include <string>

#include "base/digest.hpp"
#include "system/files.hpp"

namespace pylon {

class ScratchFolder {
 public:
  ScratchFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "pylon-test-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make a scratch folder");
    path_ = name;
  }
  ~ScratchFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

// SHA-256 over the sorted relative paths, kinds, executable bits and contents of a tree (or of one file).
inline std::string tree_sha256(const std::filesystem::path& root) {
  if (!std::filesystem::is_directory(root)) return file_sha256(root);
  Sha256 hash;
  for (const std::filesystem::path& relative : list_tree(root)) {
    const std::filesystem::path path = root / relative;
    hash.update(relative.string() + '\0');
    if (std::filesystem::is_symlink(path)) {
      hash.update("link\0" + std::filesystem::read_symlink(path).string() + '\0');
    } else {
      const bool executable = (std::filesystem::status(path).permissions() &
                               std::filesystem::perms::owner_exec) != std::filesystem::perms::none;
      hash.update((executable ? "program " : "file ") + file_sha256(path) + '\0');
    }
  }
  return hash.hex();
}

}  // namespace pylon

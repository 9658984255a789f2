// SHA-256 digests of files, remembered between runs: a file whose size, inode, modification and change times
// are as they were is not read again. Owns one plain-text file below the cache folder; losing it costs time,
// nothing else.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <unordered_map>
#include <vector>

namespace pylon {

class DigestCache {
 public:
  // Loads `file`. One that is missing, damaged or of another format counts as empty.
  explicit DigestCache(std::filesystem::path file);

  // SHA-256 of the content of `path` (links are followed). Throws Error when it cannot be read.
  const std::string& digest_of(const std::filesystem::path& path);

  // The files whose digests this run asked for.
  std::vector<std::filesystem::path> asked_for() const;

  // Writes the file when something new was learned. Never throws: a full disk must not fail a build here.
  void save() noexcept;

 private:
  struct Entry {
    std::uint64_t size = 0;
    std::uint64_t inode = 0;
    std::int64_t modified = 0;  // nanoseconds since 1970
    std::int64_t changed = 0;   // the same for the inode, which no program can set back
    std::string digest;
    bool fresh = false;  // looked at, or learned, in this run
    bool keep = true;    // false: the file is so new that it could change without its times showing it
  };
  static Entry look_at(const std::filesystem::path& path);
  void load(const std::string& text);
  std::string text() const;

  std::filesystem::path file_;
  std::unordered_map<std::string, Entry> entries_;  // by absolute path
  bool changed_ = false;
};

}  // namespace pylon

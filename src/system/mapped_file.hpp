// A whole file as bytes without reading it: the system brings in what is looked at.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>

namespace pylon {

struct OpenFile {
  int fd = -1;
  std::size_t size = 0;
};

// Open for reading; whoever calls closes it. Error naming the path when it cannot be opened or is no regular
// file, which is seen without waiting for whoever may write into a pipe.
OpenFile open_regular(const std::filesystem::path& path);

// Owns the mapping. Meant for files that nobody writes in place (artifacts appear by rename). One that is cut
// short while it is read ends the process with a message and exit code 2: "could not decide".
class MappedFile {
 public:
  explicit MappedFile(const std::filesystem::path& path);
  ~MappedFile();
  MappedFile(const MappedFile&) = delete;
  MappedFile& operator=(const MappedFile&) = delete;

  std::span<const std::uint8_t> bytes() const { return {data_, size_}; }

 private:
  const std::uint8_t* data_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace pylon

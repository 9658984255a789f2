#include "system/mapped_file.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

#include "base/error.hpp"

namespace pylon {

MappedFile::MappedFile(const std::filesystem::path& path) {
  const auto fail = [&path](const std::string& what) {
    throw Error("cannot " + what + " " + path.string() + ": " + std::strerror(errno));
  };
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (fd < 0) fail("open");
  struct stat facts{};
  const bool known = ::fstat(fd, &facts) == 0;
  const bool regular = known && S_ISREG(facts.st_mode);
  size_ = regular ? static_cast<std::size_t>(facts.st_size) : 0;
  // Nothing can be mapped of an empty file.
  void* const data = size_ > 0 ? ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, fd, 0) : nullptr;
  const int code = errno;
  ::close(fd);
  errno = code;
  if (!known || data == MAP_FAILED) fail("read");
  if (!regular) throw Error("cannot read " + path.string() + ": it is not a regular file");
  data_ = static_cast<const std::uint8_t*>(data);
}

MappedFile::~MappedFile() {
  if (data_ != nullptr) ::munmap(const_cast<std::uint8_t*>(data_), size_);
}

}  // namespace pylon

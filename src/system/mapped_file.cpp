#include "system/mapped_file.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <mutex>
#include <string>

#include "base/error.hpp"
#include "base/shown.hpp"

namespace pylon {
namespace {

// Touching what is gone of a file that was cut short raises SIGBUS, wherever the reader is. A signal handler
// may do little, so its message is prepared here, when the file is mapped.
struct Mapping {
  std::atomic<const std::uint8_t*> data{nullptr};
  std::size_t size = 0;
  std::string words;
};

// More are mapped at the same time only by a build that looks at its store with a thread for each processor.
constexpr std::size_t kMappings = 256;
std::array<Mapping, kMappings> mappings;
std::mutex changing;

void on_bus_error(int signal, siginfo_t* info, void*) {
  const auto* address = static_cast<const std::uint8_t*>(info->si_addr);
  for (const Mapping& mapping : mappings) {
    const std::uint8_t* data = mapping.data.load();
    if (data == nullptr || address < data || address >= data + mapping.size) continue;
    [[maybe_unused]] const ssize_t put = ::write(STDERR_FILENO, mapping.words.data(), mapping.words.size());
    ::_exit(2);
  }
  ::signal(signal, SIG_DFL);  // not ours: happens again, and ends the process
}

void watch_for_bus_errors() {
  struct sigaction action{};
  action.sa_sigaction = on_bus_error;
  action.sa_flags = SA_SIGINFO;
  ::sigaction(SIGBUS, &action, nullptr);
}

void watch(const std::uint8_t* data, std::size_t size, const std::string& name) {
  static std::once_flag once;
  std::call_once(once, watch_for_bus_errors);
  const std::scoped_lock lock(changing);
  for (Mapping& mapping : mappings) {
    if (mapping.data.load() != nullptr) continue;
    mapping.size = size;
    mapping.words = "pylonctl: " + shown(name) +
                    ": changed while it was read: it is shorter than it was\n"
                    "  to do: run this again when nothing writes the file any more\n";
    mapping.data.store(data);
    return;
  }
}

void forget(const std::uint8_t* data) {
  const std::scoped_lock lock(changing);
  for (Mapping& mapping : mappings) {
    if (mapping.data.load() == data) mapping.data.store(nullptr);
  }
}

}  // namespace

OpenFile open_regular(const std::filesystem::path& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  struct stat facts{};
  if (fd < 0 && errno != ENXIO) throw system_error("cannot open " + path.string(), errno);  // ENXIO: a socket
  if (fd >= 0 && ::fstat(fd, &facts) == 0 && S_ISREG(facts.st_mode))
    return {fd, static_cast<std::size_t>(facts.st_size)};
  ::close(fd);
  throw Error("cannot read " + path.string() + ": it is not a regular file", "put a file in its place");
}

MappedFile::MappedFile(const std::filesystem::path& path) {
  const OpenFile file = open_regular(path);
  size_ = file.size;
  // Nothing can be mapped of an empty file.
  void* const data = size_ > 0 ? ::mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, file.fd, 0) : nullptr;
  const int code = errno;
  ::close(file.fd);
  if (data == MAP_FAILED) throw system_error("cannot read " + path.string(), code);
  data_ = static_cast<const std::uint8_t*>(data);
  if (data_ != nullptr) watch(data_, size_, path.string());
}

MappedFile::~MappedFile() {
  if (data_ == nullptr) return;
  forget(data_);
  ::munmap(const_cast<std::uint8_t*>(data_), size_);
}

}  // namespace pylon

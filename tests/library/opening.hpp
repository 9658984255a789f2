// A small image that is mounted, and its files opened and read through the wrapped calls.
#pragma once

#include <catch2/catch_test_macros.hpp>
#include <cstring>

#include "calls.hpp"

namespace library_test {

inline const Files kFiles{{"lib/a.txt", {"0123456789"}},
                          {"lib/json/__init__.py", {"import this"}},
                          {"lib/json/decoder.py", {std::string(5000, 'd'), Pack::kLz4}},
                          {"lib/empty/", {}},
                          {"lib/nothing.txt", {}},
                          {"app/main.py", {std::string(300, 'm'), Pack::kDeflate}}};
constexpr __wasi_fd_t kLib = kMount + 1, kApp = kMount;

inline void mount_it(const Host& as = {}) {
  static const Words image = make_image(kFiles);
  REQUIRE(mount(image, as).empty());
}

struct Opened {
  __wasi_errno_t error;
  __wasi_fd_t fd = -1;
};

inline Opened open_at(__wasi_fd_t directory, const std::string& path, int how = 0,
                      __wasi_rights_t rights = kRead, __wasi_fdflags_t flags = 0) {
  Opened opened{};
  opened.error = OURS(path_open)(directory, 0, path.c_str(), static_cast<__wasi_oflags_t>(how), rights,
                                 rights, flags, &opened.fd);
  return opened;
}

inline __wasi_errno_t error_of(const std::string& path, int how = 0, __wasi_rights_t rights = kRead) {
  const Opened opened = open_at(kLib, path, how, rights);
  if (!opened.error) CHECK(OURS(fd_close)(opened.fd) == 0);
  return opened.error;
}

inline std::string read(__wasi_fd_t fd, std::size_t n) {
  std::string out(n, '\0');
  const __wasi_iovec_t parts[2] = {{reinterpret_cast<uint8_t*>(out.data()), n / 2},
                                   {reinterpret_cast<uint8_t*>(out.data()) + n / 2, n - n / 2}};
  __wasi_size_t done = 0;
  const __wasi_errno_t error = OURS(fd_read)(fd, parts, 2, &done);
  return error ? "error " + std::to_string(error) : out.substr(0, done);
}

inline std::string read_whole(const std::string& path, __wasi_fd_t directory = kLib) {
  const Opened opened = open_at(directory, path);
  if (opened.error) return "error " + std::to_string(opened.error);
  std::string out(6000, '\0');
  const __wasi_iovec_t part{reinterpret_cast<uint8_t*>(out.data()), out.size()};
  __wasi_size_t done = 0;
  const __wasi_errno_t error = OURS(fd_read)(opened.fd, &part, 1, &done);
  CHECK(OURS(fd_close)(opened.fd) == 0);
  return error ? "error " + std::to_string(error) : out.substr(0, done);
}

// The names that a directory lists, through a buffer of that size, as wasi-libc's readdir takes them: what
// was cut off is asked for again.
inline std::string names(__wasi_fd_t fd, std::size_t size) {
  std::string out;
  std::vector<std::uint8_t> buffer(size);
  for (__wasi_dircookie_t cookie = 0;;) {
    __wasi_size_t used = 0;
    const __wasi_errno_t error = OURS(fd_readdir)(fd, buffer.data(), buffer.size(), cookie, &used);
    if (error) return "error " + std::to_string(error);
    std::size_t at = 0;
    __wasi_dirent_t entry;
    while (at + sizeof entry <= used) {
      std::memcpy(&entry, &buffer[at], sizeof entry);
      if (at + sizeof entry + entry.d_namlen > used) break;
      out += std::string(reinterpret_cast<char*>(&buffer[at + sizeof entry]), entry.d_namlen) +
             (entry.d_type == __WASI_FILETYPE_DIRECTORY ? "/ " : " ");
      at += sizeof entry + entry.d_namlen;
      cookie = entry.d_next;
    }
    if (used < buffer.size()) return out;
    REQUIRE(at > 0);
  }
}

}  // namespace library_test

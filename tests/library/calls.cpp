#include "calls.hpp"

#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <string_view>

namespace library_test {

Host host;

// Plain pointers: the mounting constructor may run before those of C++.
static const std::uint32_t* segment;
static std::size_t segment_bytes;

std::string mount(const Words& image, const Host& as) {
  host = as;
  segment = image.data();
  segment_bytes = image.size() * 4;
  unsigned where = 0;
  const char* problem = pylon_library_mount(&where);
  return problem ? std::string(problem) + " (entry " + std::to_string(where) + ")" : "";
}

static __wasi_errno_t give_number(__wasi_fd_t* fd) {
  if (host.next_numbers.empty()) return kHost;
  *fd = host.next_numbers.front();
  host.next_numbers.erase(host.next_numbers.begin());
  host.open.insert(*fd);
  return __WASI_ERRNO_SUCCESS;
}

void read_everything(__wasi_fd_t fd, int depth) {
  if (depth > 6) return;
  std::vector<std::uint8_t> bytes(1 << 16);
  __wasi_size_t used = 0;
  if (OURS(fd_readdir)(fd, bytes.data(), 4096, 0, &used)) {
    const __wasi_iovec_t part{bytes.data(), bytes.size()};
    (void)OURS(fd_read)(fd, &part, 1, &used);
    return;
  }
  __wasi_dirent_t entry;
  for (std::size_t at = 0; at + sizeof entry <= used;) {
    std::memcpy(&entry, &bytes[at], sizeof entry);
    at += sizeof entry;
    if (at + entry.d_namlen > used) break;
    const std::string name(reinterpret_cast<const char*>(&bytes[at]), entry.d_namlen);
    at += entry.d_namlen;
    __wasi_fd_t child;
    if (OURS(path_open)(fd, 0, name.c_str(), 0, kRead, kRead, 0, &child))
      std::abort();  // what is listed is there
    read_everything(child, depth + 1);
    if (OURS(fd_close)(child)) std::abort();
  }
}

}  // namespace library_test

using namespace library_test;

extern "C" {

void pylon_library_copy(void* to, uint32_t from, uint32_t n) {
  if (!segment) {
    std::memset(to, 0, n);
    return;
  }
  if (static_cast<std::uint64_t>(from) + n > segment_bytes) std::abort();  // where memory.init traps
  ++host.copies;
  std::memcpy(to, reinterpret_cast<const char*>(segment) + from, n);
}

__wasi_errno_t __wasi_fd_prestat_get(__wasi_fd_t fd, __wasi_prestat_t* stat) {
  if (fd < 3 || static_cast<std::size_t>(fd) - 3 >= host.preopens.size()) return __WASI_ERRNO_BADF;
  stat->tag = __WASI_PREOPENTYPE_DIR;
  stat->u.dir.pr_name_len = host.preopens[static_cast<std::size_t>(fd) - 3].size();
  return __WASI_ERRNO_SUCCESS;
}

__wasi_errno_t __wasi_fd_prestat_dir_name(__wasi_fd_t fd, uint8_t* path, __wasi_size_t size) {
  std::memcpy(path, host.preopens[static_cast<std::size_t>(fd) - 3].data(), size);
  return __WASI_ERRNO_SUCCESS;
}

__wasi_errno_t __wasi_clock_time_get(__wasi_clockid_t, __wasi_timestamp_t, __wasi_timestamp_t* time) {
  ++host.looks;
  *time = host.time += host.tick;
  return __WASI_ERRNO_SUCCESS;
}

int __wasilibc_register_preopened_fd(int fd, const char* prefix) {
  if (fd < kMount) return -1;
  host.mounted.emplace_back(prefix);
  return 0;
}

#define HOST(call) __real___wasi_##call
#define ANSWER(call, ...)                 \
  __wasi_errno_t HOST(call)(__VA_ARGS__); \
  __wasi_errno_t HOST(call)(__VA_ARGS__)

ANSWER(fd_close, __wasi_fd_t fd) { return host.open.erase(fd) ? __WASI_ERRNO_SUCCESS : __WASI_ERRNO_BADF; }
ANSWER(fd_fdstat_get, __wasi_fd_t fd, __wasi_fdstat_t*) {
  return host.open.count(fd) ? __WASI_ERRNO_SUCCESS : __WASI_ERRNO_BADF;
}
ANSWER(path_open, __wasi_fd_t, __wasi_lookupflags_t, const char*, __wasi_oflags_t how, __wasi_rights_t,
       __wasi_rights_t, __wasi_fdflags_t, __wasi_fd_t* fd) {
  host.opened_how.push_back(how);
  return give_number(fd);
}
ANSWER(sock_accept, __wasi_fd_t, __wasi_fdflags_t, __wasi_fd_t* fd) { return give_number(fd); }
ANSWER(poll_oneoff, const __wasi_subscription_t* wishes, __wasi_event_t* events, __wasi_size_t count,
       __wasi_size_t* used) {
  host.asked = count;
  if (!host.waits) return __WASI_ERRNO_NOSYS;
  *used = 0;
  for (const __wasi_event_t& event : host.events) events[(*used)++] = event;
  if (wishes[count - 1].u.tag == __WASI_EVENTTYPE_CLOCK) {  // a clock of no time has always run out
    events[*used] = {};
    events[(*used)++].userdata = wishes[count - 1].userdata;
  }
  return __WASI_ERRNO_SUCCESS;
}

ANSWER(fd_read, __wasi_fd_t, const __wasi_iovec_t*, size_t, __wasi_size_t*) { return kHost; }
ANSWER(fd_pread, __wasi_fd_t, const __wasi_iovec_t*, size_t, __wasi_filesize_t, __wasi_size_t*) {
  return kHost;
}
ANSWER(fd_seek, __wasi_fd_t, __wasi_filedelta_t, __wasi_whence_t, __wasi_filesize_t*) { return kHost; }
ANSWER(fd_tell, __wasi_fd_t, __wasi_filesize_t*) { return kHost; }
ANSWER(fd_filestat_get, __wasi_fd_t, __wasi_filestat_t*) { return kHost; }
ANSWER(fd_fdstat_set_flags, __wasi_fd_t, __wasi_fdflags_t) { return kHost; }
ANSWER(fd_readdir, __wasi_fd_t, uint8_t*, __wasi_size_t, __wasi_dircookie_t, __wasi_size_t*) { return kHost; }
ANSWER(fd_advise, __wasi_fd_t, __wasi_filesize_t, __wasi_filesize_t, __wasi_advice_t) { return kHost; }
ANSWER(fd_sync, __wasi_fd_t) { return kHost; }
ANSWER(fd_datasync, __wasi_fd_t) { return kHost; }
ANSWER(fd_write, __wasi_fd_t, const __wasi_ciovec_t*, size_t, __wasi_size_t*) { return kHost; }
ANSWER(fd_pwrite, __wasi_fd_t, const __wasi_ciovec_t*, size_t, __wasi_filesize_t, __wasi_size_t*) {
  return kHost;
}
ANSWER(fd_allocate, __wasi_fd_t, __wasi_filesize_t, __wasi_filesize_t) { return kHost; }
ANSWER(fd_filestat_set_size, __wasi_fd_t, __wasi_filesize_t) { return kHost; }
ANSWER(fd_filestat_set_times, __wasi_fd_t, __wasi_timestamp_t, __wasi_timestamp_t, __wasi_fstflags_t) {
  return kHost;
}
ANSWER(fd_renumber, __wasi_fd_t, __wasi_fd_t) { return kHost; }
ANSWER(path_filestat_get, __wasi_fd_t, __wasi_lookupflags_t, const char* path, __wasi_filestat_t* stat) {
  const auto link = host.links.find(path);
  if (link == host.links.end()) return kHost;
  *stat = {};
  stat->filetype = __WASI_FILETYPE_SYMBOLIC_LINK;
  stat->ino = link->second;
  return __WASI_ERRNO_SUCCESS;
}
ANSWER(path_readlink, __wasi_fd_t, const char*, uint8_t*, __wasi_size_t, __wasi_size_t*) { return kHost; }
ANSWER(path_create_directory, __wasi_fd_t, const char*) { return kHost; }
ANSWER(path_symlink, const char*, __wasi_fd_t, const char*) { return kHost; }
ANSWER(path_unlink_file, __wasi_fd_t, const char* path) {
  if (!host.links.count(path)) return kHost;
  if (!host.follows_links) host.links.erase(path);
  return __WASI_ERRNO_SUCCESS;
}
ANSWER(path_remove_directory, __wasi_fd_t, const char*) { return kHost; }
ANSWER(path_filestat_set_times, __wasi_fd_t, __wasi_lookupflags_t, const char*, __wasi_timestamp_t,
       __wasi_timestamp_t, __wasi_fstflags_t) {
  return kHost;
}
ANSWER(path_rename, __wasi_fd_t, const char* path, __wasi_fd_t, const char* to) {
  const auto link = host.links.find(path);
  if (link == host.links.end()) return kHost;
  const std::uint64_t number = link->second;
  if (host.follows_links) return __WASI_ERRNO_SUCCESS;
  if (const auto there = host.links.find(to); there != host.links.end() && there->second == number)
    return __WASI_ERRNO_SUCCESS;  // one file under two names: nothing is to be done
  host.links.erase(link);
  host.links[to] = number;
  return __WASI_ERRNO_SUCCESS;
}
ANSWER(path_link, __wasi_fd_t, __wasi_lookupflags_t, const char*, __wasi_fd_t, const char*) { return kHost; }

// As wasi-libc does it: what is not there is refused; else the directory's rights decide.
int __real___wasilibc_nocwd_faccessat(int fd, const char* path, int mode, int flags);
int __real___wasilibc_nocwd_faccessat(int fd, const char* path, int, int) {
  __wasi_filestat_t stat;
  const __wasi_errno_t error = OURS(path_filestat_get)(fd, 0, path, &stat);
  return error == __WASI_ERRNO_SUCCESS || error == kHost ? 0 : -1;
}

int __real_Py_BytesMain(int argc, char** argv);
int __real_Py_BytesMain(int argc, char** argv) {
  host.arguments.assign(argv, argv + argc);
  return argv[argc] == nullptr ? 7 : 8;
}
}

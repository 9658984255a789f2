// The wrapped calls, and the host behind them: one that is made of numbers and names, and answers what a test
// says.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "image.hpp"

extern "C" {
#include "content.h"
#include "files.h"
#include "mount.h"

#define OURS(call) __wrap___wasi_##call
__wasi_errno_t OURS(fd_close)(__wasi_fd_t);
__wasi_errno_t OURS(fd_read)(__wasi_fd_t, const __wasi_iovec_t*, size_t, __wasi_size_t*);
__wasi_errno_t OURS(fd_pread)(__wasi_fd_t, const __wasi_iovec_t*, size_t, __wasi_filesize_t, __wasi_size_t*);
__wasi_errno_t OURS(fd_seek)(__wasi_fd_t, __wasi_filedelta_t, __wasi_whence_t, __wasi_filesize_t*);
__wasi_errno_t OURS(fd_tell)(__wasi_fd_t, __wasi_filesize_t*);
__wasi_errno_t OURS(fd_filestat_get)(__wasi_fd_t, __wasi_filestat_t*);
__wasi_errno_t OURS(fd_fdstat_get)(__wasi_fd_t, __wasi_fdstat_t*);
__wasi_errno_t OURS(fd_fdstat_set_flags)(__wasi_fd_t, __wasi_fdflags_t);
__wasi_errno_t OURS(fd_readdir)(__wasi_fd_t, uint8_t*, __wasi_size_t, __wasi_dircookie_t, __wasi_size_t*);
__wasi_errno_t OURS(fd_advise)(__wasi_fd_t, __wasi_filesize_t, __wasi_filesize_t, __wasi_advice_t);
__wasi_errno_t OURS(fd_sync)(__wasi_fd_t);
__wasi_errno_t OURS(fd_datasync)(__wasi_fd_t);
__wasi_errno_t OURS(fd_write)(__wasi_fd_t, const __wasi_ciovec_t*, size_t, __wasi_size_t*);
__wasi_errno_t OURS(fd_pwrite)(__wasi_fd_t, const __wasi_ciovec_t*, size_t, __wasi_filesize_t,
                               __wasi_size_t*);
__wasi_errno_t OURS(fd_allocate)(__wasi_fd_t, __wasi_filesize_t, __wasi_filesize_t);
__wasi_errno_t OURS(fd_filestat_set_size)(__wasi_fd_t, __wasi_filesize_t);
__wasi_errno_t OURS(fd_filestat_set_times)(__wasi_fd_t, __wasi_timestamp_t, __wasi_timestamp_t,
                                           __wasi_fstflags_t);
__wasi_errno_t OURS(fd_renumber)(__wasi_fd_t, __wasi_fd_t);
__wasi_errno_t OURS(sock_accept)(__wasi_fd_t, __wasi_fdflags_t, __wasi_fd_t*);
__wasi_errno_t OURS(path_open)(__wasi_fd_t, __wasi_lookupflags_t, const char*, __wasi_oflags_t,
                               __wasi_rights_t, __wasi_rights_t, __wasi_fdflags_t, __wasi_fd_t*);
__wasi_errno_t OURS(path_filestat_get)(__wasi_fd_t, __wasi_lookupflags_t, const char*, __wasi_filestat_t*);
__wasi_errno_t OURS(path_readlink)(__wasi_fd_t, const char*, uint8_t*, __wasi_size_t, __wasi_size_t*);
__wasi_errno_t OURS(path_create_directory)(__wasi_fd_t, const char*);
__wasi_errno_t OURS(path_symlink)(const char*, __wasi_fd_t, const char*);
__wasi_errno_t OURS(path_unlink_file)(__wasi_fd_t, const char*);
__wasi_errno_t OURS(path_remove_directory)(__wasi_fd_t, const char*);
__wasi_errno_t OURS(path_filestat_set_times)(__wasi_fd_t, __wasi_lookupflags_t, const char*,
                                             __wasi_timestamp_t, __wasi_timestamp_t, __wasi_fstflags_t);
__wasi_errno_t OURS(path_rename)(__wasi_fd_t, const char*, __wasi_fd_t, const char*);
__wasi_errno_t OURS(path_link)(__wasi_fd_t, __wasi_lookupflags_t, const char*, __wasi_fd_t, const char*);
__wasi_errno_t OURS(poll_oneoff)(const __wasi_subscription_t*, __wasi_event_t*, __wasi_size_t,
                                 __wasi_size_t*);
int __wrap___wasilibc_nocwd_faccessat(int, const char*, int, int);
int __wrap_Py_BytesMain(int, char**);
}

namespace library_test {

// The host answers this to every call that it has no other answer to: so a test sees that a call has reached
// it.
constexpr __wasi_errno_t kHost = __WASI_ERRNO_NOSYS;

struct Host {
  std::vector<std::string> preopens;      // descriptors 3, 4, …
  std::vector<__wasi_fd_t> next_numbers;  // what path_open and sock_accept give out, the first first
  std::vector<__wasi_oflags_t> opened_how;
  std::set<__wasi_fd_t> open;
  std::vector<__wasi_event_t> events;  // what poll_oneoff answers
  std::size_t asked = 0;               // how many things it was asked about
  bool waits = true;                   // it has poll_oneoff
  std::uint64_t time = 1000;           // of its clocks
  std::uint64_t tick = 0;              // by how much a look at a clock moves them
  std::size_t looks = 0;               // at a clock
  std::size_t copies = 0;              // out of the data segment
  std::vector<std::string> mounted;  // "/lib"; its descriptor is kMount plus the folder's place in the image
  std::vector<std::string> arguments;          // of the interpreter's main function
  std::map<std::string, std::uint64_t> links;  // symbolic ones: name -> number of the file
  bool follows_links = false;                  // it takes what a link leads to for the link
};

extern Host host;

// A new host, and the image mounted. Returns what is wrong with it.
std::string mount(const Words& image, const Host& as = {});

// Lists a directory, and all below it, and reads all files.
void read_everything(__wasi_fd_t fd, int depth = 0);

constexpr __wasi_fd_t kMount = PYLON_FIRST_MOUNT_FD;
constexpr __wasi_rights_t kRead = __WASI_RIGHTS_FD_READ | __WASI_RIGHTS_FD_READDIR;

}  // namespace library_test

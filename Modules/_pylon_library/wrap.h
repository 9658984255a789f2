// How a wrapped call is written. wasm-ld's --wrap=__wasi_fd_read sends every call of it to
// __wrap___wasi_fd_read, and gives the original the name __real___wasi_fd_read: OURS(fd_read) and
// HOST(fd_read) here.
#ifndef PYLON_LIBRARY_WRAP_H
#define PYLON_LIBRARY_WRAP_H

#include <wasi/api.h>

#define HOST(call) __real___wasi_##call
#define OURS(call) __wrap___wasi_##call

// Declares the original, and begins the definition of ours.
#define WRAP(call, parameters)          \
  __wasi_errno_t HOST(call) parameters; \
  __wasi_errno_t OURS(call) parameters; \
  __wasi_errno_t OURS(call) parameters

// What a reader of files and directories may do. Only FD_READ is looked at when it reads.
#define PYLON_READER_RIGHTS                                                                                \
  (__WASI_RIGHTS_FD_READ | __WASI_RIGHTS_FD_SEEK | __WASI_RIGHTS_FD_TELL | __WASI_RIGHTS_FD_FILESTAT_GET | \
   __WASI_RIGHTS_FD_ADVISE | __WASI_RIGHTS_FD_FDSTAT_SET_FLAGS | __WASI_RIGHTS_POLL_FD_READWRITE |         \
   __WASI_RIGHTS_PATH_OPEN | __WASI_RIGHTS_FD_READDIR | __WASI_RIGHTS_PATH_READLINK |                      \
   __WASI_RIGHTS_PATH_FILESTAT_GET)

#endif

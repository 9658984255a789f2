// What the library inside uses of WASI preview 1, with the numbers of its specification, for machines that
// have no WASI: the same names as in wasi-libc's <wasi/api.h>, which the real build compiles with.
#ifndef PYLON_TESTS_WASI_API_H
#define PYLON_TESTS_WASI_API_H

#include <stddef.h>
#include <stdint.h>

typedef uint16_t __wasi_errno_t, __wasi_oflags_t, __wasi_fdflags_t, __wasi_fstflags_t, __wasi_subclockflags_t,
    __wasi_eventrwflags_t;
typedef uint8_t __wasi_filetype_t, __wasi_whence_t, __wasi_advice_t, __wasi_eventtype_t;
typedef int __wasi_fd_t;
typedef uint32_t __wasi_lookupflags_t, __wasi_clockid_t;
typedef size_t __wasi_size_t;
typedef uint64_t __wasi_filesize_t, __wasi_rights_t, __wasi_dircookie_t, __wasi_timestamp_t,
    __wasi_userdata_t;
typedef int64_t __wasi_filedelta_t;

enum {
  __WASI_ERRNO_SUCCESS = 0,
  __WASI_ERRNO_BADF = 8,
  __WASI_ERRNO_EXIST = 20,
  __WASI_ERRNO_INVAL = 28,
  __WASI_ERRNO_IO = 29,
  __WASI_ERRNO_ISDIR = 31,
  __WASI_ERRNO_MFILE = 33,
  __WASI_ERRNO_NAMETOOLONG = 37,
  __WASI_ERRNO_NOENT = 44,
  __WASI_ERRNO_NOMEM = 48,
  __WASI_ERRNO_NOSYS = 52,
  __WASI_ERRNO_NOTDIR = 54,
  __WASI_ERRNO_NOTSOCK = 57,
  __WASI_ERRNO_NOTSUP = 58,
  __WASI_ERRNO_OVERFLOW = 61,
  __WASI_ERRNO_ROFS = 69,
  __WASI_ERRNO_XDEV = 75,
  __WASI_ERRNO_NOTCAPABLE = 76
};

#define __WASI_FILETYPE_DIRECTORY ((__wasi_filetype_t)3)
#define __WASI_FILETYPE_REGULAR_FILE ((__wasi_filetype_t)4)
#define __WASI_FILETYPE_SYMBOLIC_LINK ((__wasi_filetype_t)7)
#define __WASI_WHENCE_SET ((__wasi_whence_t)0)
#define __WASI_WHENCE_CUR ((__wasi_whence_t)1)
#define __WASI_WHENCE_END ((__wasi_whence_t)2)
#define __WASI_LOOKUPFLAGS_SYMLINK_FOLLOW ((__wasi_lookupflags_t)1)
#define __WASI_OFLAGS_CREAT ((__wasi_oflags_t)1)
#define __WASI_OFLAGS_DIRECTORY ((__wasi_oflags_t)2)
#define __WASI_OFLAGS_EXCL ((__wasi_oflags_t)4)
#define __WASI_OFLAGS_TRUNC ((__wasi_oflags_t)8)
#define __WASI_FDFLAGS_APPEND ((__wasi_fdflags_t)1)
#define __WASI_FDFLAGS_NONBLOCK ((__wasi_fdflags_t)4)
#define __WASI_RIGHTS_FD_READ ((__wasi_rights_t)1 << 1)
#define __WASI_RIGHTS_FD_SEEK ((__wasi_rights_t)1 << 2)
#define __WASI_RIGHTS_FD_FDSTAT_SET_FLAGS ((__wasi_rights_t)1 << 3)
#define __WASI_RIGHTS_FD_TELL ((__wasi_rights_t)1 << 5)
#define __WASI_RIGHTS_FD_WRITE ((__wasi_rights_t)1 << 6)
#define __WASI_RIGHTS_FD_ADVISE ((__wasi_rights_t)1 << 7)
#define __WASI_RIGHTS_PATH_OPEN ((__wasi_rights_t)1 << 13)
#define __WASI_RIGHTS_FD_READDIR ((__wasi_rights_t)1 << 14)
#define __WASI_RIGHTS_PATH_READLINK ((__wasi_rights_t)1 << 15)
#define __WASI_RIGHTS_PATH_FILESTAT_GET ((__wasi_rights_t)1 << 18)
#define __WASI_RIGHTS_FD_FILESTAT_GET ((__wasi_rights_t)1 << 21)
#define __WASI_RIGHTS_POLL_FD_READWRITE ((__wasi_rights_t)1 << 27)
#define __WASI_EVENTTYPE_CLOCK ((__wasi_eventtype_t)0)
#define __WASI_EVENTTYPE_FD_READ ((__wasi_eventtype_t)1)
#define __WASI_EVENTTYPE_FD_WRITE ((__wasi_eventtype_t)2)
#define __WASI_CLOCKID_REALTIME ((__wasi_clockid_t)0)
#define __WASI_CLOCKID_MONOTONIC ((__wasi_clockid_t)1)
#define __WASI_SUBCLOCKFLAGS_SUBSCRIPTION_CLOCK_ABSTIME ((__wasi_subclockflags_t)1)
#define __WASI_PREOPENTYPE_DIR ((uint8_t)0)

typedef struct {
  uint8_t* buf;
  __wasi_size_t buf_len;
} __wasi_iovec_t;
typedef struct {
  const uint8_t* buf;
  __wasi_size_t buf_len;
} __wasi_ciovec_t;
typedef struct {
  __wasi_dircookie_t d_next;
  uint64_t d_ino;
  uint32_t d_namlen;
  __wasi_filetype_t d_type;
} __wasi_dirent_t;
typedef struct {
  __wasi_filetype_t fs_filetype;
  __wasi_fdflags_t fs_flags;
  __wasi_rights_t fs_rights_base, fs_rights_inheriting;
} __wasi_fdstat_t;
typedef struct {
  uint64_t dev, ino;
  __wasi_filetype_t filetype;
  uint64_t nlink;
  __wasi_filesize_t size;
  __wasi_timestamp_t atim, mtim, ctim;
} __wasi_filestat_t;
typedef struct {
  __wasi_filesize_t nbytes;
  __wasi_eventrwflags_t flags;
} __wasi_event_fd_readwrite_t;
typedef struct {
  __wasi_userdata_t userdata;
  __wasi_errno_t error;
  __wasi_eventtype_t type;
  __wasi_event_fd_readwrite_t fd_readwrite;
} __wasi_event_t;
typedef struct {
  __wasi_clockid_t id;
  __wasi_timestamp_t timeout, precision;
  __wasi_subclockflags_t flags;
} __wasi_subscription_clock_t;
typedef struct {
  __wasi_fd_t file_descriptor;
} __wasi_subscription_fd_readwrite_t;
typedef struct {
  __wasi_userdata_t userdata;
  struct {
    uint8_t tag;
    union {
      __wasi_subscription_clock_t clock;
      __wasi_subscription_fd_readwrite_t fd_read, fd_write;
    } u;
  } u;
} __wasi_subscription_t;
typedef struct {
  uint8_t tag;
  union {
    struct {
      __wasi_size_t pr_name_len;
    } dir;
  } u;
} __wasi_prestat_t;

__wasi_errno_t __wasi_fd_prestat_get(__wasi_fd_t fd, __wasi_prestat_t* stat);
__wasi_errno_t __wasi_clock_time_get(__wasi_clockid_t clock, __wasi_timestamp_t precision, __wasi_timestamp_t* time);
__wasi_errno_t __wasi_fd_prestat_dir_name(__wasi_fd_t fd, uint8_t* path, __wasi_size_t size);

#endif

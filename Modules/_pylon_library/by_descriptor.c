// WASI's calls about open files: answered here where the file is one of the library image, by the host where
// it is not.
#include <string.h>

#include "files.h"
#include "wrap.h"

int pylon_host_has(__wasi_fd_t fd) {
  __wasi_errno_t HOST(fd_fdstat_get)(__wasi_fd_t, __wasi_fdstat_t*);
  __wasi_fdstat_t stat;
  return HOST(fd_fdstat_get)(fd, &stat) != __WASI_ERRNO_BADF;
}

WRAP(fd_close, (__wasi_fd_t fd)) {
  struct pylon_file* const file = pylon_file_of(fd);
  if (!file) return HOST(fd_close)(fd);
  if (file != pylon_closable_file_of(fd)) return __WASI_ERRNO_BADF;
  file->is_open = 0;
  return file->hides_host ? HOST(fd_close)(fd) : __WASI_ERRNO_SUCCESS;
}

WRAP(fd_read, (__wasi_fd_t fd, const __wasi_iovec_t* parts, size_t count, __wasi_size_t* done)) {
  struct pylon_file* const file = pylon_file_of(fd);
  if (!file) return HOST(fd_read)(fd, parts, count, done);
  const __wasi_errno_t error = pylon_file_read(file, parts, count, file->at, done);
  if (!error) file->at += *done;
  return error;
}

WRAP(fd_pread,
     (__wasi_fd_t fd, const __wasi_iovec_t* parts, size_t count, __wasi_filesize_t at, __wasi_size_t* done)) {
  const struct pylon_file* const file = pylon_file_of(fd);
  if (!file) return HOST(fd_pread)(fd, parts, count, at, done);
  return at > INT64_MAX ? __WASI_ERRNO_INVAL : pylon_file_read(file, parts, count, at, done);
}

WRAP(fd_seek, (__wasi_fd_t fd, __wasi_filedelta_t by, __wasi_whence_t whence, __wasi_filesize_t* at)) {
  struct pylon_file* const file = pylon_file_of(fd);
  if (!file) return HOST(fd_seek)(fd, by, whence, at);
  uint64_t from = 0;
  if (whence == __WASI_WHENCE_CUR) {
    from = file->at;
  } else if (whence == __WASI_WHENCE_END) {
    from = pylon_mounted.nodes[file->node].size;
  } else if (whence != __WASI_WHENCE_SET) {
    return __WASI_ERRNO_INVAL;
  }
  const uint64_t sum = from + (uint64_t)by;
  if (by < 0 && sum > from) return __WASI_ERRNO_INVAL;  // before the start
  if (by > 0 && sum > INT64_MAX) return __WASI_ERRNO_OVERFLOW;
  *at = file->at = sum;
  return __WASI_ERRNO_SUCCESS;
}

WRAP(fd_tell, (__wasi_fd_t fd, __wasi_filesize_t* at)) {
  const struct pylon_file* const file = pylon_file_of(fd);
  if (!file) return HOST(fd_tell)(fd, at);
  *at = file->at;
  return __WASI_ERRNO_SUCCESS;
}

WRAP(fd_filestat_get, (__wasi_fd_t fd, __wasi_filestat_t* stat)) {
  const struct pylon_file* const file = pylon_file_of(fd);
  if (!file) return HOST(fd_filestat_get)(fd, stat);
  pylon_file_stat(file->node, stat);
  return __WASI_ERRNO_SUCCESS;
}

// What is opened in a directory may ask for the right to write, so that path_open sees it and can say EROFS.
// Without it wasi-libc would leave it out of what it asks for and open the file, and only the first write
// would fail, with EBADF.
WRAP(fd_fdstat_get, (__wasi_fd_t fd, __wasi_fdstat_t* stat)) {
  const struct pylon_file* const file = pylon_file_of(fd);
  if (!file) return HOST(fd_fdstat_get)(fd, stat);
  const int is_directory = pylon_is_directory(&pylon_mounted.nodes[file->node]);
  *stat = (__wasi_fdstat_t){
      .fs_filetype = is_directory ? __WASI_FILETYPE_DIRECTORY : __WASI_FILETYPE_REGULAR_FILE,
      .fs_flags = file->flags,
      .fs_rights_base = file->rights,
      .fs_rights_inheriting = PYLON_READER_RIGHTS | __WASI_RIGHTS_FD_WRITE,
  };
  return __WASI_ERRNO_SUCCESS;
}

WRAP(fd_fdstat_set_flags, (__wasi_fd_t fd, __wasi_fdflags_t flags)) {
  struct pylon_file* const file = pylon_file_of(fd);
  if (!file) return HOST(fd_fdstat_set_flags)(fd, flags);
  file->flags = flags;
  return __WASI_ERRNO_SUCCESS;
}

// wasi-libc takes a directory for read where less came than there was room for. Deno hands out whole entries
// alone, so that a directory was over after 134 of 200 names. Where a further entry might not have had room,
// the rest becomes the head of one that is cut, and wasi-libc asks for it; where there is none, the host says
// 0 bytes, and that is the end.
static __wasi_size_t with_a_cut_entry(uint8_t* to, __wasi_size_t size, __wasi_size_t used) {
  enum { kLongestName = 255 };
  const __wasi_size_t left = size - used;
  if (used == 0 || left == 0 || left >= sizeof(__wasi_dirent_t) + kLongestName) return used;
  const __wasi_dirent_t cut = {.d_namlen = (uint32_t)left, .d_type = __WASI_FILETYPE_REGULAR_FILE};
  memcpy(to + used, &cut, left < sizeof cut ? left : sizeof cut);
  return size;
}

WRAP(fd_readdir,
     (__wasi_fd_t fd, uint8_t* to, __wasi_size_t size, __wasi_dircookie_t cookie, __wasi_size_t* used)) {
  const struct pylon_file* const file = pylon_file_of(fd);
  if (!file) {
    const __wasi_errno_t error = HOST(fd_readdir)(fd, to, size, cookie, used);
    if (error == __WASI_ERRNO_SUCCESS) *used = with_a_cut_entry(to, size, *used);
    return error;
  }
  if (!pylon_is_directory(&pylon_mounted.nodes[file->node])) return __WASI_ERRNO_NOTDIR;
  pylon_file_list(file->node, to, size, cookie, used);
  return __WASI_ERRNO_SUCCESS;
}

// What has nothing to do.
WRAP(fd_advise, (__wasi_fd_t fd, __wasi_filesize_t at, __wasi_filesize_t n, __wasi_advice_t advice)) {
  return pylon_file_of(fd) ? __WASI_ERRNO_SUCCESS : HOST(fd_advise)(fd, at, n, advice);
}

WRAP(fd_sync, (__wasi_fd_t fd)) { return pylon_file_of(fd) ? __WASI_ERRNO_SUCCESS : HOST(fd_sync)(fd); }

WRAP(fd_datasync, (__wasi_fd_t fd)) {
  return pylon_file_of(fd) ? __WASI_ERRNO_SUCCESS : HOST(fd_datasync)(fd);
}

// Writers: no descriptor of ours is open for writing.
WRAP(fd_write, (__wasi_fd_t fd, const __wasi_ciovec_t* parts, size_t count, __wasi_size_t* done)) {
  return pylon_file_of(fd) ? __WASI_ERRNO_BADF : HOST(fd_write)(fd, parts, count, done);
}

WRAP(fd_pwrite, (__wasi_fd_t fd, const __wasi_ciovec_t* parts, size_t count, __wasi_filesize_t at,
                 __wasi_size_t* done)) {
  return pylon_file_of(fd) ? __WASI_ERRNO_BADF : HOST(fd_pwrite)(fd, parts, count, at, done);
}

WRAP(fd_allocate, (__wasi_fd_t fd, __wasi_filesize_t at, __wasi_filesize_t n)) {
  return pylon_file_of(fd) ? __WASI_ERRNO_BADF : HOST(fd_allocate)(fd, at, n);
}

WRAP(fd_filestat_set_size, (__wasi_fd_t fd, __wasi_filesize_t size)) {
  return pylon_file_of(fd) ? __WASI_ERRNO_INVAL : HOST(fd_filestat_set_size)(fd, size);
}

WRAP(fd_filestat_set_times,
     (__wasi_fd_t fd, __wasi_timestamp_t accessed, __wasi_timestamp_t modified, __wasi_fstflags_t flags)) {
  return pylon_file_of(fd) ? __WASI_ERRNO_ROFS : HOST(fd_filestat_set_times)(fd, accessed, modified, flags);
}

// Gives one of our files the number of another one. A number of the host's cannot become ours, nor the other
// way round: nobody would know where its calls should go. CPython has no dup2 on WASI, and never asks.
WRAP(fd_renumber, (__wasi_fd_t fd, __wasi_fd_t to)) {
  if (!pylon_file_of(fd) && !pylon_file_of(to)) return HOST(fd_renumber)(fd, to);
  struct pylon_file* const from = pylon_closable_file_of(fd);
  struct pylon_file* const place = pylon_closable_file_of(to);
  if (!from || !place || from->hides_host || place->hides_host) return __WASI_ERRNO_NOTSUP;
  if (from == place) return __WASI_ERRNO_SUCCESS;
  *place = *from;
  from->is_open = 0;
  return __WASI_ERRNO_SUCCESS;
}

// The host has accepted a connection under a number that is one of our files': it cannot be asked for another
// one.
WRAP(sock_accept, (__wasi_fd_t fd, __wasi_fdflags_t flags, __wasi_fd_t* accepted)) {
  if (pylon_file_of(fd)) return __WASI_ERRNO_NOTSOCK;
  const __wasi_errno_t error = HOST(sock_accept)(fd, flags, accepted);
  if (error || !pylon_file_hides_host(*accepted)) return error;
  pylon_file_of(*accepted)->hides_host = 0;
  const __wasi_errno_t closed = HOST(fd_close)(*accepted);
  return closed ? closed : __WASI_ERRNO_MFILE;
}

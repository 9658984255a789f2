// WASI's calls about paths: answered here where the path begins in the library image, by the host where it
// does not. Paths have no symbolic links, and every writer is told that the file system is read-only, unless
// POSIX has something to say before (no such file, is a directory).
#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "files.h"
#include "wrap.h"

static __wasi_errno_t open_here(uint32_t directory, const char* path, __wasi_oflags_t how,
                                __wasi_rights_t rights, __wasi_fdflags_t flags, __wasi_fd_t* opened) {
  uint32_t node = 0;
  const __wasi_errno_t error = pylon_file_walk(directory, path, &node);
  const int creates = (how & __WASI_OFLAGS_CREAT) != 0;
  if (error == __WASI_ERRNO_NOENT && node == UINT32_MAX && creates) {
    return path[strlen(path) - 1] == '/' ? __WASI_ERRNO_ISDIR : __WASI_ERRNO_ROFS;
  }
  if (error) return error;
  if (creates && (how & __WASI_OFLAGS_EXCL)) return __WASI_ERRNO_EXIST;
  const int writes = (rights & __WASI_RIGHTS_FD_WRITE) || (how & __WASI_OFLAGS_TRUNC);
  if (pylon_is_directory(&pylon_mounted.nodes[node])) {
    if (writes || creates) return __WASI_ERRNO_ISDIR;
  } else {
    if (how & __WASI_OFLAGS_DIRECTORY) return __WASI_ERRNO_NOTDIR;
    if (writes) return __WASI_ERRNO_ROFS;
  }
  return pylon_file_open(node, flags, rights & PYLON_READER_RIGHTS, opened);
}

// The host may give out a number that is ours. It keeps it, so as not to give it out again, and is asked for
// another: by then the file is made and empty, if it was to be.
WRAP(path_open,
     (__wasi_fd_t fd, __wasi_lookupflags_t lookup, const char* path, __wasi_oflags_t how,
      __wasi_rights_t rights, __wasi_rights_t inheriting, __wasi_fdflags_t flags, __wasi_fd_t* opened)) {
  const struct pylon_file* const file = pylon_file_of(fd);
  if (file) return open_here(file->node, path, how, rights, flags, opened);
  __wasi_errno_t error = HOST(path_open)(fd, lookup, path, how, rights, inheriting, flags, opened);
  while (!error && pylon_file_hides_host(*opened)) {
    how &= (__wasi_oflags_t) ~(__WASI_OFLAGS_CREAT | __WASI_OFLAGS_EXCL | __WASI_OFLAGS_TRUNC);
    error = HOST(path_open)(fd, lookup, path, how, rights, inheriting, flags, opened);
  }
  return error;
}

WRAP(path_filestat_get,
     (__wasi_fd_t fd, __wasi_lookupflags_t lookup, const char* path, __wasi_filestat_t* stat)) {
  const struct pylon_file* const file = pylon_file_of(fd);
  if (!file) return HOST(path_filestat_get)(fd, lookup, path, stat);
  uint32_t node = 0;
  const __wasi_errno_t error = pylon_file_walk(file->node, path, &node);
  if (!error) pylon_file_stat(node, stat);
  return error;
}

// Nothing is a link. That is EINVAL, where there is something.
WRAP(path_readlink,
     (__wasi_fd_t fd, const char* path, uint8_t* to, __wasi_size_t size, __wasi_size_t* used)) {
  const struct pylon_file* const file = pylon_file_of(fd);
  if (!file) return HOST(path_readlink)(fd, path, to, size, used);
  uint32_t node = 0;
  const __wasi_errno_t error = pylon_file_walk(file->node, path, &node);
  return error ? error : __WASI_ERRNO_INVAL;
}

WRAP(path_create_directory, (__wasi_fd_t fd, const char* path)) {
  const struct pylon_file* const file = pylon_file_of(fd);
  return file ? pylon_file_refuse_new(file->node, path) : HOST(path_create_directory)(fd, path);
}

WRAP(path_symlink, (const char* target, __wasi_fd_t fd, const char* path)) {
  const struct pylon_file* const file = pylon_file_of(fd);
  return file ? pylon_file_refuse_new(file->node, path) : HOST(path_symlink)(target, fd, path);
}

// A link is removed and renamed itself. Deno takes what it leads to in its place, WasmEdge does so with renames, and
// both say that all went well; the link is then still there. Which host does so cannot be known before without changing
// anything, so a program is told afterwards: EIO, which does not mean that nothing was changed.
static int is_link(__wasi_fd_t fd, const char* path, __wasi_filestat_t* stat) {
  return !HOST(path_filestat_get)(fd, 0, path, stat) && stat->filetype == __WASI_FILETYPE_SYMBOLIC_LINK;
}

WRAP(path_unlink_file, (__wasi_fd_t fd, const char* path)) {
  const struct pylon_file* const file = pylon_file_of(fd);
  if (file) return pylon_file_refuse_change(file->node, path, PYLON_FILE);
  __wasi_filestat_t stat;
  const int was_link = is_link(fd, path, &stat);
  const __wasi_errno_t error = HOST(path_unlink_file)(fd, path);
  return !error && was_link && is_link(fd, path, &stat) ? __WASI_ERRNO_IO : error;
}

WRAP(path_remove_directory, (__wasi_fd_t fd, const char* path)) {
  const struct pylon_file* const file = pylon_file_of(fd);
  return file ? pylon_file_refuse_change(file->node, path, PYLON_DIRECTORY)
              : HOST(path_remove_directory)(fd, path);
}

WRAP(path_filestat_set_times,
     (__wasi_fd_t fd, __wasi_lookupflags_t lookup, const char* path, __wasi_timestamp_t accessed,
      __wasi_timestamp_t modified, __wasi_fstflags_t flags)) {
  const struct pylon_file* const file = pylon_file_of(fd);
  return file ? pylon_file_refuse_change(file->node, path, PYLON_ANYTHING)
              : HOST(path_filestat_set_times)(fd, lookup, path, accessed, modified, flags);
}

// What to say of a name that is moved or linked between two directories, one of which at least is ours.
static __wasi_errno_t refuse_two(const struct pylon_file* from, const char* path,
                                 const struct pylon_file* to) {
  if (!from) return __WASI_ERRNO_XDEV;
  const __wasi_errno_t error = pylon_file_refuse_change(from->node, path, PYLON_ANYTHING);
  return error == __WASI_ERRNO_ROFS && !to ? __WASI_ERRNO_XDEV : error;
}

WRAP(path_rename, (__wasi_fd_t fd, const char* path, __wasi_fd_t to_fd, const char* to_path)) {
  const struct pylon_file* const from = pylon_file_of(fd);
  const struct pylon_file* const to = pylon_file_of(to_fd);
  if (from || to) return refuse_two(from, path, to);
  __wasi_filestat_t stat, renamed;
  const int was_link = is_link(fd, path, &stat);
  const __wasi_errno_t error = HOST(path_rename)(fd, path, to_fd, to_path);
  if (error || !was_link || !is_link(fd, path, &stat)) return error;
  // What is renamed to another name of its own, or to the same one, stays under both.
  return is_link(to_fd, to_path, &renamed) && renamed.ino == stat.ino ? error : __WASI_ERRNO_IO;
}

WRAP(path_link, (__wasi_fd_t fd, __wasi_lookupflags_t lookup, const char* path, __wasi_fd_t to_fd,
                 const char* to_path)) {
  const struct pylon_file* const from = pylon_file_of(fd);
  const struct pylon_file* const to = pylon_file_of(to_fd);
  return from || to ? refuse_two(from, path, to) : HOST(path_link)(fd, lookup, path, to_fd, to_path);
}

// wasi-libc looks at a directory's rights to see whether a file in it may be written; ours say yes, for
// path_open's sake.
int __real___wasilibc_nocwd_faccessat(int fd, const char* path, int mode, int flags);
int __wrap___wasilibc_nocwd_faccessat(int fd, const char* path, int mode, int flags);
int __wrap___wasilibc_nocwd_faccessat(int fd, const char* path, int mode, int flags) {
  const int result = __real___wasilibc_nocwd_faccessat(fd, path, mode, flags);
  if (result != 0 || !(mode & W_OK) || !pylon_file_of((__wasi_fd_t)fd)) return result;
  errno = EROFS;
  return -1;
}

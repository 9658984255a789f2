// What hosts do otherwise than POSIX says, and what can be mended on this side of the call. The linker's --wrap sends everybody's
// calls through here: those of CPython and NumPy, and those of the C library's own stdio, which asks readv() and writev().
//
// Reads and writes in pieces. A host bounds what one call may carry: Wasmtime from 42 on fails with ENOMEM above 128 MiB
// (-S hostcall-fuel) where others shorten the transfer.
#define _GNU_SOURCE  // asprintf()
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>
#include <wasi/api.h>

enum { kPiece = 64 << 20 };  // bytes; half of the smallest bound that was met

static int fails(int error) {
  errno = error;
  return -1;
}

static int is_open(int fd) { return fcntl(fd, F_GETFL) >= 0; }

// As many bytes of one transfer as a single call of the host could carry: `size` in all, PIECE(done, length) moves the next
// `length` bytes. ENDS says which `moved` ends it; an error counts only where nothing was moved.
#define IN_PIECES(size, PIECE, ENDS)                      \
  size_t done = 0;                                        \
  do {                                                    \
    const size_t left = (size) - done;                    \
    const size_t length = left < kPiece ? left : kPiece;  \
    const ssize_t moved = (PIECE);                        \
    if (moved < 0) return done != 0 ? (ssize_t)done : -1; \
    done += (size_t)moved;                                \
    if (ENDS) break;                                      \
  } while (done < (size));                                \
  return (ssize_t)done

// In a pipe nothing more may come for long. At a position in a file only its end gives nothing: Wasmtime's fd_pread moves 64 KiB
// at most.
#define IS_SHORT ((size_t)moved < length)

// Standard input of WAMR (wamr-bin 3.0.0.dev5). Each of its reads waits for all that it was asked for, or the end, takes more than that, and
// forgets the rest: of 3 MB in a pipe sys.stdin got 2, and a file began again with each read, so that sys.stdin.read() did not end. What
// reaches the end loses nothing: so the first read asks for everything, and later ones get it from here. Where a pipe had more than there was
// room for, its end is an error. No other host has a stream of unknown kind with an inode and without a device.
static struct {
  unsigned char *bytes;
  size_t size, at, room;
} ahead;

// Whether standard input forgets, and the size of its file, which is 0 of a pipe.
int __real_fstat(int fd, struct stat *found);
static int forgets(off_t *file) {
  static signed char is_so = -1;
  struct stat found;
  const int error = errno;
  if (is_so != 0) is_so = __real_fstat(STDIN_FILENO, &found) == 0 && (found.st_mode & S_IFMT) == 0 && found.st_dev == 0 && found.st_ino != 0;
  errno = error;
  if (is_so) *file = found.st_size;
  return is_so;
}

ssize_t __real_read(int fd, void *buffer, size_t size);
static ssize_t read_ahead(void *buffer, size_t size, off_t file) {
  enum { kMost = 64 << 20, kLeast = 64 << 10 };
  if (size == 0) return 0;
  if (ahead.bytes == NULL) {
    if (file >= INT32_MAX) return fails(EFBIG);
    ahead.room = file > 0 ? (size_t)file + 1 : kMost;
    while ((ahead.bytes = malloc(ahead.room)) == NULL && file == 0 && ahead.room > kLeast) ahead.room /= 2;
    if (ahead.bytes == NULL) return fails(ENOMEM);
    const ssize_t moved = __real_read(STDIN_FILENO, ahead.bytes, ahead.room);
    if (moved < 0) {
      free(ahead.bytes);
      ahead.bytes = NULL;
      return -1;
    }
    ahead.size = (size_t)moved;
    unsigned char *const fitted = realloc(ahead.bytes, ahead.size + 1);  // which gives the rest back
    if (fitted != NULL) ahead.bytes = fitted;
  }
  const size_t left = ahead.size - ahead.at, length = size < left ? size : left;
  if (left == 0 && ahead.size == ahead.room) return fails(EFBIG);
  memcpy(buffer, ahead.bytes + ahead.at, length);
  ahead.at += length;
  return (ssize_t)length;
}

ssize_t __wrap_read(int fd, void *buffer, size_t size) {
  off_t file;
  if (size == 0 && fd == STDIN_FILENO) return is_open(fd) ? 0 : -1;  // for which Wasmtime waits for good
  if (fd == STDIN_FILENO && forgets(&file)) return read_ahead(buffer, size, file);
  IN_PIECES(size, __real_read(fd, (char *)buffer + done, length), IS_SHORT);
}

ssize_t __real_pread(int fd, void *buffer, size_t size, off_t at);
ssize_t __wrap_pread(int fd, void *buffer, size_t size, off_t at) {
  IN_PIECES(size, __real_pread(fd, (char *)buffer + done, length, at + (off_t)done), moved == 0);
}

// Nothing is written as on Linux: browser_wasi_shim and @wasmer/sdk then made the file as long as the place says.
ssize_t __real_pwrite(int fd, const void *buffer, size_t size, off_t at);
ssize_t __wrap_pwrite(int fd, const void *buffer, size_t size, off_t at) {
  if (size == 0 && at >= 0) {
    if (lseek(fd, 0, SEEK_CUR) < 0) return -1;
    const int flags = fcntl(fd, F_GETFL);  // browser_wasi_shim says neither
    return flags < 0 || ((flags & O_RDONLY) != 0 && (flags & O_WRONLY) == 0) ? fails(EBADF) : 0;
  }
  IN_PIECES(size, __real_pwrite(fd, (const char *)buffer + done, length, at + (off_t)done), moved == 0);
}

// Whether a descriptor appends. browser_wasi_shim goes to the end once, when the file is opened, so that a second writer, or who has
// sought since, wrote over what was there. A descriptor beyond the table is left to the host.
enum { kDescriptors = 1024 };
static uint8_t appends[kDescriptors];

// Whether a descriptor may be at the start of its file. Bun takes a guest's place for unknown as long as it is 0, and then writes where
// the operating system's own place is: behind what was written, also after a seek to the start (SQLite's first page, wave's header).
// Standard streams are left alone: other processes may be writing at the same place.
static uint8_t at_start[kDescriptors];

static int is_own(int fd) { return fd > STDERR_FILENO && fd < kDescriptors; }

static int noted(int fd, int flags) {
  if (fd >= 0 && fd < kDescriptors) {
    appends[fd] = (flags & O_APPEND) != 0;
    at_start[fd] = is_own(fd) && !appends[fd];
  }
  return fd;
}

// The mode, which comes as a further argument, means nothing to WASI.
int __real_open(const char *path, int flags, ...);
int __wrap_open(const char *path, int flags, ...) { return noted(__real_open(path, flags, 0666), flags); }

int __real_openat(int folder, const char *path, int flags, ...);
int __wrap_openat(int folder, const char *path, int flags, ...) { return noted(__real_openat(folder, path, flags, 0666), flags); }

enum { kSeekData = 3, kSeekHole = 4 };  // as Linux has them, and the patched posixmodule.c

static int is_appending(int fd) { return fd >= 0 && fd < kDescriptors && appends[fd]; }

off_t __real_lseek(int fd, off_t by, int whence);
// Wasmtime ends the program for a number that WASI does not define, here, in posix_fadvise() and in the flags of a file. It also goes
// beyond 2**63 - 1, which then is a place before the start.
// SEEK_DATA and SEEK_HOLE, which WASI has not, are answered as a file system without holes does: all is data, and the hole is the end.
off_t __wrap_lseek(int fd, off_t by, int whence) {
  if (whence == kSeekData || whence == kSeekHole) {
    struct stat found;
    if (fstat(fd, &found) != 0) return -1;
    if (by < 0 || by >= found.st_size) return fails(ENXIO);
    if (whence == kSeekHole) by = found.st_size;
    whence = SEEK_SET;
  }
  if (whence < SEEK_SET || whence > SEEK_END) return fails(is_open(fd) ? EINVAL : EBADF);
  const off_t at = __real_lseek(fd, by, whence);
  if (at < -1) return fails(EINVAL);
  if (at == 0 && is_own(fd)) at_start[fd] = !appends[fd];
  return at;
}

int __real_posix_fadvise(int fd, off_t from, off_t length, int advice);
int __wrap_posix_fadvise(int fd, off_t from, off_t length, int advice) {
  if (!is_open(fd)) return EBADF;
  if (length < 0 || advice < POSIX_FADV_NORMAL || advice > POSIX_FADV_NOREUSE) return EINVAL;
  const int error = __real_posix_fadvise(fd, from < 0 ? 0 : from, length, advice);
  // EBADF is Wasmtime's word for a folder, ENOSYS Bun's for all: what was advice need not be taken.
  return error == EBADF || error == ENOSYS || error == ENOTSUP ? 0 : error;
}

// Few hosts reserve space, so that the file is made to have it, as other C libraries do where their system cannot: a byte in each of
// its new blocks. What is inside of the file is left alone. Who appends has no other place to write to than the end, which has moved.
int __wrap_posix_fallocate(int fd, off_t from, off_t length) {
  enum { kBlock = 4096 };
  struct stat found;
  const int flags = fcntl(fd, F_GETFL);
  if (flags < 0) return EBADF;
  if (from < 0 || length <= 0) return EINVAL;
  if ((flags & O_WRONLY) == 0) return EBADF;
  if (length > INT64_MAX - from) return EFBIG;
  if (fstat(fd, &found) != 0) return errno;
  const off_t end = from + length;
  if (end <= found.st_size) return 0;
  if (ftruncate(fd, end) != 0) return errno;
  for (off_t at = from > found.st_size ? from : found.st_size; at < end && (flags & O_APPEND) == 0; at += kBlock - at % kBlock) {
    if (__real_pwrite(fd, "", 1, at) == 1) continue;
    const int error = errno;
    ftruncate(fd, found.st_size);
    return error;
  }
  return 0;
}

// wasi-libc answers of any number.
long __real_fpathconf(int fd, int name);
long __wrap_fpathconf(int fd, int name) { return is_open(fd) ? __real_fpathconf(fd, name) : fails(EBADF); }

// It asks fpathconf() of -1.
long __wrap_pathconf(const char *path, int name) {
  struct stat found;
  return stat(path, &found) == 0 ? __real_fpathconf(-1, name) : -1;
}

// Whether it was; it is not any more after the write that asks. A pipe has no start.
static int leaves_start(int fd) {
  if (!is_own(fd) || !at_start[fd]) return 0;
  const int error = errno;
  const int is_there = __real_lseek(fd, 0, SEEK_CUR) == 0;
  errno = error;
  at_start[fd] = 0;
  return is_there;
}

ssize_t __real_write(int fd, const void *buffer, size_t size);
static ssize_t write_in_pieces(int fd, const void *buffer, size_t size) {
  IN_PIECES(size, __real_write(fd, (const char *)buffer + done, length), IS_SHORT);
}

// An appending write, and the place behind it. @tybys/wasm-util takes for the end of the file what it was when it was opened: it writes
// at the right end, and goes on from the other one, so that tell() was wrong.
static ssize_t append(int fd, const void *buffer, size_t size) {
  struct stat found;
  const int error = errno;
  const off_t end = __real_lseek(fd, 0, SEEK_END);
  const int is_old = end >= 0 && __real_fstat(fd, &found) == 0 && end < found.st_size;
  errno = error;
  const ssize_t written = write_in_pieces(fd, buffer, size);
  if (written > 0 && is_old) __real_lseek(fd, found.st_size + written, SEEK_SET);
  return written;
}

ssize_t __wrap_write(int fd, const void *buffer, size_t size) {
  if (size != 0 && leaves_start(fd)) {
    const ssize_t written = __wrap_pwrite(fd, buffer, size, 0);
    if (written > 0) {
      __real_lseek(fd, written, SEEK_SET);  // which tells Bun the place
      return written;
    }  // else the plain call says what is wrong
  }
  return is_appending(fd) ? append(fd, buffer, size) : write_in_pieces(fd, buffer, size);
}

// What a standard stream is. GraalWasm does not let a guest ask (ENOTCAPABLE); Python took them for closed, and said nothing at all.
int __wrap_fstat(int fd, struct stat *found) {
  const int result = __real_fstat(fd, found);
  if (result == 0 || errno != ENOTCAPABLE || fd < 0 || fd > STDERR_FILENO) return result;
  *found = (struct stat){.st_mode = S_IFCHR, .st_nlink = 1};
  return 0;
}

// No host gets to see a "..", but in a path below a descriptor (dir_fd). Node, Bun, wazero, Chicory, GraalWasm and browser_wasi_shim take "link/../x" for a name beside the link, not
// beside what it leads to, and wrote there; they take "file/.." and "missing/.." for folders. @tybys/wasm-util finds no "../x" at all, and
// none lets a path leave its mount for another one, as in "/app/../data/x".
static const char *find_dots(const char *path) {
  for (const char *at = path; (at = strstr(at, "..")) != NULL; at += 2) {
    if ((at == path || at[-1] == '/') && (at[2] == '/' || at[2] == '\0')) return at;
  }
  return NULL;
}

static int has_dots(const char *path) { return find_dots(path) != NULL; }

enum { kTooLong = 256 };  // bytes of a name, for every host

// Whether a folder that is in no mount is on the way to one, as "/home" is to "/home/user".
static int leads_to_mount(const char *folder) {
  const size_t length = strlen(folder + 1);
  char name[PATH_MAX];
  __wasi_prestat_t mount;
  for (__wasi_fd_t fd = STDERR_FILENO + 1; __wasi_fd_prestat_get(fd, &mount) == 0; ++fd) {
    const size_t size = mount.u.dir.pr_name_len;
    if (size >= sizeof name || __wasi_fd_prestat_dir_name(fd, (uint8_t *)name, size) != 0) continue;
    name[size] = '\0';
    const char *bare = name;  // as wasi-libc has it
    while (*bare == '/' || (bare[0] == '.' && bare[1] == '/')) ++bare;
    if (strncmp(bare, folder + 1, length) == 0 && bare[length] == '/') return 1;
  }
  return 0;
}

// The path behind the current folder, to be freed; NULL where there is no memory.
extern char *__wasilibc_cwd;
static char *from_root(const char *path) {
  char *whole;
  return asprintf(&whole, "%s/%s", *path == '/' ? "" : __wasilibc_cwd, path) < 0 ? NULL : whole;
}

// Whether the path begins with the name of a mount that has a ".." itself, as after `--dir ../data`: wasi-libc compares letter by letter.
int __wasilibc_find_abspath(const char *path, const char **mount, const char **relative);
static int is_in_dotted_mount(const char *path) {
  const char *mount, *relative;
  char *const whole = from_root(path);
  const int is_so = whole != NULL && __wasilibc_find_abspath(whole, &mount, &relative) >= 0 && has_dots(mount);
  free(whole);
  return is_so;
}

static int mount_of(const char *path) {
  const char *mount, *relative;
  return __wasilibc_find_abspath(path, &mount, &relative);
}

static void cut_slashes(char *way) {
  for (size_t length = strlen(way); length != 0 && way[length - 1] == '/'; --length) way[length - 1] = '\0';
}

// Cuts the last name off, and slashes.
static void go_up(char *way) {
  cut_slashes(way);
  char *const slash = strrchr(way, '/');
  if (slash != NULL) *slash = '\0';
  cut_slashes(way);
}

// A folder's path, as a mount of that name has it: one that is called "/a/" is found by that alone. To be freed.
static char *as_mounted(const char *way) {
  char *slashed;
  if (asprintf(&slashed, "%s/", way) < 0) return NULL;
  if (mount_of(slashed) < 0 || mount_of(slashed) == mount_of(way)) slashed[strlen(way)] = '\0';
  return slashed;
}

// Walks up to the last ".." of the path, or to its end when it is to be a folder's, and returns an absolute path without "..", and as far
// as was walked without links and ".", to be freed. The current folder was walked before. Where a part is missing or no folder, or there
// are too many links: NULL, and errno, of a folder's path; of another one a path that ends in an error everywhere, as wasi-libc says ENOENT
// of all that its look-up refuses: a name below what is no folder, or one that is too long.
static char *walked(const char *path, int to_end) {
  enum { kLinks = 40 };  // as Linux has it
  struct stat found;
  char target[PATH_MAX];
  char *left = strdup(path), *way = strdup(*path == '/' ? "" : __wasilibc_cwd), *whole = NULL;
  int links = 0, tail = 1;
  if (way != NULL) cut_slashes(way);
  const char *at = left;
  while (left != NULL && way != NULL) {
    at += strspn(at, "/");
    if (*at == '\0' || (!to_end && !has_dots(at))) break;
    const char *const part = at;
    const size_t length = strcspn(at, "/");
    at += length;
    if (length == 1 && *part == '.') continue;
    if (length == 2 && strncmp(part, "..", 2) == 0) {
      go_up(way);
      continue;
    }
    char *longer = NULL;
    if (asprintf(&longer, "%s/%.*s", way, (int)length, part) < 0) longer = NULL;
    free(way);
    way = longer;
    if (way == NULL) break;
    if (fstatat(AT_FDCWD, way, &found, AT_SYMLINK_NOFOLLOW) != 0) {
      if (errno == ENOENT && leads_to_mount(way)) continue;
      goto wrong;
    }
    if (S_ISDIR(found.st_mode)) continue;
    errno = ENOTDIR;
    if (!S_ISLNK(found.st_mode)) goto wrong;
    const ssize_t size = readlink(way, target, sizeof target);
    if (size <= 0) continue;  // who does not say where it leads is left with it
    errno = ELOOP;
    tail = kTooLong;
    if (++links > kLinks) goto wrong;
    tail = 1;
    char *through = NULL;
    if (asprintf(&through, "%.*s%s", (int)size, target, at) < 0) through = NULL;
    free(left);
    at = left = through;
    if (*target == '/')
      *way = '\0';
    else
      go_up(way);
  }
  if (left == NULL || way == NULL) {
    errno = ENOMEM;
  } else if (*at == '\0' && *way != '\0') {
    whole = as_mounted(way);
  } else if (asprintf(&whole, "%s/%s", way, at) < 0) {
    whole = NULL;
  }
  free(left);
  free(way);
  return whole;
wrong:
  if (!to_end && asprintf(&whole, "%s/%0*d", way, tail, 0) < 0) whole = NULL;
  free(left);
  free(way);
  return whole;
}

// "" is no name: wasi-libc, which looks up every path here, takes it for the current folder, so that os.path.exists("") was true and
// os.utime("") changed it.
int __real___wasilibc_find_relpath_alloc(const char *path, const char **absolute, char **relative, size_t *length, int may_grow);
int __wrap___wasilibc_find_relpath_alloc(const char *path, const char **absolute, char **relative, size_t *length, int may_grow) {
  if (*path == '\0') return fails(ENOENT);
  const char *const dots = find_dots(path);
  if (dots == NULL || is_in_dotted_mount(path)) return __real___wasilibc_find_relpath_alloc(path, absolute, relative, length, may_grow);
  const int error = errno;
  char *whole;
  if (strlen(path) < PATH_MAX) {
    whole = walked(path, 0);
  } else if (asprintf(&whole, "%.*s%0*d", (int)(dots - path), path, kTooLong, 0) < 0) {  // which every host says of it
    whole = NULL;
  }
  if (whole == NULL) return -1;
  errno = error;
  const int folder = __real___wasilibc_find_relpath_alloc(whole, absolute, relative, length, may_grow);
  free(whole);
  return folder;
}

// A name with a slash, or a slash and a dot, behind it means a folder, to every call, and of "link/" what the link leads to. Bun takes
// "file/" for the file, Node and Bun take "file/." for it: os.path.exists() was true, open() cut the file off, unlink() removed it.
static int means_folder(const char *path) {
  const size_t length = strlen(path);
  if (length < 2) return 0;
  return path[length - 1] == '/' || (path[length - 1] == '.' && path[length - 2] == '/');
}

int __real___wasilibc_nocwd_openat_nomode(int folder, const char *path, int flags);
ssize_t __real___wasilibc_nocwd_readlinkat(int folder, const char *path, char *target, size_t size);

// Whether EIO means that there is nothing of this name. GraalWasm says it of what is missing, so that there was no FileNotFoundError,
// and SQLite made no database. Of such a name it says too that it is no folder, which a disk that fails cannot know, and EIO again where
// it is read as a link, which of what is there it does not say.
static int is_missing(int folder, const char *path) {
  char target;
  if (errno != EIO) return 0;
  const int fd = __real___wasilibc_nocwd_openat_nomode(folder, path, O_RDONLY | O_DIRECTORY);
  if (fd >= 0) close(fd);
  const int is_so = fd < 0 && errno == ENOTDIR && __real___wasilibc_nocwd_readlinkat(folder, path, &target, 1) < 0 && errno == EIO;
  errno = EIO;
  return is_so;
}

static int or_missing(int result, int folder, const char *path) { return result < 0 && is_missing(folder, path) ? fails(ENOENT) : result; }

// Where a name is asked for in a file in place of a folder, Wasmtime says EBADF.
static int in_folder(int result, int folder) { return result < 0 && errno == EBADF && is_open(folder) ? fails(ENOTDIR) : result; }

int __real___wasilibc_nocwd_fstatat(int folder, const char *path, struct stat *found, int flags);
int __wrap___wasilibc_nocwd_fstatat(int folder, const char *path, struct stat *found, int flags) {
  const int is_folder = means_folder(path);
  if (is_folder) flags &= ~AT_SYMLINK_NOFOLLOW;
  const int result = in_folder(or_missing(__real___wasilibc_nocwd_fstatat(folder, path, found, flags), folder, path), folder);
  return is_folder && result == 0 && !S_ISDIR(found->st_mode) ? fails(ENOTDIR) : result;
}

// A copy of the name without the slashes behind it, to be freed; NULL where there is no memory.
static char *without_slashes(const char *path) {
  size_t length = strlen(path);
  while (length > 1 && path[length - 1] == '/') --length;
  return strndup(path, length);
}

// What is there by a name without the slashes behind it, which is what a call that makes or removes a name looks at: 0, or -1.
static int find_name(int folder, const char *path, struct stat *found) {
  char *const bare = without_slashes(path);
  if (bare == NULL) return -1;
  const int result = __wrap___wasilibc_nocwd_fstatat(folder, bare, found, AT_SYMLINK_NOFOLLOW);
  free(bare);
  return result;
}

// Whether a name that means a folder is something else, which errno says then.
static int is_no_folder(int folder, const char *path) {
  struct stat found;
  const int error = errno;
  if (means_folder(path) && __wrap___wasilibc_nocwd_fstatat(folder, path, &found, 0) != 0 && errno == ENOTDIR) return 1;
  errno = error;
  return 0;
}

// Whether a file may be executed: wasi-libc says yes of all that may be read. It shows 0644, so that nobody may; folders are entered.
static int may_not(int folder, const char *path, int mode, int flags) {
  struct stat found;
  if ((mode & X_OK) == 0 && !means_folder(path)) return 0;
  if (fstatat(folder, path, &found, flags & AT_SYMLINK_NOFOLLOW) != 0) return 1;
  if ((mode & X_OK) == 0 || S_ISDIR(found.st_mode)) return 0;
  errno = EACCES;
  return 1;
}

int __real_access(const char *path, int mode);
int __wrap_access(const char *path, int mode) { return may_not(AT_FDCWD, path, mode, 0) ? -1 : __real_access(path, mode); }

int __real_faccessat(int folder, const char *path, int mode, int flags);
int __wrap_faccessat(int folder, const char *path, int mode, int flags) {
  return may_not(folder, path, mode, flags) ? -1 : __real_faccessat(folder, path, mode, flags);
}

// What is wrong with the folder that a name is in; `else_error` where nothing is. So Linux looks at "missing/new/" first, and then says of
// a file's name with a slash behind it that it is a folder's, there or not.
static int no_way_to(int folder, const char *path, int else_error) {
  struct stat found;
  char *const way = without_slashes(path);
  char *const slash = way != NULL ? strrchr(way, '/') : NULL;
  if (way == NULL) return ENOMEM;
  if (slash != NULL && slash != way) {
    *slash = '\0';
    if (__wrap___wasilibc_nocwd_fstatat(folder, way, &found, 0) != 0)
      else_error = errno;
    else if (!S_ISDIR(found.st_mode))
      else_error = ENOTDIR;
  }
  free(way);
  return else_error;
}

int __wrap___wasilibc_nocwd_openat_nomode(int folder, const char *path, int flags) {
  // A bit that nobody knows is ignored elsewhere: 64, Linux's O_CREAT, is one here.
  const int is_folder = (flags & O_DIRECTORY) != 0;
  if (is_folder && (flags & O_CREAT) != 0) return fails(EINVAL);
  if ((flags & O_CREAT) == 0) flags &= ~O_EXCL;  // of what is not made it says nothing, here or on Linux; wasi-libc asks hosts
  flags &= O_ACCMODE | O_NOFOLLOW | O_CREAT | O_DIRECTORY | O_EXCL | O_TRUNC | O_APPEND | O_DSYNC | O_NONBLOCK | O_RSYNC | O_SYNC;
  if ((flags & O_CREAT) != 0 && *path != '\0' && path[strlen(path) - 1] == '/') return fails(no_way_to(folder, path, EISDIR));
  if (is_no_folder(folder, path)) return -1;
  struct stat found;
  // Node, Bun, Deno, GraalWasm and @tybys/wasm-util followed the link.
  if ((flags & O_NOFOLLOW) != 0 && (flags & O_EXCL) == 0 && !is_folder &&
      __wrap___wasilibc_nocwd_fstatat(folder, path, &found, AT_SYMLINK_NOFOLLOW) == 0 && S_ISLNK(found.st_mode)) {
    return fails(ELOOP);
  }
  const int is_cut = is_folder && (flags & O_TRUNC) != 0;  // no folder can be
  const int fd = or_missing(__real___wasilibc_nocwd_openat_nomode(folder, path, is_cut ? flags & ~O_TRUNC : flags), folder, path);
  if (fd < 0 && errno == ELOOP && is_folder && (flags & O_NOFOLLOW) != 0) {  // the link itself, which is no folder, or one before it
    return __wrap___wasilibc_nocwd_fstatat(folder, path, &found, AT_SYMLINK_NOFOLLOW) == 0 ? fails(ENOTDIR) : -1;
  }
  if (fd < 0 || !is_cut) return fd;
  close(fd);
  return fails(EISDIR);
}

// Of "link/" unlink() sees the link, which is no folder.
int __real___wasilibc_nocwd___wasilibc_unlinkat(int folder, const char *path);
int __wrap___wasilibc_nocwd___wasilibc_unlinkat(int folder, const char *path) {
  struct stat found;
  if (!means_folder(path)) return in_folder(__real___wasilibc_nocwd___wasilibc_unlinkat(folder, path), folder);
  return find_name(folder, path, &found) == 0 ? fails(S_ISDIR(found.st_mode) ? EISDIR : ENOTDIR) : -1;
}

// A new name that is there already, with slashes behind it or not, is told as such, not as no folder or as where it leads.
static int is_taken(int folder, const char *path) {
  struct stat found;
  const int error = errno;
  if (means_folder(path) && find_name(folder, path, &found) == 0) return 1;
  errno = error;
  return 0;
}

int __real___wasilibc_nocwd_linkat(int folder, const char *path, int to_folder, const char *to, int flags);
int __wrap___wasilibc_nocwd_linkat(int folder, const char *path, int to_folder, const char *to, int flags) {
  struct stat found;
  if (__wrap___wasilibc_nocwd_fstatat(folder, path, &found, AT_SYMLINK_NOFOLLOW) != 0) return -1;
  struct stat taken;  // browser_wasi_shim put the link in the place of what was there
  if (find_name(to_folder, to, &taken) == 0) return fails(EEXIST);
  if (errno != ENOENT) return -1;
  if (!S_ISLNK(found.st_mode)) flags &= ~AT_SYMLINK_FOLLOW;  // which Wasmtime refuses, link or not
  return in_folder(__real___wasilibc_nocwd_linkat(folder, path, to_folder, to, flags), to_folder);
}

int __real___wasilibc_nocwd_symlinkat(const char *target, int folder, const char *path);
int __wrap___wasilibc_nocwd_symlinkat(const char *target, int folder, const char *path) {
  if (*target == '\0') return fails(ENOENT);
  return is_taken(folder, path) ? fails(EEXIST) : in_folder(__real___wasilibc_nocwd_symlinkat(target, folder, path), folder);
}

ssize_t __wrap___wasilibc_nocwd_readlinkat(int folder, const char *path, char *target, size_t size) {
  const ssize_t length = __real___wasilibc_nocwd_readlinkat(folder, path, target, size);
  return length < 0 ? in_folder(-1, folder) : length;
}

int __real___wasilibc_nocwd_mkdirat_nomode(int folder, const char *path);
int __wrap___wasilibc_nocwd_mkdirat_nomode(int folder, const char *path) {
  return in_folder(__real___wasilibc_nocwd_mkdirat_nomode(folder, path), folder);
}

// A length that no file has is told before anything of the file.
int __real_truncate(const char *path, off_t length);
int __wrap_truncate(const char *path, off_t length) { return length < 0 ? fails(EINVAL) : __real_truncate(path, length); }

int __real___wasilibc_nocwd_utimensat(int folder, const char *path, const struct timespec times[2], int flags);
int __wrap___wasilibc_nocwd_utimensat(int folder, const char *path, const struct timespec times[2], int flags) {
  return is_no_folder(folder, path) ? -1 : in_folder(__real___wasilibc_nocwd_utimensat(folder, path, times, flags), folder);
}

static int is_full(int folder, const char *path) {
  const int fd = __real___wasilibc_nocwd_openat_nomode(folder, path, O_RDONLY | O_DIRECTORY);
  DIR *const list = fd >= 0 ? fdopendir(fd) : NULL;
  if (list == NULL) {
    if (fd >= 0) close(fd);
    return 0;
  }
  int is_so = 0;
  for (const struct dirent *entry; !is_so && (entry = readdir(list)) != NULL;)
    is_so = strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
  closedir(list);
  return is_so;
}

// By letters: it chooses between errors alone.
static int is_below(const char *path, const char *folder) {
  const size_t length = strlen(folder);
  return strncmp(path, folder, length) == 0 && path[length] == '/' && path[length + strspn(path + length, "/")] != '\0';
}

// Why the name `to`, which is taken, cannot be given to what `path` is; 0: it can. Hosts are to refuse it, but @wasmer/sdk lost a file in
// whose place a folder came, and the folder in whose place a file came with the file; a folder took in what was in the other one.
static int refusal(int folder, const char *path, const struct stat *from, int to_folder, const char *to, const struct stat *taken) {
  if (!S_ISDIR(from->st_mode)) return S_ISDIR(taken->st_mode) ? EISDIR : 0;
  if (!S_ISDIR(taken->st_mode)) return ENOTDIR;
  if (folder == to_folder && strcmp(path, to) == 0) return 0;
  if (from->st_ino != 0 && from->st_ino == taken->st_ino && from->st_dev == taken->st_dev) return 0;
  return is_full(to_folder, to) ? ENOTEMPTY : 0;
}

// Of a link in the place of `to`, Deno and WasmEdge replace what it leads to. Afterwards the link is still there, which is told.
int __real___wasilibc_nocwd_renameat(int folder, const char *path, int to_folder, const char *to);
int __wrap___wasilibc_nocwd_renameat(int folder, const char *path, int to_folder, const char *to) {
  struct stat from, taken, after;
  const int error = errno;
  const int is_there = find_name(folder, path, &from) == 0;
  if (!is_there && is_no_folder(folder, path)) return -1;
  const int is_taken_now = is_there && find_name(to_folder, to, &taken) == 0;
  if (is_there && !is_taken_now && errno != ENOENT) return -1;
  errno = error;
  // Of "link/" rename() sees the link, and what is no folder cannot get a folder's name, there or not.
  if (is_there && !S_ISDIR(from.st_mode) && (means_folder(path) || means_folder(to))) return fails(ENOTDIR);
  const int why = is_taken_now ? refusal(folder, path, &from, to_folder, to, &taken) : 0;
  if (why != 0 && folder == to_folder && S_ISDIR(from.st_mode) && is_below(to, path)) return fails(EINVAL);
  if (why != 0 && folder == to_folder && S_ISDIR(taken.st_mode) && is_below(path, to)) return fails(ENOTEMPTY);
  if (why != 0) return fails(why);
  const int result = __real___wasilibc_nocwd_renameat(folder, path, to_folder, to);
  if (result != 0) return is_open(to_folder) ? in_folder(result, folder) : result;
  const int was_link = is_taken_now && S_ISLNK(taken.st_mode) && !S_ISLNK(from.st_mode);
  return was_link && find_name(to_folder, to, &after) == 0 && S_ISLNK(after.st_mode) ? fails(EIO) : 0;
}

// wasi-libc writes one path behind the other, so that after os.chdir("..") the current folder was "/app/.."; elsewhere it has no dots, and
// links are followed.
// "/" is where a start without a mount at "/" is, and can be gone back to: contextlib.chdir() ended in a FileNotFoundError.
int __real_chdir(const char *path);
int __wrap_chdir(const char *path) {
  if (*path == '\0') return fails(ENOENT);
  if (strlen(path) >= PATH_MAX) return fails(ENAMETOOLONG);
  if (is_in_dotted_mount(path)) return __real_chdir(path);
  const int error = errno;
  char *const whole = walked(path, 1);
  if (whole == NULL) return errno == ENOENT && !has_dots(path) ? __real_chdir(path) : -1;  // "/a" of a mount that is called "/a/"
  errno = error;
  const int result = __real_chdir(whole);
  if (result == 0 || strcmp(whole, "/") != 0) {
    free(whole);
    return result;
  }
  __wasilibc_cwd = whole;  // the next chdir() may free it
  return 0;
}

// "." and "..", with slashes behind them or not, are not removed or renamed. wasi-libc makes a folder's own name of them, so that
// os.rmdir(".") removed the current folder.
static int dots_at_the_end(const char *path) {
  size_t length = strlen(path), dots = 0;
  while (length > 1 && path[length - 1] == '/') --length;
  while (dots < length && path[length - 1 - dots] == '.') ++dots;
  return dots < 3 && (dots == length || path[length - 1 - dots] == '/') ? (int)dots : 0;
}

// Whether the folder is there that a name stands in; else errno says why not.
static int has_parent(const char *path) {
  struct stat found;
  char *const bare = without_slashes(path);
  if (bare == NULL) return 0;
  char *const slash = strrchr(bare, '/');
  if (slash != NULL) slash[1] = '\0';
  const int is_there = stat(slash != NULL ? bare : ".", &found) == 0;
  free(bare);
  return is_there;
}

int __real_rmdir(const char *path);
int __wrap_rmdir(const char *path) {
  const int dots = dots_at_the_end(path);
  if (dots == 0) return __real_rmdir(path);
  return has_parent(path) ? fails(dots == 1 ? EINVAL : ENOTEMPTY) : -1;
}

// What is wrong with the folders is told before what is wrong with the names.
int __real_rename(const char *path, const char *to);
int __wrap_rename(const char *path, const char *to) {
  if (*path == '\0') return fails(ENOENT);
  const int is_refused = *to != '\0' && (dots_at_the_end(path) != 0 || dots_at_the_end(to) != 0);
  if (!is_refused && __real_rename(path, to) == 0) return 0;
  const int error = is_refused ? EBUSY : errno;
  return has_parent(path) && has_parent(to) ? fails(error) : -1;
}

// Wasmtime takes "folder/" for an invalid argument here, though it makes folders by such names: shutil.rmtree("folder/") removed all
// that is in it and failed at the end.
int __real___wasilibc_nocwd___wasilibc_rmdirat(int folder, const char *path);
int __wrap___wasilibc_nocwd___wasilibc_rmdirat(int folder, const char *path) {
  char *const bare = without_slashes(path);
  if (bare == NULL) return -1;
  const int result = __real___wasilibc_nocwd___wasilibc_rmdirat(folder, bare);
  free(bare);
  return in_folder(result, folder);
}

// How many of the first buffers fit into one piece together; 0: not even the first, at `*list`, which is not empty.
static int fitting(const struct iovec **list, int count) {
  while (count > 1 && (*list)->iov_len == 0) ++*list, --count;
  size_t sum = 0;
  int fits = 0;
  while (fits < count && (*list)[fits].iov_len <= kPiece - sum) sum += (*list)[fits++].iov_len;
  return fits;
}

// Callers of the vectored calls expect short transfers, so that one call of the host is enough.
#define VECTORED(name, single, ...)                                                           \
  const int fits = fitting(&list, count);                                                     \
  if (fits == 0 && count > 0) return __real_##single(fd, list->iov_base, kPiece __VA_ARGS__); \
  return __real_##name(fd, list, fits __VA_ARGS__)

ssize_t __real_readv(int fd, const struct iovec *list, int count);
ssize_t __wrap_readv(int fd, const struct iovec *list, int count) {
  off_t file;
  while (count > 1 && list->iov_len == 0) ++list, --count;
  if (fd == STDIN_FILENO && count == 1 && list->iov_len == 0) return is_open(fd) ? 0 : -1;
  if (fd == STDIN_FILENO && count > 0 && forgets(&file)) return read_ahead(list->iov_base, list->iov_len, file);
  VECTORED(readv, read);
}

ssize_t __real_writev(int fd, const struct iovec *list, int count);
ssize_t __wrap_writev(int fd, const struct iovec *list, int count) {
  if (is_own(fd)) at_start[fd] = 0;  // stdio's: Bun goes on at the operating system's place, which is right here
  VECTORED(writev, write);
}

ssize_t __real_preadv(int fd, const struct iovec *list, int count, off_t at);
ssize_t __wrap_preadv(int fd, const struct iovec *list, int count, off_t at) { VECTORED(preadv, pread, , at); }

ssize_t __real_pwritev(int fd, const struct iovec *list, int count, off_t at);
ssize_t __wrap_pwritev(int fd, const struct iovec *list, int count, off_t at) { VECTORED(pwritev, pwrite, , at); }

// A peer's answer must not be waited for: never more than one call.
ssize_t __real_recv(int fd, void *buffer, size_t size, int flags);
ssize_t __wrap_recv(int fd, void *buffer, size_t size, int flags) {
  return __real_recv(fd, buffer, size < kPiece ? size : kPiece, flags);
}

ssize_t __real_send(int fd, const void *buffer, size_t size, int flags);
ssize_t __wrap_send(int fd, const void *buffer, size_t size, int flags) {
  return __real_send(fd, buffer, size < kPiece ? size : kPiece, flags);
}

// A clock is an address in wasi-libc, which takes any number for one: time.clock_gettime(-1) was a trap, and other numbers gave the time
// of whatever clock the memory there names.
static int is_clock(clockid_t clock) { return clock == CLOCK_REALTIME || clock == CLOCK_MONOTONIC; }

int __real_clock_gettime(clockid_t clock, struct timespec *now);
int __wrap_clock_gettime(clockid_t clock, struct timespec *now) { return is_clock(clock) ? __real_clock_gettime(clock, now) : fails(EINVAL); }

int __real_clock_getres(clockid_t clock, struct timespec *step);
int __wrap_clock_getres(clockid_t clock, struct timespec *step) { return is_clock(clock) ? __real_clock_getres(clock, step) : fails(EINVAL); }

// time.sleep waits for a time of the clock. wazero refuses such a wait, Node and others take the time for a span, so that a sleep lasts
// as long as the machine has been up: all of them can wait for a span. Who comes back early (Bun, at once) is asked again; who then
// shows the same time twenty thousand times has a clock that stands still, and nothing to wait for. A span of nothing is not asked
// for: @wasmer/sdk never answers.
int __real_clock_nanosleep(clockid_t clock, int flags, const struct timespec *span, struct timespec *left);
int __wrap_clock_nanosleep(clockid_t clock, int flags, const struct timespec *until, struct timespec *left) {
  if ((flags & TIMER_ABSTIME) == 0) return __real_clock_nanosleep(clock, flags, until, left);
  struct timespec before = {0}, now;
  for (int same = 0; same < 20000;) {
    if (clock_gettime(clock, &now) != 0) return errno;
    same = now.tv_sec == before.tv_sec && now.tv_nsec == before.tv_nsec ? same + 1 : 0;
    before = now;
    struct timespec span = {until->tv_sec - now.tv_sec, until->tv_nsec - now.tv_nsec};
    if (span.tv_nsec < 0) span.tv_nsec += 1000000000, --span.tv_sec;
    if (span.tv_sec < 0 || (span.tv_sec == 0 && span.tv_nsec == 0)) return 0;
    const int error = __real_clock_nanosleep(clock, 0, &span, NULL);
    if (error != 0) return error;
  }
  return 0;
}

// What hosts do otherwise than POSIX says, and what can be mended on this side of the call. The linker's --wrap sends everybody's
// calls through here: those of CPython and NumPy, and those of the C library's own stdio, which asks readv() and writev().
//
// Reads and writes in pieces. A host bounds what one call may carry: Wasmtime from 42 on fails with ENOMEM above 128 MiB
// (-S hostcall-fuel) where others shorten the transfer.
#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

enum { kPiece = 64 << 20 };  // bytes; half of the smallest bound that was met

static int fails(int error) {
  errno = error;
  return -1;
}

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

ssize_t __real_read(int fd, void *buffer, size_t size);
ssize_t __wrap_read(int fd, void *buffer, size_t size) { IN_PIECES(size, __real_read(fd, (char *)buffer + done, length), IS_SHORT); }

ssize_t __real_pread(int fd, void *buffer, size_t size, off_t at);
ssize_t __wrap_pread(int fd, void *buffer, size_t size, off_t at) {
  IN_PIECES(size, __real_pread(fd, (char *)buffer + done, length, at + (off_t)done), moved == 0);
}

ssize_t __real_pwrite(int fd, const void *buffer, size_t size, off_t at);
ssize_t __wrap_pwrite(int fd, const void *buffer, size_t size, off_t at) {
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

off_t __real_lseek(int fd, off_t by, int whence);
static void go_to_end(int fd) {
  const int error = errno;
  if (fd >= 0 && fd < kDescriptors && appends[fd]) __real_lseek(fd, 0, SEEK_END);  // where it cannot seek, the host's own way is left
  errno = error;
}

// Wasmtime ends the program for a number that WASI does not define, here, in posix_fadvise() and in the flags of a file. It also goes
// beyond 2**63 - 1, which then is a place before the start.
off_t __wrap_lseek(int fd, off_t by, int whence) {
  if (whence < SEEK_SET || whence > SEEK_END) return fails(EINVAL);
  const off_t at = __real_lseek(fd, by, whence);
  if (at < -1) return fails(EINVAL);
  if (at == 0 && is_own(fd)) at_start[fd] = !appends[fd];
  return at;
}

int __real_posix_fadvise(int fd, off_t from, off_t length, int advice);
int __wrap_posix_fadvise(int fd, off_t from, off_t length, int advice) {
  const int is_known = advice >= POSIX_FADV_NORMAL && advice <= POSIX_FADV_NOREUSE;
  return is_known ? __real_posix_fadvise(fd, from, length, advice) : EINVAL;
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
ssize_t __wrap_write(int fd, const void *buffer, size_t size) {
  if (size != 0 && leaves_start(fd)) {
    const ssize_t written = __wrap_pwrite(fd, buffer, size, 0);
    if (written > 0) {
      __real_lseek(fd, written, SEEK_SET);  // which tells Bun the place
      return written;
    }  // else the plain call says what is wrong
  }
  go_to_end(fd);
  IN_PIECES(size, __real_write(fd, (const char *)buffer + done, length), IS_SHORT);
}

// What a standard stream is. GraalWasm does not let a guest ask (ENOTCAPABLE); Python took them for closed, and said nothing at all.
int __real_fstat(int fd, struct stat *found);
int __wrap_fstat(int fd, struct stat *found) {
  const int result = __real_fstat(fd, found);
  if (result == 0 || errno != ENOTCAPABLE || fd < 0 || fd > STDERR_FILENO) return result;
  *found = (struct stat){.st_mode = S_IFCHR, .st_nlink = 1};
  return 0;
}

// What POSIX says of a name, which hosts answer otherwise. "" is no name: wasi-libc, which looks up every path here, takes it for the
// current folder, so that os.path.exists("") was true and os.utime("") changed it.
int __real___wasilibc_find_relpath_alloc(const char *path, const char **absolute, char **relative, size_t *length, int may_grow);
int __wrap___wasilibc_find_relpath_alloc(const char *path, const char **absolute, char **relative, size_t *length, int may_grow) {
  if (*path != '\0') return __real___wasilibc_find_relpath_alloc(path, absolute, relative, length, may_grow);
  errno = ENOENT;
  return -1;
}

// A name with a slash, or a slash and a dot, behind it means a folder, to every call, and of "link/" what the link leads to. Bun takes
// "file/" for the file, Node and Bun take "file/." for it: os.path.exists() was true, open() cut the file off, unlink() removed it.
static int means_folder(const char *path) {
  const size_t length = strlen(path);
  if (length < 2) return 0;
  return path[length - 1] == '/' || (path[length - 1] == '.' && path[length - 2] == '/');
}

int __real___wasilibc_nocwd_openat_nomode(int folder, const char *path, int flags);
ssize_t __wasilibc_nocwd_readlinkat(int folder, const char *path, char *target, size_t size);

// Whether EIO means that there is nothing of this name. GraalWasm says it of what is missing, so that there was no FileNotFoundError,
// and SQLite made no database. Of such a name it says too that it is no folder, which a disk that fails cannot know, and EIO again where
// it is read as a link, which of what is there it does not say.
static int is_missing(int folder, const char *path) {
  char target;
  if (errno != EIO) return 0;
  const int fd = __real___wasilibc_nocwd_openat_nomode(folder, path, O_RDONLY | O_DIRECTORY);
  if (fd >= 0) close(fd);
  const int is_so = fd < 0 && errno == ENOTDIR && __wasilibc_nocwd_readlinkat(folder, path, &target, 1) < 0 && errno == EIO;
  errno = EIO;
  return is_so;
}

static int or_missing(int result, int folder, const char *path) { return result < 0 && is_missing(folder, path) ? fails(ENOENT) : result; }

int __real___wasilibc_nocwd_fstatat(int folder, const char *path, struct stat *found, int flags);
int __wrap___wasilibc_nocwd_fstatat(int folder, const char *path, struct stat *found, int flags) {
  if (!means_folder(path)) return or_missing(__real___wasilibc_nocwd_fstatat(folder, path, found, flags), folder, path);
  const int result = or_missing(__real___wasilibc_nocwd_fstatat(folder, path, found, flags & ~AT_SYMLINK_NOFOLLOW), folder, path);
  return result == 0 && !S_ISDIR(found->st_mode) ? fails(ENOTDIR) : result;
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

int __wrap___wasilibc_nocwd_openat_nomode(int folder, const char *path, int flags) {
  // A bit that nobody knows is ignored elsewhere: 64, Linux's O_CREAT, is one here.
  flags &= O_ACCMODE | O_NOFOLLOW | O_CREAT | O_DIRECTORY | O_EXCL | O_TRUNC | O_APPEND | O_DSYNC | O_NONBLOCK | O_RSYNC | O_SYNC;
  if ((flags & O_CREAT) != 0 && *path != '\0' && path[strlen(path) - 1] == '/') return fails(EISDIR);  // there or not, as Linux has it
  return is_no_folder(folder, path) ? -1 : or_missing(__real___wasilibc_nocwd_openat_nomode(folder, path, flags), folder, path);
}

int __real___wasilibc_nocwd___wasilibc_unlinkat(int folder, const char *path);
int __wrap___wasilibc_nocwd___wasilibc_unlinkat(int folder, const char *path) {
  struct stat found;
  if (!means_folder(path)) return __real___wasilibc_nocwd___wasilibc_unlinkat(folder, path);
  return __wrap___wasilibc_nocwd_fstatat(folder, path, &found, 0) == 0 ? fails(EISDIR) : -1;
}

int __real___wasilibc_nocwd_utimensat(int folder, const char *path, const struct timespec times[2], int flags);
int __wrap___wasilibc_nocwd_utimensat(int folder, const char *path, const struct timespec times[2], int flags) {
  return is_no_folder(folder, path) ? -1 : __real___wasilibc_nocwd_utimensat(folder, path, times, flags);
}

int __real___wasilibc_nocwd_renameat(int folder, const char *path, int to_folder, const char *to);
int __wrap___wasilibc_nocwd_renameat(int folder, const char *path, int to_folder, const char *to) {
  struct stat found;
  if (is_no_folder(folder, path)) return -1;
  if (means_folder(to) && __wrap___wasilibc_nocwd_fstatat(folder, path, &found, AT_SYMLINK_NOFOLLOW) == 0 && !S_ISDIR(found.st_mode)) {
    return fails(ENOTDIR);
  }
  return __real___wasilibc_nocwd_renameat(folder, path, to_folder, to);
}

// "." and "..", with slashes behind them or not, are not removed or renamed. wasi-libc makes a folder's own name of them, so that
// os.rmdir(".") removed the current folder.
static int dots_at_the_end(const char *path) {
  size_t length = strlen(path), dots = 0;
  while (length > 1 && path[length - 1] == '/') --length;
  while (dots < length && path[length - 1 - dots] == '.') ++dots;
  return dots < 3 && (dots == length || path[length - 1 - dots] == '/') ? (int)dots : 0;
}

static int refused(const char *path, int error) {
  struct stat found;
  return stat(path, &found) == 0 ? fails(error) : -1;
}

int __real_rmdir(const char *path);
int __wrap_rmdir(const char *path) { return dots_at_the_end(path) == 1 ? refused(path, EINVAL) : __real_rmdir(path); }

int __real_rename(const char *path, const char *to);
int __wrap_rename(const char *path, const char *to) {
  if (dots_at_the_end(path)) return refused(path, EBUSY);
  return dots_at_the_end(to) ? refused(to, EBUSY) : __real_rename(path, to);
}

// Wasmtime takes "folder/" for an invalid argument here, though it makes folders by such names: shutil.rmtree("folder/") removed all
// that is in it and failed at the end.
int __real___wasilibc_nocwd___wasilibc_rmdirat(int folder, const char *path);
int __wrap___wasilibc_nocwd___wasilibc_rmdirat(int folder, const char *path) {
  size_t length = strlen(path);
  if (length < 2 || path[length - 1] != '/') return __real___wasilibc_nocwd___wasilibc_rmdirat(folder, path);
  while (length > 1 && path[length - 1] == '/') --length;
  char *const bare = strndup(path, length);
  if (bare == NULL) return -1;
  const int result = __real___wasilibc_nocwd___wasilibc_rmdirat(folder, bare);
  free(bare);
  return result;
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
ssize_t __wrap_readv(int fd, const struct iovec *list, int count) { VECTORED(readv, read); }

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

/* Loaded before libc (LD_PRELOAD): lets the n-th call of some functions fail, over all processes of a run.
 *
 * FAULT_CALLS    the functions, as in "write,rename"
 * FAULT_AT       which of their calls fails, counted from 1; all later ones too with FAULT_STAYS=1, as on a full disk
 * FAULT_ERRNO    errno of the failure, as a number
 * FAULT_COUNTER  a file of 8 bytes that all processes count in
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

static _Atomic long *counter;
static long at;
static int error_number, stays;
static const char *calls;

__attribute__((constructor)) static void
start(void)
{
    const char *file = getenv("FAULT_COUNTER");
    const char *number = getenv("FAULT_AT");
    const char *error = getenv("FAULT_ERRNO");
    calls = getenv("FAULT_CALLS");
    stays = getenv("FAULT_STAYS") != NULL;
    if (file == NULL || number == NULL || error == NULL || calls == NULL) {
        return;
    }
    at = atol(number);
    error_number = atoi(error);
    int fd = open(file, O_RDWR | O_CLOEXEC);
    if (fd >= 0) {
        void *place = mmap(NULL, sizeof *counter, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
        counter = place == MAP_FAILED ? NULL : place;
        close(fd);
    }
}

static int
fails(const char *name)
{
    if (counter == NULL) {
        return 0;
    }
    const size_t length = strlen(name);
    const char *found = calls;
    while ((found = strstr(found, name)) != NULL) {
        if ((found == calls || found[-1] == ',') && (found[length] == ',' || found[length] == '\0')) {
            break;
        }
        found += length;
    }
    if (found == NULL) {
        return 0;
    }
    const long count = atomic_fetch_add(counter, 1) + 1;
    if (count != at && !(stays && count > at)) {
        return 0;
    }
    errno = error_number;
    return 1;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

/* Messages on standard error get through: they are what is looked at. */
ssize_t
write(int fd, const void *data, size_t size)
{
    return fd != 2 && fails("write") ? -1 : REAL(write)(fd, data, size);
}

ssize_t
writev(int fd, const struct iovec *parts, int count)
{
    return fd != 2 && fails("write") ? -1 : REAL(writev)(fd, parts, count);
}

size_t
fwrite(const void *data, size_t size, size_t count, FILE *file)
{
    return file != stderr && fails("write") ? 0 : REAL(fwrite)(data, size, count, file);
}

ssize_t
read(int fd, void *data, size_t size)
{
    return fails("read") ? -1 : REAL(read)(fd, data, size);
}

int
fsync(int fd)
{
    return fails("fsync") ? -1 : REAL(fsync)(fd);
}

int
rename(const char *from, const char *to)
{
    return fails("rename") ? -1 : REAL(rename)(from, to);
}

int
symlink(const char *target, const char *link)
{
    return fails("symlink") ? -1 : REAL(symlink)(target, link);
}

int
mkdir(const char *path, mode_t mode)
{
    return fails("mkdir") ? -1 : REAL(mkdir)(path, mode);
}

/* The two names of each that programs are linked to. */
#define OPEN(name) \
    int name(const char *path, int flags, ...) \
    { \
        va_list rest; \
        va_start(rest, flags); \
        mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0; \
        va_end(rest); \
        return flags & O_CREAT && fails("create") ? -1 : REAL(name)(path, flags, mode); \
    }
OPEN(open)
OPEN(open64)

#define FOPEN(name) \
    FILE *name(const char *path, const char *mode) \
    { \
        return mode[0] == 'w' && fails("create") ? NULL : REAL(name)(path, mode); \
    }
FOPEN(fopen)
FOPEN(fopen64)

// What the host says while the snapshot is taken: nothing of the machine that builds. Its clock counts calls,
// its randomness is one byte, there are no variables and no folders.
// clang-format off: Python.h comes before its internal headers.
#include "snapshot.h"
// clang-format on

#include <string.h>
#include <time.h>

#include "host.h"

enum pylon_state pylon_state;
int pylon_world;

static __wasi_timestamp_t now;

WRAP(clock_time_get, (__wasi_clockid_t id, __wasi_timestamp_t precision, __wasi_timestamp_t* time)) {
  if (pylon_state != PYLON_TAKING) return HOST(clock_time_get)(id, precision, time);
  // Two days of different years, so that every byte of a time differs.
  if (now == 0) now = pylon_world == 1 ? UINT64_C(1111111111111111111) : UINT64_C(1717986918033221100);
  *time = now += 1000;
  return __WASI_ERRNO_SUCCESS;
}

WRAP(random_get, (uint8_t* to, __wasi_size_t size)) {
  if (pylon_state != PYLON_TAKING) return HOST(random_get)(to, size);
  memset(to, pylon_world == 1 ? 0x11 : 0x5a, size);
  return __WASI_ERRNO_SUCCESS;
}

WRAP(environ_sizes_get, (__wasi_size_t * count, __wasi_size_t* size)) {
  if (pylon_state != PYLON_TAKING) return HOST(environ_sizes_get)(count, size);
  *count = *size = 0;
  return __WASI_ERRNO_SUCCESS;
}

WRAP(environ_get, (uint8_t** variables, uint8_t* text)) {
  if (pylon_state != PYLON_TAKING) return HOST(environ_get)(variables, text);
  return __WASI_ERRNO_SUCCESS;
}

WRAP(fd_prestat_get, (__wasi_fd_t fd, __wasi_prestat_t* stat)) {
  if (pylon_state != PYLON_TAKING) return HOST(fd_prestat_get)(fd, stat);
  return __WASI_ERRNO_BADF;
}

// wasi-libc's process clock counts from a time that a constructor notes: when the snapshot was taken.
clock_t __real_clock(void);
clock_t __wrap_clock(void);
static clock_t process_start;

clock_t __wrap_clock(void) { return __real_clock() - process_start; }

void pylon_world_end(void) {
  now = 0;
  pylon_world = 0;
}

void pylon_clock_restart(void) { process_start = __real_clock(); }

// How a wrapped call of WASI is written; see Modules/_pylon_library/wrap.h, whose macros these are.
#ifndef PYLON_SNAPSHOT_HOST_H
#define PYLON_SNAPSHOT_HOST_H

#include <wasi/api.h>

#define HOST(call) __real___wasi_##call
#define WRAP(call, parameters)                    \
  __wasi_errno_t __real___wasi_##call parameters; \
  __wasi_errno_t __wrap___wasi_##call parameters; \
  __wasi_errno_t __wrap___wasi_##call parameters

#endif

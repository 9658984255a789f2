// How a component ends that runs on every host of WASI 0.2 ("exit_with_code": false). The adapter answers proc_exit by that
// version's exit, which tells success from failure and no more: who ends with another code is told what becomes of it.
#include <stdio.h>
#include <unistd.h>
#include <wasi/api.h>

_Noreturn void __real___wasi_proc_exit(__wasi_exitcode_t code);

_Noreturn void __wrap___wasi_proc_exit(__wasi_exitcode_t code) {
  if (code > 1) {
    char text[80];
    const int length = snprintf(text, sizeof text, "pylon: the exit code %u becomes 1, as WASI 0.2 has no other\n", (unsigned)code);
    write(STDERR_FILENO, text, (size_t)length);
  }
  __real___wasi_proc_exit(code);
}

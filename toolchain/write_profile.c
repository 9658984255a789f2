// Writes what an instrumented program has counted to /profile/raw when it ends: compiler-rt's own way of doing that needs mmap
// and file locks, which WASI lacks. Part of toolchain/update-profile, not of any artifact.
#include "InstrProfiling.h"
#include "InstrProfilingInternal.h"
#include <stdio.h>
#include <stdlib.h>

int __llvm_profile_runtime;  // instrumented code refers to it, which links this file

// What the crate's copy of compiler-rt asks for in place of malloc.
void *minicov_alloc_zeroed(size_t size, size_t align) {
  (void)align;
  return calloc(1, size);
}

void minicov_dealloc(void *memory, size_t size, size_t align) {
  (void)size, (void)align;
  free(memory);
}

// A part without data is padding.
static uint32_t append(ProfDataWriter *writer, ProfDataIOVec *parts, uint32_t count) {
  for (uint32_t i = 0; i < count; ++i) {
    const char *data = parts[i].Data;
    for (size_t byte = 0, size = parts[i].ElmSize * parts[i].NumElm; byte < size; ++byte) {
      if (fputc(data ? data[byte] : 0, writer->WriterCtx) == EOF) return 1;
    }
  }
  return 0;
}

static void write_profile(void) {
  FILE *file = fopen("/profile/raw", "wb");
  ProfDataWriter writer = {.Write = append, .WriterCtx = file};
  if (!file || lprofWriteData(&writer, lprofGetVPDataReader(), 0) || fclose(file)) {
    fputs("the profile cannot be written\n", stderr);
    abort();
  }
}

__attribute__((constructor)) static void at_exit(void) { atexit(write_profile); }

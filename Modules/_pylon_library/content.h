// The bytes of the files of a library image, unpacked where they are packed.
#ifndef PYLON_LIBRARY_CONTENT_H
#define PYLON_LIBRARY_CONTENT_H

#include <stddef.h>
#include <stdint.h>

#include "index.h"

// Copies n bytes of the image's data segment, from `from` on. In copy.S; what is outside of the segment
// traps.
void pylon_library_copy(void* to, uint32_t from, uint32_t n);

// In deflate.c, and not there in a variant without zlib. Like pylon_lz4_unpack().
int pylon_library_inflate(const uint8_t* from, size_t packed_size, uint8_t* to, size_t size)
    __attribute__((weak));

enum {
  PYLON_KEPT_FILES = 32,      // packed files that stay unpacked, so that reading on, or again, is cheap
  PYLON_KEPT_BYTES = 2 << 20  // of all of them; the one that was read last stays, however large it is
};

// Copies n bytes of a file from `at` on; both must lie within its size. Returns 1; 0 where the packed bytes
// are damaged or cannot be unpacked here; -1 where there is no memory.
int pylon_content_read(const struct pylon_index* index, uint32_t node, uint32_t at, void* to, uint32_t n);

// Forgets what is kept: for another image.
void pylon_content_reset(void);

#endif

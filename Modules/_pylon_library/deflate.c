// Linked where the variant has zlib.
#include <zlib.h>

#include "content.h"

int pylon_library_inflate(const uint8_t* from, size_t packed_size, uint8_t* to, size_t size) {
  uLongf unpacked = (uLongf)size;
  return uncompress(to, &unpacked, from, (uLong)packed_size) == Z_OK && unpacked == size;
}

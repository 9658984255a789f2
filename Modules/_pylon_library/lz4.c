#include "lz4.h"

#include <string.h>

// A length that does not fit into its four bits goes on in bytes, up to the first that is not 255. Returns 0
// where the block ends before.
static int read_rest(const uint8_t** from, const uint8_t* end, size_t* length) {
  uint8_t byte;
  do {
    if (*from == end) return 0;
    byte = *(*from)++;
    *length += byte;
  } while (byte == 255);
  return 1;
}

// Copies what was written `distance` bytes before. The two may overlap: then the bytes repeat with that
// period, so that what is there after each copy can be copied at once.
static void repeat(uint8_t* to, size_t distance, size_t length) {
  const uint8_t* source = to - distance;
  while (length > distance) {
    memcpy(to, source, distance);
    to += distance;
    length -= distance;
    distance *= 2;
  }
  memcpy(to, source, length);
}

int pylon_lz4_unpack(const uint8_t* from, size_t packed_size, uint8_t* to, size_t size) {
  const uint8_t* const end = from + packed_size;
  uint8_t* const start = to;
  uint8_t* const full = to + size;
  while (from < end) {
    const uint8_t token = *from++;
    size_t literals = token >> 4;
    if (literals == 15 && !read_rest(&from, end, &literals)) return 0;
    if (literals > (size_t)(end - from) || literals > (size_t)(full - to)) return 0;
    memcpy(to, from, literals);
    from += literals;
    to += literals;
    if (from == end) return to == full;  // the last sequence has no match
    if (end - from < 2) return 0;
    const size_t distance = (size_t)from[0] | (size_t)from[1] << 8;
    from += 2;
    size_t length = token & 15;
    if (length == 15 && !read_rest(&from, end, &length)) return 0;
    length += 4;
    if (distance == 0 || distance > (size_t)(to - start) || length > (size_t)(full - to)) return 0;
    repeat(to, distance, length);
    to += length;
  }
  return 0;
}

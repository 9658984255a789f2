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

enum { STEP = 8, SHORT = 64 };

// Most copies are short: eight bytes at a time are quicker than a call of memcpy. Writes up to seven bytes
// behind the end, which the caller has room for; what is written `distance` bytes before must be at least
// eight away.
static void copy_steps(uint8_t* to, const uint8_t* from, size_t length) {
  for (size_t done = 0; done < length; done += STEP) memcpy(to + done, from + done, STEP);
}

static void copy_literals(uint8_t* to, const uint8_t* from, size_t length, size_t room) {
  if (length <= SHORT && room >= length + STEP) {
    copy_steps(to, from, length);
  } else {
    memcpy(to, from, length);
  }
}

// Copies what was written `distance` bytes before. The two may overlap: then the bytes repeat with that
// period, so that what is there after each copy can be copied at once.
static void copy_match(uint8_t* to, size_t distance, size_t length, size_t room) {
  const uint8_t* source = to - distance;
  if (distance >= STEP && length <= SHORT && room >= length + STEP) {
    copy_steps(to, source, length);
    return;
  }
  while (length > distance) {
    memcpy(to, source, distance);
    to += distance;
    length -= distance;
    distance *= 2;
  }
  memcpy(to, source, length);
}

// Most sequences have less than 15 literals, and a match of at most 18 bytes that begins at least eight
// before. Where there is room for the most that this can be, it is copied without asking how much of it there
// is. Returns 0 where the sequence is another one: then nothing has moved.
static int unpack_short(const uint8_t** from, uint8_t** to, const uint8_t* start) {
  const uint8_t token = **from;
  const size_t literals = token >> 4, length = (token & 15) + 4;
  if (literals == 15 || length == 19) return 0;
  const uint8_t* source = *from + 1;
  const uint8_t* after = source + literals;
  const size_t distance = (size_t)after[0] | (size_t)after[1] << 8;
  uint8_t* match = *to + literals;
  if (distance < STEP || distance > (size_t)(match - start)) return 0;
  memcpy(*to, source, STEP);
  memcpy(*to + STEP, source + STEP, STEP);
  memcpy(match, match - distance, STEP);
  memcpy(match + STEP, match - distance + STEP, STEP);
  memcpy(match + 2 * STEP, match - distance + 2 * STEP, STEP);
  *from = after + 2;
  *to = match + length;
  return 1;
}

int pylon_lz4_unpack(const uint8_t* from, size_t packed_size, uint8_t* to, size_t size) {
  const uint8_t* const end = from + packed_size;
  uint8_t* const start = to;
  uint8_t* const full = to + size;
  while (from < end) {
    if (end - from > 3 * STEP && full - to > 5 * STEP && unpack_short(&from, &to, start)) continue;
    const uint8_t token = *from++;
    size_t literals = token >> 4;
    if (literals == 15 && !read_rest(&from, end, &literals)) return 0;
    const size_t left = (size_t)(end - from), room = (size_t)(full - to);
    if (literals > left || literals > room) return 0;
    copy_literals(to, from, literals, left < room ? left : room);
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
    copy_match(to, distance, length, (size_t)(full - to));
    to += length;
  }
  return 0;
}

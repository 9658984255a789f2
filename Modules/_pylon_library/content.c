#include "content.h"

#include <stdlib.h>
#include <string.h>

#include "lz4.h"

// Packed files that were unpacked lately; the first is the one that was used last.
static struct kept {
  uint32_t node;
  uint32_t size;
  uint8_t* bytes;
} kept[PYLON_KEPT_FILES];
static uint32_t kept_count;
static size_t kept_bytes;
static uint32_t whole[PYLON_KEPT_FILES];  // files that were read in one piece lately, in a ring
static uint32_t whole_next;

void pylon_content_reset(void) {
  for (uint32_t i = 0; i < kept_count; ++i) free(kept[i].bytes);
  kept_count = 0;
  kept_bytes = 0;
  memset(whole, 0, sizeof whole);
}

static int unpack(const struct pylon_index* index, const struct pylon_node* file, uint8_t* to) {
  uint8_t* packed = malloc(file->packed_size);
  if (!packed) return -1;
  pylon_library_copy(packed, index->header->index_bytes + file->data, file->packed_size);
  int good = 0;
  if (pylon_codec_of(file) == PYLON_LZ4) {
    good = pylon_lz4_unpack(packed, file->packed_size, to, file->size);
  } else if (pylon_library_inflate) {
    good = pylon_library_inflate(packed, file->packed_size, to, file->size);
  }
  free(packed);
  return good;
}

// The kept bytes of a file, which becomes the one that was used last; 0 where it is not kept.
static const uint8_t* find_kept(uint32_t node) {
  for (uint32_t i = 0; i < kept_count; ++i) {
    if (kept[i].node != node) continue;
    const struct kept found = kept[i];
    memmove(kept + 1, kept, i * sizeof *kept);
    kept[0] = found;
    return found.bytes;
  }
  return 0;
}

// What was not used for the longest time goes, until there is room for a file of that size.
static void make_room(uint32_t size) {
  while (kept_count > 0 && (kept_count == PYLON_KEPT_FILES || kept_bytes + size > PYLON_KEPT_BYTES)) {
    --kept_count;
    kept_bytes -= kept[kept_count].size;
    free(kept[kept_count].bytes);
  }
}

static int unpack_and_keep(const struct pylon_index* index, uint32_t node, const uint8_t** bytes) {
  const struct pylon_node* file = &index->nodes[node];
  make_room(file->size);
  uint8_t* unpacked = malloc(file->size);
  if (!unpacked) return -1;
  const int good = unpack(index, file, unpacked);
  if (good != 1) {
    free(unpacked);
    return good;
  }
  memmove(kept + 1, kept, kept_count * sizeof *kept);
  kept[0] = (struct kept){node, file->size, unpacked};
  ++kept_count;
  kept_bytes += file->size;
  *bytes = unpacked;
  return 1;
}

// An import reads a .pyc file in one piece, and never again: it is unpacked where it is wanted, and not kept.
// Whoever reads a file in one piece for the second time may do so for the third.
static int is_read_once(uint32_t node) {
  for (uint32_t i = 0; i < PYLON_KEPT_FILES; ++i) {
    if (whole[i] == node) return 0;
  }
  whole[whole_next] = node;
  whole_next = (whole_next + 1) % PYLON_KEPT_FILES;
  return 1;
}

int pylon_content_read(const struct pylon_index* index, uint32_t node, uint32_t at, void* to, uint32_t n) {
  const struct pylon_node* file = &index->nodes[node];
  if (n == 0) return 1;
  if (pylon_codec_of(file) == PYLON_STORED) {
    pylon_library_copy(to, index->header->index_bytes + file->data + at, n);
    return 1;
  }
  const uint8_t* bytes = find_kept(node);
  if (!bytes) {
    if (n == file->size && is_read_once(node)) return unpack(index, file, to);
    const int good = unpack_and_keep(index, node, &bytes);
    if (good != 1) return good;
  }
  memcpy(to, bytes + at, n);
  return 1;
}

// The index of a library image: which files it holds, and where their bytes lie. Reads and checks bytes that
// may be anybody's; needs no more than <string.h>, so that it is tested natively.
//
// An image is a header, the nodes, the names, and then the data of the files; all numbers are little-endian.
// It is made by pylonctl and lies in a passive data segment of pylon.wasm. docs/LIBRARY.md describes it.
#ifndef PYLON_LIBRARY_INDEX_H
#define PYLON_LIBRARY_INDEX_H

#include <stddef.h>
#include <stdint.h>

enum {
  PYLON_IMAGE_MAGIC = 0x53465950,  // the bytes "PYFS"
  PYLON_IMAGE_VERSION = 1,
  PYLON_NAME_MAX = 255,  // bytes of one name, as POSIX systems have it
  PYLON_PATH_MAX = 4096  // bytes of a path with the zero at its end
};

enum pylon_codec { PYLON_STORED = 0, PYLON_LZ4 = 1, PYLON_DEFLATE = 2 };

struct pylon_image_header {
  uint32_t magic, version, node_count;
  uint32_t names_offset;  // from the image's start on: the header and the nodes
  uint32_t index_bytes;   // header, nodes and names; the data begin there
  uint32_t data_bytes;
  uint32_t main_offset, main_length;  // from the first name on: the module to run; length 0: none
};

struct pylon_node {
  uint32_t name, name_length;         // from the first name on, without a zero at its end
  uint32_t parent;                    // the root's is the root, node 0
  // Of a directory: its children are neighbours, sorted by their bytes. first_child of a file says whether it
  // was added to the finished program (1) or replaced a file of it (2), which nobody here looks at.
  uint32_t first_child, child_count;
  uint32_t data, size;                // of a file: from the first datum on; size is what a reader sees
  uint32_t packed_size;               // bytes in the image; 0: stored as they are, so `size`
  uint32_t kind;                      // bit 0: a directory; bits 8 to 15: enum pylon_codec
};

// A checked index. It points into the bytes that it was read from, and owns nothing.
struct pylon_index {
  const struct pylon_image_header* header;
  const struct pylon_node* nodes;
  const char* names;
};

// Reads the index in the first `size` bytes of an image, which must be aligned for uint32_t. Returns 0, and
// what was checked is true from then on: every number lies within its bounds, the nodes are one tree without
// circles, and siblings have different names in ascending order. Otherwise returns what is wrong, as a text
// for people, and writes the number of the node that it was found in (0: the header or the root) to *where.
const char* pylon_index_read(const void* bytes, size_t size, struct pylon_index* index, uint32_t* where);

// The child of a directory with that name; 0, the root, where there is none.
uint32_t pylon_index_child(const struct pylon_index* index, uint32_t directory, const char* name,
                           size_t length);

static inline int pylon_is_directory(const struct pylon_node* node) { return (int)(node->kind & 1); }
static inline uint32_t pylon_codec_of(const struct pylon_node* node) { return node->kind >> 8; }

#endif

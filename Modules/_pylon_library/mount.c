#include "mount.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wasi/api.h>
#include <wasi/libc.h>

#include "content.h"
#include "files.h"
#include "index.h"

static void* image_index;    // a copy of the image's beginning, in memory: the data stay in their segment
static uint32_t read_bytes;  // of it, when it was found good

// What wasi-libc makes of a folder's name: neither / nor ./ at the beginning, and no / at the end. Returns
// its length.
static size_t strip(const char** name) {
  const char* from = *name;
  while (from[0] == '/' || (from[0] == '.' && (from[1] == '/' || from[1] == 0))) ++from;
  size_t length = strlen(from);
  while (length > 0 && from[length - 1] == '/') --length;
  *name = from;
  return length;
}

// Whether the host has mounted a folder under the name of this node: then its files are wanted, not ours.
static int host_mounts(const struct pylon_node* node) {
  char name[PYLON_NAME_MAX + 8];  // "./lib/", and what else is no part of it
  __wasi_prestat_t stat;
  for (__wasi_fd_t fd = 3; __wasi_fd_prestat_get(fd, &stat) == __WASI_ERRNO_SUCCESS; ++fd) {
    const size_t bytes = stat.tag == __WASI_PREOPENTYPE_DIR ? stat.u.dir.pr_name_len : sizeof name;
    if (bytes >= sizeof name || __wasi_fd_prestat_dir_name(fd, (uint8_t*)name, bytes)) continue;
    name[bytes] = 0;
    const char* stripped = name;
    const size_t length = strip(&stripped);
    if (length == node->name_length && memcmp(stripped, pylon_mounted.names + node->name, length) == 0)
      return 1;
  }
  return 0;
}

static const char* mount_all(void) {
  const struct pylon_node* root = &pylon_mounted.nodes[0];
  for (uint32_t i = 0; i < root->child_count; ++i) {
    const struct pylon_node* node = &pylon_mounted.nodes[root->first_child + i];
    if (host_mounts(node)) continue;
    char path[PYLON_NAME_MAX + 2] = "/";
    memcpy(path + 1, pylon_mounted.names + node->name, node->name_length);
    path[1 + node->name_length] = 0;
    if (__wasilibc_register_preopened_fd((int)(PYLON_FIRST_MOUNT_FD + i), path))
      return "there is no memory for it";
  }
  return 0;
}

// Whether what was read before, and found good, is what the image begins with. By words: the index has a
// multiple of 16 bytes.
static int is_read(uint32_t size) {
  if (!image_index || size != read_bytes) return 0;
  uint64_t* const now = malloc(size);
  if (!now) return 0;
  pylon_library_copy(now, 0, size);
  const uint64_t* const before = image_index;
  uint32_t i = 0;
  while (i < size / sizeof *now && now[i] == before[i]) ++i;
  free(now);
  return i == size / sizeof *now;
}

const char* pylon_library_mount(unsigned* where) {
  struct pylon_image_header header;
  const struct pylon_index mounted = pylon_mounted;
  *where = 0;
  pylon_files_reset(0);
  pylon_library_copy(&header, 0, sizeof header);
  if (header.magic == 0) return 0;
  const uint32_t size = header.index_bytes;
  if (size < sizeof header || size > INT32_MAX) return "its index has no size that can be";
  if (mounted.header && is_read(size))
    return pylon_files_reset(&mounted) ? mount_all() : "there is no memory for it";
  read_bytes = 0;
  free(image_index);
  image_index = malloc(size);
  if (!image_index) return "there is no memory for its index";
  pylon_library_copy(image_index, 0, size);
  struct pylon_index index;
  uint32_t node = 0;
  const char* problem = pylon_index_read(image_index, size, &index, &node);
  *where = node;
  if (problem) return problem;
  read_bytes = size;
  return pylon_files_reset(&index) ? mount_all() : "there is no memory for it";
}

__attribute__((constructor)) static void mount_before_main(void) {
  unsigned where = 0;
  const char* problem = pylon_library_mount(&where);
  if (!problem) return;
  fprintf(stderr,
          "pylon: the library inside this file is damaged, and not used: %s (entry %u).\n"
          "  Take an undamaged copy of the file, or mount a library: --dir DIR::/lib\n",
          problem, where);
}

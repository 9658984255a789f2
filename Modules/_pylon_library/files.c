#include "files.h"

#include <stdlib.h>
#include <string.h>

#include "content.h"
#include "wrap.h"

// 1980-01-02, in nanoseconds: zip archives hold no time before 1980, in no time zone.
#define PYLON_TIME (UINT64_C(315619200) * 1000000000)
// What st_dev says, so that files are told from the host's: "pylon".
#define PYLON_DEVICE UINT64_C(0x6e6f6c7970)

struct pylon_index pylon_mounted;
static struct pylon_file* mounts;
static struct pylon_file* files;  // number n is files[n - PYLON_FIRST_FD]
static uint32_t file_count;
static int host_is_high;  // it has given out a number of PYLON_FIRST_FD or more

int pylon_files_reset(const struct pylon_index* index) {
  free(mounts);
  mounts = 0;
  if (file_count) memset(files, 0, file_count * sizeof *files);
  host_is_high = 0;
  pylon_content_reset();
  pylon_mounted = (struct pylon_index){0};
  if (!index) return 1;
  const uint32_t count = index->nodes[0].child_count;
  mounts = calloc(count ? count : 1, sizeof *mounts);
  if (!mounts) return 0;
  for (uint32_t i = 0; i < count; ++i) {
    mounts[i] = (struct pylon_file){
        .node = index->nodes[0].first_child + i, .is_open = 1, .rights = PYLON_READER_RIGHTS};
  }
  pylon_mounted = *index;
  return 1;
}

struct pylon_file* pylon_closable_file_of(__wasi_fd_t fd) {
  const uint32_t i = (uint32_t)fd - PYLON_FIRST_FD;  // what is below wraps around, and is too large
  return i < file_count && files[i].is_open ? &files[i] : 0;
}

struct pylon_file* pylon_file_of(__wasi_fd_t fd) {
  struct pylon_file* file = pylon_closable_file_of(fd);
  if (file || !mounts) return file;
  const uint32_t i = (uint32_t)fd - PYLON_FIRST_MOUNT_FD;
  return i < pylon_mounted.nodes[0].child_count ? &mounts[i] : 0;
}

// A place that is not taken, here and at the host; the table grows where there is none. UINT32_MAX: no
// memory.
static uint32_t free_place(void) {
  for (uint32_t i = 0;; ++i) {
    if (i == file_count) {
      const uint32_t count = file_count ? 2 * file_count : 16;
      struct pylon_file* grown = realloc(files, count * sizeof *files);
      if (!grown) return UINT32_MAX;
      memset(grown + file_count, 0, (count - file_count) * sizeof *files);
      files = grown;
      file_count = count;
    }
    if (!files[i].is_open && !(host_is_high && pylon_host_has((__wasi_fd_t)(PYLON_FIRST_FD + i)))) return i;
  }
}

__wasi_errno_t pylon_file_open(uint32_t node, __wasi_fdflags_t flags, __wasi_rights_t rights,
                               __wasi_fd_t* fd) {
  const uint32_t place = free_place();
  if (place == UINT32_MAX) return __WASI_ERRNO_NOMEM;
  files[place] = (struct pylon_file){.node = node, .flags = flags, .is_open = 1, .rights = rights};
  *fd = (__wasi_fd_t)(PYLON_FIRST_FD + place);
  return __WASI_ERRNO_SUCCESS;
}

int pylon_file_hides_host(__wasi_fd_t fd) {
  if ((uint32_t)fd >= PYLON_FIRST_FD) host_is_high = 1;
  struct pylon_file* file = pylon_file_of(fd);
  if (!file) return 0;
  file->hides_host = 1;
  return 1;
}

__wasi_errno_t pylon_file_walk(uint32_t directory, const char* path, uint32_t* node) {
  const char* const end = path + strlen(path);
  if (path == end) return __WASI_ERRNO_NOENT;
  if (path[0] == '/') return __WASI_ERRNO_NOTCAPABLE;
  if (end - path >= PYLON_PATH_MAX) return __WASI_ERRNO_NAMETOOLONG;
  uint32_t at = directory;
  for (const char* part = path; part < end;) {
    const char* slash = memchr(part, '/', (size_t)(end - part));
    const size_t length = (size_t)((slash ? slash : end) - part);
    if (!pylon_is_directory(&pylon_mounted.nodes[at])) return __WASI_ERRNO_NOTDIR;
    if (length == 2 && memcmp(part, "..", 2) == 0) {
      at = pylon_mounted.nodes[at].parent;
      if (at == 0) return __WASI_ERRNO_NOTCAPABLE;  // out of the mount point, as hosts answer
    } else if (length > 1 || (length == 1 && part[0] != '.')) {
      if (length > PYLON_NAME_MAX) return __WASI_ERRNO_NAMETOOLONG;
      at = pylon_index_child(&pylon_mounted, at, part, length);
    }
    part += length;
    while (*part == '/') ++part;
    if (at != 0) continue;
    *node = part == end ? UINT32_MAX : 0;
    return __WASI_ERRNO_NOENT;
  }
  if (end[-1] == '/' && !pylon_is_directory(&pylon_mounted.nodes[at])) return __WASI_ERRNO_NOTDIR;
  *node = at;
  return __WASI_ERRNO_SUCCESS;
}

__wasi_errno_t pylon_file_refuse_new(uint32_t directory, const char* path) {
  uint32_t node = 0;
  const __wasi_errno_t error = pylon_file_walk(directory, path, &node);
  if (error == __WASI_ERRNO_SUCCESS) return __WASI_ERRNO_EXIST;
  return error == __WASI_ERRNO_NOENT && node == UINT32_MAX ? __WASI_ERRNO_ROFS : error;
}

__wasi_errno_t pylon_file_refuse_change(uint32_t directory, const char* path, enum pylon_kind kind) {
  uint32_t node = 0;
  const __wasi_errno_t error = pylon_file_walk(directory, path, &node);
  if (error) return error;
  const int is_directory = pylon_is_directory(&pylon_mounted.nodes[node]);
  if (kind == PYLON_FILE && is_directory) return __WASI_ERRNO_ISDIR;
  if (kind == PYLON_DIRECTORY && !is_directory) return __WASI_ERRNO_NOTDIR;
  return __WASI_ERRNO_ROFS;
}

__wasi_errno_t pylon_file_read(const struct pylon_file* file, const __wasi_iovec_t* parts, size_t count,
                               uint64_t at, __wasi_size_t* done) {
  const struct pylon_node* node = &pylon_mounted.nodes[file->node];
  if (pylon_is_directory(node)) return __WASI_ERRNO_ISDIR;
  if (!(file->rights & __WASI_RIGHTS_FD_READ)) return __WASI_ERRNO_BADF;
  *done = 0;
  for (size_t i = 0; i < count && at < node->size; ++i) {
    const uint64_t left = node->size - at;
    const uint32_t n = parts[i].buf_len < left ? (uint32_t)parts[i].buf_len : (uint32_t)left;
    const int good = pylon_content_read(&pylon_mounted, file->node, (uint32_t)at, parts[i].buf, n);
    if (good != 1) return good < 0 ? __WASI_ERRNO_NOMEM : __WASI_ERRNO_IO;
    at += n;
    *done += n;
  }
  return __WASI_ERRNO_SUCCESS;
}

static __wasi_filetype_t type_of(const struct pylon_node* node) {
  return pylon_is_directory(node) ? __WASI_FILETYPE_DIRECTORY : __WASI_FILETYPE_REGULAR_FILE;
}

// Copies as much as there is room for.
static void append(uint8_t* to, __wasi_size_t size, __wasi_size_t* used, const void* bytes, size_t n) {
  if (n > size - *used) n = size - *used;
  memcpy(to + *used, bytes, n);
  *used += (__wasi_size_t)n;
}

void pylon_file_list(uint32_t directory, uint8_t* to, __wasi_size_t size, __wasi_dircookie_t cookie,
                     __wasi_size_t* used) {
  const struct pylon_node* parent = &pylon_mounted.nodes[directory];
  *used = 0;
  for (; cookie < parent->child_count && *used < size; ++cookie) {
    const uint32_t child = parent->first_child + (uint32_t)cookie;
    const struct pylon_node* node = &pylon_mounted.nodes[child];
    __wasi_dirent_t entry;
    memset(&entry, 0, sizeof entry);  // the padding too
    entry.d_next = cookie + 1;
    entry.d_ino = child + 1;
    entry.d_namlen = node->name_length;
    entry.d_type = type_of(node);
    append(to, size, used, &entry, sizeof entry);
    append(to, size, used, pylon_mounted.names + node->name, node->name_length);
  }
}

// A folder's time goes on with each name in it: `pylonctl pack` adds names, and who knows a folder by its time,
// as Python's finders of a snapshot do, is to look at it again.
static uint64_t time_of(const struct pylon_node* node) {
  return PYLON_TIME + (pylon_is_directory(node) ? node->child_count * UINT64_C(1000000000) : 0);
}

void pylon_file_stat(uint32_t node, __wasi_filestat_t* stat) {
  const uint64_t time = time_of(&pylon_mounted.nodes[node]);
  *stat = (__wasi_filestat_t){
      .dev = PYLON_DEVICE,
      .ino = node + 1,
      .filetype = type_of(&pylon_mounted.nodes[node]),
      .nlink = 1,
      .size = pylon_mounted.nodes[node].size,
      .atim = time,
      .mtim = time,
      .ctim = time,
  };
}

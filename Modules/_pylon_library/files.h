// The open files of the library inside, and how paths lead to them. Errors are those of WASI.
//
// Their descriptors are numbers that the host has not given out: the first is 512, which leaves the host the
// low ones that it takes, and stays below the 1,024 that select() can do. When the host has hundreds of files
// open itself and gives out such a number, it keeps it as "hidden" and is asked for another one.
#ifndef PYLON_LIBRARY_FILES_H
#define PYLON_LIBRARY_FILES_H

#include <wasi/api.h>

#include "index.h"

enum {
  PYLON_FIRST_FD = 512,
  PYLON_FIRST_MOUNT_FD = 0x7fff0000  // of mount points, where closing all of a program's files does not reach
};

struct pylon_file {
  uint32_t node;
  uint16_t flags;  // __wasi_fdflags_t that it was opened with, or got later
  uint8_t is_open;
  uint8_t hides_host;  // the host has a file of this number too, which nobody can reach
  uint64_t at;
  uint64_t rights;
};

// The index of what is mounted; its header is 0 where nothing is.
extern struct pylon_index pylon_mounted;

// Starts anew with an image: nothing is open, and there are mount points, one for each child of the root.
// Returns 0 where there is no memory.
int pylon_files_reset(const struct pylon_index* index);

// What is open under this number; 0: nothing of ours.
struct pylon_file* pylon_file_of(__wasi_fd_t fd);

// What is open under this number, mount points not among it: these cannot be closed.
struct pylon_file* pylon_closable_file_of(__wasi_fd_t fd);

// Opens a node.
__wasi_errno_t pylon_file_open(uint32_t node, __wasi_fdflags_t flags, __wasi_rights_t rights,
                               __wasi_fd_t* fd);

// The host has given out this number; 1: it is one of ours, which hides the host's from now on.
int pylon_file_hides_host(__wasi_fd_t fd);

// Whether the host has a file of this number: only asked when it has given out numbers as high as ours.
int pylon_host_has(__wasi_fd_t fd);

// Follows a path from a directory. Sets *node. Where only the last part is missing, so that it could be made
// if this were no read-only file system, returns __WASI_ERRNO_NOENT and sets *node to UINT32_MAX.
__wasi_errno_t pylon_file_walk(uint32_t directory, const char* path, uint32_t* node);

// What to answer a writer, never success: to one who would make something new, and to one who would change or
// remove what must be of that kind. __WASI_ERRNO_ROFS, unless the path itself is wrong, or leads to nothing,
// or to something else.
enum pylon_kind { PYLON_FILE, PYLON_DIRECTORY, PYLON_ANYTHING };
__wasi_errno_t pylon_file_refuse_new(uint32_t directory, const char* path);
__wasi_errno_t pylon_file_refuse_change(uint32_t directory, const char* path, enum pylon_kind kind);

// Reads from a file at an offset, and says how many bytes these were.
__wasi_errno_t pylon_file_read(const struct pylon_file* file, const __wasi_iovec_t* parts, size_t count,
                               uint64_t at, __wasi_size_t* done);

// fd_readdir of WASI: as many entries as have room, the last one cut off.
void pylon_file_list(uint32_t directory, uint8_t* to, __wasi_size_t size, __wasi_dircookie_t cookie,
                     __wasi_size_t* used);

void pylon_file_stat(uint32_t node, __wasi_filestat_t* stat);

#endif

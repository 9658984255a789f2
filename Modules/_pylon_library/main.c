// A file that `pylonctl pack --main MODULE` made runs that module: its arguments are the program's, not the
// interpreter's.
#define _POSIX_C_SOURCE 200809L  // setenv
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "files.h"

int __real_Py_BytesMain(int argc, char** argv);
int __wrap_Py_BytesMain(int argc, char** argv);
// Modules/_pylon_snapshot has one that goes on from the snapshot, and the linker takes that. Not a weak
// reference: for one that nobody defines the linker makes a function that traps.
int pylon_snapshot_main(int argc, char** argv);
__attribute__((weak, noinline)) int pylon_snapshot_main(int argc, char** argv) {
  return __real_Py_BytesMain(argc, argv);
}

static int run(int argc, char** argv) { return pylon_snapshot_main(argc, argv); }

// The folders of the image but for lib are where the program's modules are: they come first in PYTHONPATH.
static int add_to_path(void) {
  const struct pylon_node* root = &pylon_mounted.nodes[0];
  const char* before = getenv("PYTHONPATH");
  size_t size = before ? strlen(before) + 1 : 1;
  for (uint32_t i = 0; i < root->child_count; ++i)
    size += pylon_mounted.nodes[root->first_child + i].name_length + 2;
  char* const path = malloc(size);
  if (!path) return 0;
  char* end = path;
  for (uint32_t i = 0; i < root->child_count; ++i) {
    const struct pylon_node* node = &pylon_mounted.nodes[root->first_child + i];
    const char* name = pylon_mounted.names + node->name;
    if (node->name_length == 3 && memcmp(name, "lib", 3) == 0) continue;
    *end++ = '/';
    memcpy(end, name, node->name_length);
    end += node->name_length;
    *end++ = ':';
  }
  strcpy(end, before ? before : "");
  if (end > path && !before) end[-1] = 0;
  const int good = end == path || setenv("PYTHONPATH", path, 1) == 0;
  free(path);
  return good;
}

int __wrap_Py_BytesMain(int argc, char** argv) {
  const struct pylon_image_header* header = pylon_mounted.header;
  if (!header || header->main_length == 0) return run(argc, argv);
  char** const all = malloc(((size_t)argc + 4) * sizeof *all);
  char* const name = malloc(header->main_length + 1);
  if (!all || !name || !add_to_path()) {
    free(all);
    free(name);
    fputs("pylon: there is no memory for the arguments\n", stderr);
    return 1;
  }
  memcpy(name, pylon_mounted.names + header->main_offset, header->main_length);
  name[header->main_length] = 0;
  static char program[] = "python";
  static char option[] = "-m";
  int n = 0;
  all[n++] = argc > 0 ? argv[0] : program;
  all[n++] = option;
  all[n++] = name;
  for (int i = 1; i < argc; ++i) all[n++] = argv[i];
  all[n] = 0;
  const int status = run(n, all);
  free(all);
  free(name);
  return status;
}

// What was freed before the snapshot would be in it all the same: it is overwritten, so that it costs nothing
// and nothing of it can be read. Small gaps stay taken for good: a start's blocks would fill them one by one,
// and each lies on another page, which a host copies when it is written to. Side by side they need few pages.
// clang-format off: Python.h comes before its internal headers.
#include "snapshot.h"
// clang-format on

#include <malloc.h>
#include <stdlib.h>
#include <string.h>

extern char __stack_low;  // wasm-ld's: where the stack ends

enum { kSmallGap = 4096 };

// Python's allocators while taking: malloc, counted. On WASI all domains have malloc, so what one gave the
// other can free.
static size_t used;
static PyMemAllocatorEx originals[3];

static void* counted(void* block) {
  if (block) used += malloc_usable_size(block);
  return block;
}

static void* count_malloc(void* context, size_t size) {
  (void)context;
  return counted(malloc(size ? size : 1));
}

static void* count_calloc(void* context, size_t count, size_t size) {
  (void)context;
  return counted(count && size ? calloc(count, size) : calloc(1, 1));
}

static void* count_realloc(void* context, void* block, size_t size) {
  (void)context;
  const size_t before = block ? malloc_usable_size(block) : 0;
  void* const grown = realloc(block, size ? size : 1);
  if (grown) used -= before;
  return counted(grown);
}

static void count_free(void* context, void* block) {
  (void)context;
  if (block) used -= malloc_usable_size(block);
  free(block);
}

void pylon_memory_count(int start) {
  PyMemAllocatorEx counting = {0, count_malloc, count_calloc, count_realloc, count_free};
  for (int domain = PYMEM_DOMAIN_RAW; domain <= PYMEM_DOMAIN_OBJ; ++domain) {
    if (start) PyMem_GetAllocator((PyMemAllocatorDomain)domain, &originals[domain]);
    PyMem_SetAllocator((PyMemAllocatorDomain)domain, start ? &counting : &originals[domain]);
  }
  if (!start) {
    used = 0;
    memset(originals, 0, sizeof originals);
  }
}

size_t pylon_memory_used(void) { return used; }

struct link {
  struct link* next;
};

// Takes all blocks of that size that malloc has below an address, and puts them on the list.
static struct link* take_all(size_t size, uintptr_t end, struct link* list) {
  for (;;) {
    struct link* const block = malloc(size);
    if (!block) return list;
    if ((uintptr_t)block + size > end) {
      free(block);
      return list;
    }
    memset(block, 0, malloc_usable_size(block));
    block->next = list;
    list = block;
  }
}

static void clean_malloc(void) {
  const uintptr_t end = __builtin_wasm_memory_size(0) * 65536;
  struct link* list = 0;
  for (size_t size = 65536; size >= 16; size = size > 512 ? size / 2 : size - 8)
    list = take_all(size, end, list);
  while (list) {
    struct link* const next = list->next;
    list->next = 0;
    if (malloc_usable_size(list) >= kSmallGap) free(list);
    list = next;
  }
}

__attribute__((noinline)) static void clean_stack(void) {
  char here;
  // This frame lies above; the rest below is what calls have left.
  const uintptr_t top = ((uintptr_t)&here - 256) & ~(uintptr_t)15;
  for (volatile uint64_t* at = (volatile uint64_t*)&__stack_low; (uintptr_t)at < top; ++at) *at = 0;
}

void pylon_memory_clean(void) {
  clean_malloc();
  clean_stack();
}

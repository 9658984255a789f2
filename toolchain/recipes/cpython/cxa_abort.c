// What C++ code that throws needs when libc++abi is built without exceptions: a message, then abort.
// It stands last on the link line, in an archive: where libc++abi can throw, nothing here is linked.
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

void *__cxa_allocate_exception(size_t size) {
  (void)size;
  fputs("fatal: a C++ exception was thrown, and this build has no exception support\n", stderr);
  abort();
}

void __cxa_throw(void *object, void *type, void *(*destroy)(void *)) {
  (void)object, (void)type, (void)destroy;
  abort();
}

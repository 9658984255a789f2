// poll_oneoff with files of the library image among what is waited for. These are always ready, as all files
// are. And with nothing to wait for.
#include <stdlib.h>
#include <string.h>

#include "files.h"
#include "wrap.h"

static const struct pylon_file* waited_for(const __wasi_subscription_t* wish) {
  if (wish->u.tag == __WASI_EVENTTYPE_FD_READ) return pylon_file_of(wish->u.u.fd_read.file_descriptor);
  return wish->u.tag == __WASI_EVENTTYPE_FD_WRITE ? pylon_file_of(wish->u.u.fd_write.file_descriptor) : 0;
}

static void answer(const struct pylon_file* file, const __wasi_subscription_t* wish, __wasi_event_t* event) {
  const uint64_t size = pylon_mounted.nodes[file->node].size;
  memset(event, 0, sizeof *event);
  event->userdata = wish->userdata;
  event->type = wish->u.tag;
  if (wish->u.tag == __WASI_EVENTTYPE_FD_READ && file->at < size)
    event->fd_readwrite.nbytes = size - file->at;
}

__wasi_errno_t HOST(poll_oneoff)(const __wasi_subscription_t*, __wasi_event_t*, __wasi_size_t,
                                 __wasi_size_t*);

// Appends what else has happened already: the host is asked about the others, and a clock that has run out.
static __wasi_errno_t ask_host(const __wasi_subscription_t* wishes, __wasi_size_t count,
                               __wasi_event_t* events, __wasi_size_t* used) {
  __wasi_subscription_t* asked = malloc((count + 1) * sizeof *asked);
  __wasi_event_t* happened = malloc((count + 1) * sizeof *happened);
  __wasi_errno_t error = asked && happened ? __WASI_ERRNO_SUCCESS : __WASI_ERRNO_NOMEM;
  __wasi_size_t others = 0;
  for (__wasi_size_t i = 0; !error && i < count; ++i) {
    if (!waited_for(&wishes[i])) asked[others++] = wishes[i];
  }
  if (!error && others > 0) {
    const __wasi_userdata_t ours = (uintptr_t)asked;
    memset(&asked[others], 0, sizeof *asked);
    asked[others].userdata = ours;
    asked[others].u.tag = __WASI_EVENTTYPE_CLOCK;
    asked[others].u.u.clock.id = __WASI_CLOCKID_MONOTONIC;
    __wasi_size_t number = 0;
    error = HOST(poll_oneoff)(asked, happened, others + 1, &number);
    for (__wasi_size_t i = 0; !error && i < number && *used < count; ++i) {
      if (happened[i].type != __WASI_EVENTTYPE_CLOCK || happened[i].userdata != ours)
        events[(*used)++] = happened[i];
    }
  }
  free(asked);
  free(happened);
  return error;
}

// A clock alone that has run out, which selectors asks about when it is imported: @wasmer/sdk never answers.
static int is_over(const __wasi_subscription_t* wishes, __wasi_size_t count) {
  return count == 1 && wishes->u.tag == __WASI_EVENTTYPE_CLOCK && wishes->u.u.clock.timeout == 0 &&
         (wishes->u.u.clock.flags & __WASI_SUBCLOCKFLAGS_SUBSCRIPTION_CLOCK_ABSTIME) == 0;
}

WRAP(poll_oneoff, (const __wasi_subscription_t* wishes, __wasi_event_t* events, __wasi_size_t count,
                   __wasi_size_t* used)) {
  __wasi_size_t ready = 0;
  if (is_over(wishes, count)) {
    memset(events, 0, sizeof *events);
    events->userdata = wishes->userdata;
    events->type = __WASI_EVENTTYPE_CLOCK;
    *used = 1;
    return __WASI_ERRNO_SUCCESS;
  }
  for (__wasi_size_t i = 0; i < count; ++i) {
    const struct pylon_file* file = waited_for(&wishes[i]);
    if (file) answer(file, &wishes[i], &events[ready++]);
  }
  if (ready == 0) return HOST(poll_oneoff)(wishes, events, count, used);
  *used = ready;
  return ready == count ? __WASI_ERRNO_SUCCESS : ask_host(wishes, count, events, used);
}

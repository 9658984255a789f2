// poll_oneoff with files of the library image among what is waited for. These are always ready, as all files
// are. And with nothing to wait for, and on a host that has no such call.
#include <stdlib.h>
#include <string.h>

#include "files.h"
#include "wrap.h"

static const struct pylon_file* waited_for(const __wasi_subscription_t* wish) {
  if (wish->u.tag == __WASI_EVENTTYPE_FD_READ) return pylon_file_of(wish->u.u.fd_read.file_descriptor);
  return wish->u.tag == __WASI_EVENTTYPE_FD_WRITE ? pylon_file_of(wish->u.u.fd_write.file_descriptor) : 0;
}

static void happen(const __wasi_subscription_t* wish, __wasi_event_t* event) {
  memset(event, 0, sizeof *event);
  event->userdata = wish->userdata;
  event->type = wish->u.tag;
}

static void answer(const struct pylon_file* file, const __wasi_subscription_t* wish, __wasi_event_t* event) {
  const uint64_t size = pylon_mounted.nodes[file->node].size;
  happen(wish, event);
  if (wish->u.tag == __WASI_EVENTTYPE_FD_READ && file->at < size)
    event->fd_readwrite.nbytes = size - file->at;
}

// A clock that shows one time in so many looks stands still, as does one that cannot be read: there is nothing
// to wait for.
enum { PYLON_LOOKS = 1 << 20 };

static uint64_t time_of(__wasi_clockid_t clock) {
  __wasi_timestamp_t time = 0;
  return __wasi_clock_time_get(clock, 1, &time) ? 0 : time;
}

// Waits by looking at the clocks, which is all that can be done where the host does not wait for a guest. Files
// count as ready: who reads one waits in the read.
static void wait_here(const __wasi_subscription_t* wishes, __wasi_size_t count, __wasi_event_t* events,
                      __wasi_size_t* used) {
  const uint64_t began[] = {time_of(__WASI_CLOCKID_REALTIME), time_of(__WASI_CLOCKID_MONOTONIC)};
  uint64_t before = 0;
  *used = 0;
  for (__wasi_size_t i = 0; i < count; ++i) {
    if (wishes[i].u.tag != __WASI_EVENTTYPE_CLOCK) happen(&wishes[i], &events[(*used)++]);
  }
  for (int same = 0; *used == 0; ++same) {
    const uint64_t now[] = {time_of(__WASI_CLOCKID_REALTIME), time_of(__WASI_CLOCKID_MONOTONIC)};
    if (now[1] != before) same = 0;
    before = now[1];
    for (__wasi_size_t i = 0; i < count; ++i) {
      const __wasi_subscription_clock_t* clock = &wishes[i].u.u.clock;
      const int which = clock->id != __WASI_CLOCKID_REALTIME;
      const int is_time = (clock->flags & __WASI_SUBCLOCKFLAGS_SUBSCRIPTION_CLOCK_ABSTIME) != 0;
      if (now[which] - (is_time ? 0 : began[which]) >= clock->timeout || same == PYLON_LOOKS)
        happen(&wishes[i], &events[(*used)++]);
    }
  }
}

__wasi_errno_t HOST(poll_oneoff)(const __wasi_subscription_t*, __wasi_event_t*, __wasi_size_t,
                                 __wasi_size_t*);

// GraalWasm has no poll_oneoff: time.sleep and asyncio ended with an OSError.
static __wasi_errno_t wait_for(const __wasi_subscription_t* wishes, __wasi_event_t* events,
                               __wasi_size_t count, __wasi_size_t* used) {
  const __wasi_errno_t error = HOST(poll_oneoff)(wishes, events, count, used);
  if (error != __WASI_ERRNO_NOSYS || count == 0) return error;
  wait_here(wishes, count, events, used);
  return __WASI_ERRNO_SUCCESS;
}

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
    error = wait_for(asked, happened, others + 1, &number);
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
    happen(wishes, events);
    *used = 1;
    return __WASI_ERRNO_SUCCESS;
  }
  for (__wasi_size_t i = 0; i < count; ++i) {
    const struct pylon_file* file = waited_for(&wishes[i]);
    if (file) answer(file, &wishes[i], &events[ready++]);
  }
  if (ready == 0) return wait_for(wishes, events, count, used);
  *used = ready;
  return ready == count ? __WASI_ERRNO_SUCCESS : ask_host(wishes, count, events, used);
}

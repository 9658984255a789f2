// What Ctrl-C and a parent's death do to the programs that this one has started.
#pragma once

#include <sys/types.h>

#include <atomic>
#include <cstdint>

namespace pylon {

// From now on SIGINT, SIGTERM, SIGHUP and the parent's death end this process together with the process
// groups that run_process is waiting for: no compiler is left behind.
void end_children_with_us();

// Like that, but the first SIGINT or SIGTERM ends the process groups alone: who waits for them asks
// interrupted(), and makes the most of what is finished. The second one ends this process too.
void finish_on_interrupt();
bool interrupted();

// Marks a process group as one that gets `signal` when we are ended, from the constructor to the destructor.
// With more than 64 at once the rest are not marked: their parent's death ends them (PR_SET_PDEATHSIG), but
// not what they have started.
class RunningGroup {
 public:
  RunningGroup(pid_t group, int signal);
  ~RunningGroup();
  RunningGroup(const RunningGroup&) = delete;
  RunningGroup& operator=(const RunningGroup&) = delete;

 private:
  std::atomic<std::int64_t>* place_ = nullptr;
};

}  // namespace pylon

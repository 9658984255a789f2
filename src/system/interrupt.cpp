#include "system/interrupt.hpp"

#include <sys/prctl.h>

#include <array>
#include <csignal>

namespace pylon {
namespace {

// The process groups that calls of run_process wait for, each with its signal above its number; 0 where a
// place is free. Read by the signal handler.
constexpr int kNumberBits = 32;
std::array<std::atomic<std::int64_t>, 64> running_groups{};
static_assert(std::atomic<std::int64_t>::is_always_lock_free);

std::atomic<bool> was_interrupted = false;

void end_groups() {
  for (const std::atomic<std::int64_t>& group : running_groups) {
    const std::int64_t running = group.load();
    if (running > 0) ::kill(-static_cast<pid_t>(running), static_cast<int>(running >> kNumberBits));
  }
}

extern "C" void end_groups_and_self(int signal) {
  end_groups();
  ::signal(signal, SIG_DFL);
  ::raise(signal);
}

extern "C" void end_groups_first(int signal) {
  if (was_interrupted.exchange(true)) end_groups_and_self(signal);
  end_groups();
}

}  // namespace

RunningGroup::RunningGroup(pid_t group, int signal) {
  const std::int64_t value = (static_cast<std::int64_t>(signal) << kNumberBits) | group;
  for (std::atomic<std::int64_t>& place : running_groups) {
    std::int64_t free = 0;
    if (!place.compare_exchange_strong(free, value)) continue;
    place_ = &place;
    return;
  }
}

RunningGroup::~RunningGroup() {
  if (place_ != nullptr) place_->store(0);
}

void end_children_with_us() {
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction action{};
    action.sa_handler = end_groups_and_self;
    ::sigaction(signal, &action, nullptr);
  }
  ::prctl(PR_SET_PDEATHSIG, SIGTERM);
}

void finish_on_interrupt() {
  end_children_with_us();
  for (const int signal : {SIGINT, SIGTERM}) {
    struct sigaction action{};
    action.sa_handler = end_groups_first;
    ::sigaction(signal, &action, nullptr);
  }
}

bool interrupted() { return was_interrupted; }

}  // namespace pylon

#include "remote/leases.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <random>

#include "base/workers.hpp"

namespace pylon {
namespace {

using Clock = std::chrono::steady_clock;

constexpr auto kRenew = std::chrono::seconds(4);
// A holder whose renewals are not seen for so long is dead: three of them are missing.
constexpr auto kSilence = std::chrono::seconds(14);
// How often a holder's renewals are looked for.
constexpr auto kLook = std::chrono::seconds(1);
// After taking leases: what others that began at the same moment have put must have arrived. As long again as
// taking them took, if that is longer.
constexpr auto kSettle = std::chrono::milliseconds(250);
constexpr unsigned kAtOnce = 4;

std::string draw_name() {
  std::random_device random;
  std::string name;
  for (int i = 0; i < 4; ++i) name += fmt::format("{:08x}", random());
  return name;
}

}  // namespace

Leases::Leases(RemoteStore& store) : store_(store), self_(draw_name()) {}

Leases::~Leases() { end(); }

// Asks at most once in kLook for each holder, whoever wants to know.
bool Leases::lives(const std::string& holder) {
  const std::scoped_lock lock(mutex_);
  const auto now = Clock::now();
  const auto [found, first] = seen_.try_emplace(holder);
  Seen& seen = found->second;
  if (!seen.lives || (!first && now - seen.asked < kLook)) return seen.lives;
  seen.asked = now;
  const std::optional<Lease> own = store_.lease(holder);
  if (first || (own && own->renewal != seen.renewal)) seen.since = now;
  if (own) seen.renewal = own->renewal;
  seen.lives = (own && !own->ended && now - seen.since < kSilence);
  return seen.lives;
}

Leases::Holder Leases::holder_of(const Step& step) {
  const std::optional<Lease> lease = store_.lease(step.key);
  if (!lease) return Holder::kNobody;
  if (lease->holder == self_) return Holder::kSelf;
  const bool may_wait = !renewer_.joinable() || lease->holder < self_;
  return may_wait && lives(lease->holder) ? Holder::kOther : Holder::kNobody;
}

bool Leases::worth_waiting_for(const Step& step) { return holder_of(step) == Holder::kOther; }

bool Leases::take(const std::vector<const Step*>& steps) {
  if (!renewer_.joinable()) {
    renew(false);
    renewer_ = std::jthread([this](const std::stop_token& ended) { renew_until_ended(ended); });
  }
  std::atomic<bool> others = false;
  // The last to put a lease has it. So whoever finds one of a larger name puts its own again, and all look
  // once more: without a second round both would make the step.
  for (int round = 0; round < 2; ++round) {
    const auto began = Clock::now();
    run_workers(steps.size(), kAtOnce, [&](std::size_t i) {
      if (holder_of(*steps[i]) == Holder::kNobody) store_.put_lease({steps[i]->key, self_, 0, false});
    });
    std::this_thread::sleep_for(std::max<Clock::duration>(kSettle, Clock::now() - began));
  }
  run_workers(steps.size(), kAtOnce, [&](std::size_t i) {
    if (worth_waiting_for(*steps[i])) others = true;
  });
  return others;
}

void Leases::renew(bool ended) { store_.put_lease({self_, self_, ++renewals_, ended}); }

void Leases::renew_until_ended(const std::stop_token& ended) {
  std::mutex sleeping;
  std::condition_variable_any wake;
  std::unique_lock lock(sleeping);
  for (;;) {
    wake.wait_for(lock, ended, kRenew, [] { return false; });
    if (ended.stop_requested()) return;
    renew(false);
  }
}

void Leases::end() {
  if (!renewer_.joinable()) return;
  renewer_.request_stop();
  renewer_.join();
  renew(true);
}

}  // namespace pylon

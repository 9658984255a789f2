#include "remote/remote_build.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <condition_variable>

#include "base/shown.hpp"
#include "base/text.hpp"
#include "base/workers.hpp"
#include "plan/step_needs.hpp"
#include "store/step_runner.hpp"
#include "system/files.hpp"

namespace pylon {
namespace {

// Enough to hide a network's latency; unpacking takes one core for each 300 MB/s.
constexpr unsigned kTransfers = 4;
// Between two looks at what another build is making.
constexpr auto kLook = std::chrono::seconds(2);
// How often at most a build finds that others have begun at the same moment, and waits for them.
constexpr int kRounds = 3;
constexpr auto kPause = std::chrono::milliseconds(200);

double seconds(std::int64_t microseconds) { return static_cast<double>(microseconds) / 1e6; }

std::string megabytes(std::uint64_t bytes) {
  return fmt::format("{:.1f} MB", static_cast<double>(bytes) / 1e6);
}

std::string_view word_for(TransferEnd end, bool upload) {
  struct Words {
    std::string_view up, down;
  };
  constexpr std::array<Words, 5> kWords{
      {{"uploaded", "fetched from the remote store"},
       {"the remote store has it", "another build has made it"},
       {"the remote store does not have it", "the remote store does not have it"},
       {"not uploaded", "what the remote store has is not used"},
       {"could not be uploaded", "could not be fetched"}}};
  const Words& words = kWords.at(static_cast<std::size_t>(end));  // in the order of TransferEnd
  return upload ? words.up : words.down;
}

}  // namespace

TransferSum sum_of(const std::vector<StepTransfer>& transfers) {
  TransferSum sum;
  for (const StepTransfer& each : transfers) {
    sum.done += each.end == TransferEnd::kDone;
    sum.missing += each.end == TransferEnd::kMissing;
    sum.refused += each.end == TransferEnd::kRefused;
    sum.failed += each.end == TransferEnd::kFailed;
    sum.bytes += each.bytes;
    sum.saved += each.saved;
  }
  return sum;
}

std::string transfer_text(const StepTransfer& transfer, bool upload) {
  std::string text = fmt::format("{}: {}", transfer.name, word_for(transfer.end, upload));
  if (transfer.end == TransferEnd::kDone)
    text +=
        fmt::format(", {} bytes in {:.2f} s", with_thousands(transfer.bytes), seconds(transfer.microseconds));
  if (transfer.saved > 0) text += fmt::format(" (making it took {:.1f} s)", seconds(transfer.saved));
  return transfer.reason.empty() ? text : text + ": " + shown(transfer.reason);
}

RemoteBuild::RemoteBuild(RemoteSetting setting, bool explain)
    : store_(std::move(setting)), explain_(explain) {}

RemoteBuild::~RemoteBuild() { end_uploads(); }

void RemoteBuild::bring(const Plan& plan) {
  const std::int64_t began = clock_now();
  const Bring fetch_missing = [this](const std::vector<const Step*>& missing) { fetch(missing); };
  find_waits(plan, fetch_missing);
  const bool shares = store_.setting().writes && store_.setting().wait_seconds > 0;
  for (int round = 0; shares && round < kRounds && !store_.given_up(); ++round) {
    const std::vector<const Step*> to_make = not_fetched();
    if (to_make.empty() || !leases_.take(to_make)) break;
    find_waits(plan, fetch_missing);
  }
  bring_us_ = clock_now() - began;
  say_fetched();
}

std::vector<const Step*> RemoteBuild::not_fetched() const {
  std::vector<const Step*> steps;
  for (const auto& [step, transfer] : asked_) {
    if (transfer.end != TransferEnd::kDone && transfer.end != TransferEnd::kThere) steps.push_back(step);
  }
  return steps;
}

void RemoteBuild::fetch(const std::vector<const Step*>& missing) {
  std::vector<StepTransfer> results(missing.size());
  run_workers(missing.size(), kTransfers, [&](std::size_t i) { results[i] = store_.fetch(*missing[i]); });
  std::vector<const Step*> open;
  for (std::size_t i = 0; i < missing.size(); ++i) {
    asked_[missing[i]] = results[i];
    if (results[i].end == TransferEnd::kMissing) open.push_back(missing[i]);
  }
  wait_for_others(std::move(open));
}

// The steps of the list that another build is making, or all that have come since.
void RemoteBuild::keep_awaited(std::vector<const Step*>& open, bool fetching) {
  std::vector<char> held(open.size());
  std::vector<StepTransfer> results(open.size());
  run_workers(open.size(), kTransfers, [&](std::size_t i) {
    // In this order: what a build uploaded before it ended is found.
    held[i] = leases_.worth_waiting_for(*open[i]) ? 1 : 0;
    if (fetching) results[i] = store_.fetch(*open[i]);
  });
  std::vector<const Step*> awaited;
  for (std::size_t i = 0; i < open.size(); ++i) {
    if (fetching) asked_[open[i]] = results[i];
    if (held[i] != 0 && (!fetching || results[i].end == TransferEnd::kMissing)) awaited.push_back(open[i]);
  }
  open = std::move(awaited);
}

void RemoteBuild::wait_for_others(std::vector<const Step*> open) {
  const std::int64_t limit = std::int64_t{store_.setting().wait_seconds} * 1'000'000 - waited_us_;
  if (limit <= 0) return;
  keep_awaited(open, false);
  if (open.empty()) return;
  fmt::print(stderr, "pylonctl: another build is making {}{}; waiting for it, {:.0f} s at most\n",
             open.front()->name, open.size() > 1 ? fmt::format(" and {} more steps", open.size() - 1) : "",
             seconds(limit));
  const std::int64_t began = clock_now();
  while (!open.empty() && !store_.given_up() && clock_now() - began < limit) {
    std::this_thread::sleep_for(kLook);
    keep_awaited(open, true);
  }
  waited_us_ += clock_now() - began;
}

std::vector<StepTransfer> RemoteBuild::fetched() const {
  std::vector<StepTransfer> list;
  for (const auto& [step, transfer] : asked_) list.push_back(transfer);
  return list;
}

void RemoteBuild::say_fetched() const {
  const std::vector<StepTransfer> all = fetched();
  for (const StepTransfer& each : all) {
    if (explain_ || each.end == TransferEnd::kRefused)
      fmt::print(stderr, "{}{}\n", explain_ ? "" : "pylonctl: ", transfer_text(each, false));
  }
  const TransferSum sum = sum_of(all);
  if (all.empty()) return;
  fmt::print(stderr, "pylonctl: {} of {} steps came from the remote store, {} in {:.1f} s{}\n", sum.done,
             all.size(), megabytes(sum.bytes), seconds(bring_us_), waited_text());
  const auto failed = std::ranges::find(all, TransferEnd::kFailed, &StepTransfer::end);
  if (failed != all.end())
    fmt::print(stderr, "pylonctl: {} steps could not be fetched and are made here; {}: {}\n", sum.failed,
               failed->name, shown(failed->reason));
}

std::string RemoteBuild::waited_text() const {
  if (waited_us_ == 0) return "";
  return fmt::format(", {:.1f} s of it waiting for another build", seconds(waited_us_));
}

void RemoteBuild::begin_uploads(const Plan& plan) {
  if (!store_.setting().writes) return;
  for (const Step& step : plan.steps) {
    if (!fs::exists(step.stamp())) making_.push_back(&step);
  }
  if (!making_.empty())
    uploader_ = std::jthread([this](std::stop_token ended) { upload_until_ended(std::move(ended)); });
}

// Uploads one step at a time, as the build needs the processors; end_uploads() does the rest.
std::size_t RemoteBuild::upload_finished() {
  std::size_t count = 0;
  for (;;) {
    if (store_.given_up()) return count;
    const auto ready =
        std::ranges::find_if(making_, [](const Step* step) { return fs::exists(step->stamp()); });
    if (ready == making_.end()) return count;
    const StepTransfer result = store_.push(**ready);
    making_.erase(ready);
    const std::scoped_lock lock(mutex_);
    uploaded_.push_back(result);
    ++count;
  }
}

void RemoteBuild::upload_until_ended(std::stop_token ended) {
  while (!ended.stop_requested()) {
    upload_finished();
    std::this_thread::sleep_for(kPause);
  }
  upload_finished();
}

void RemoteBuild::end_uploads() {
  if (uploader_.joinable()) upload_rest();
  leases_.end();
}

void RemoteBuild::upload_rest() {
  const std::int64_t began = clock_now();
  uploader_.request_stop();
  // Stops the store when the time is over; the uploading thread sees that, and ends.
  std::mutex sleeping;
  std::condition_variable_any wake;
  std::jthread guard([&](std::stop_token done) {
    std::unique_lock lock(sleeping);
    wake.wait_for(lock, done, std::chrono::seconds(store_.setting().upload_seconds), [] { return false; });
    if (!done.stop_requested()) store_.stop();
  });
  uploader_.join();
  guard.request_stop();
  guard.join();
  end_us_ = clock_now() - began;
  say_uploaded();
}

void RemoteBuild::say_uploaded() {
  const TransferSum sum = sum_of(uploaded_);
  for (const StepTransfer& each : uploaded_) {
    if (explain_) fmt::print(stderr, "{}\n", transfer_text(each, true));
  }
  if (sum.done > 0)
    fmt::print(stderr, "pylonctl: {} steps were uploaded to the remote store, {}\n", sum.done,
               megabytes(sum.bytes));
  const auto failed = std::ranges::find_if(uploaded_, [](const StepTransfer& each) {
    return each.end == TransferEnd::kFailed || each.end == TransferEnd::kRefused;
  });
  const auto left = static_cast<std::size_t>(
      std::ranges::count_if(making_, [](const Step* step) { return fs::exists(step->stamp()); }));
  if (failed == uploaded_.end() && left == 0) return;
  std::string why;
  if (failed != uploaded_.end())
    why = fmt::format("; {}: {}", failed->name, shown(failed->reason));
  else if (store_.given_up())
    why = "; " + shown(store_.last_failure());
  fmt::print(stderr, "pylonctl: {} finished steps were not uploaded{}; later: pylonctl store push\n",
             sum.failed + sum.refused + left, why);
}

std::string RemoteBuild::summary() const {
  const TransferSum down = sum_of(fetched()), up = sum_of(uploaded_);
  std::string text = fmt::format(
      "\nremote store: {} steps fetched, {} in {:.1f} s (making them took {:.1f} s){}; {} it does not have, "
      "{} not used, {} failed\n",
      down.done, megabytes(down.bytes), seconds(bring_us_), seconds(down.saved), waited_text(), down.missing,
      down.refused, down.failed);
  if (store_.setting().writes)
    text +=
        fmt::format("              {} steps uploaded, {}, {:.1f} s of it after the last step; {} failed\n",
                    up.done, megabytes(up.bytes), seconds(end_us_), up.failed + up.refused);
  return text;
}

}  // namespace pylon

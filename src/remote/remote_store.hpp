// The remote store of a team: finished steps, by key, on a server that speaks the HTTP protocol of Bazel's
// remote caches (https://bazel.build/remote/caching): /cas/SHA-256 for bytes, /ac/KEY for what is said of
// them. Whatever the server does, a call ends in bounded time, and no byte is used that is not proven.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "remote/http_store.hpp"
#include "remote/setting.hpp"
#include "remote/step_entry.hpp"
#include "store/step.hpp"

namespace pylon {

enum class TransferEnd {
  kDone,     // fetched, or uploaded
  kThere,    // nothing to do: it is here, or there, already
  kMissing,  // the store has no such step
  kRefused,  // what the store has is not what it should be: the reason is for people
  kFailed,   // the server, the network or the disk
};

struct StepTransfer {
  std::string name;
  TransferEnd end = TransferEnd::kFailed;
  std::uint64_t bytes = 0;  // that went over the network
  std::int64_t microseconds = 0;
  std::int64_t saved = 0;  // of a fetched one: microseconds that making it took
  std::string reason;      // of kRefused and kFailed
};

class RemoteStore {
 public:
  explicit RemoteStore(RemoteSetting setting);

  // Brings a step that is not finished here. Never throws for what the store or the network does. A step that
  // another build is making is waited for, as the build itself would.
  StepTransfer fetch(const Step& step);
  // Uploads a step that is finished here, unless the store has it.
  StepTransfer push(const Step& step);

  // The lease of a step or of a holder; none where the store has none, or one that is not of the team's key.
  std::optional<Lease> lease(const std::string& of);
  void put_lease(const Lease& lease);

  const RemoteSetting& setting() const { return setting_; }
  bool given_up() const { return http_.given_up(); }
  std::string last_failure() { return http_.last_failure(); }
  // Ends what is going on: calls return soon, with kFailed.
  void stop() { http_.stop(); }

 private:
  StepTransfer try_fetch(const Step& step);
  StepTransfer try_push(const Step& step);

  const RemoteSetting setting_;
  HttpStore http_;
};

}  // namespace pylon

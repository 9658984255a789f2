// What this build makes and others need not, and what others make and this one need not.
#pragma once

#include <chrono>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "remote/remote_store.hpp"
#include "store/step.hpp"

namespace pylon {

// Builds that wait for each other must not wait in a circle. A build that holds no lease yet is waited for by
// nobody, so it may wait for any. One that holds some waits only for builds whose drawn name is smaller than
// its own: of builds that begin at the same moment the smallest makes, and the others wait for it.
class Leases {
 public:
  explicit Leases(RemoteStore& store);
  ~Leases();  // ends as end() does
  Leases(const Leases&) = delete;
  Leases& operator=(const Leases&) = delete;

  // Whether another build, which shows that it lives, has the lease of this step, and this build may wait for
  // it. A store that does not answer, or whose leases are not of the team's key, has none.
  bool worth_waiting_for(const Step& step);

  // Takes the leases of steps, but for those that worth_waiting_for() holds of, and begins to renew. True
  // when one of them turned out to be another's after a moment: then those are to be waited for.
  bool take(const std::vector<const Step*>& steps);

  // Says that this build makes nothing more.
  void end();

 private:
  enum class Holder { kNobody, kSelf, kOther };  // kOther: one that may be waited for

  struct Seen {
    std::uint64_t renewal = 0;
    std::chrono::steady_clock::time_point since, asked;  // when another renewal was seen, and looked for
    bool lives = true;
  };

  Holder holder_of(const Step& step);
  bool lives(const std::string& holder);
  void renew(bool ended);
  void renew_until_ended(const std::stop_token& ended);

  RemoteStore& store_;
  const std::string self_;
  std::mutex mutex_;                  // guards seen_ while threads ask
  std::map<std::string, Seen> seen_;  // holders, by name
  std::uint64_t renewals_ = 0;
  std::jthread renewer_;
};

}  // namespace pylon

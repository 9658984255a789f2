// A build with a remote store: what is wanted is fetched before Ninja starts, and what Ninja has made is
// uploaded while it goes on.
#pragma once

#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "checkout/project.hpp"
#include "remote/leases.hpp"
#include "remote/remote_store.hpp"
#include "store/step.hpp"

namespace pylon {

// What came of the transfers of one direction.
struct TransferSum {
  std::size_t done = 0, missing = 0, refused = 0, failed = 0;
  std::uint64_t bytes = 0;
  std::int64_t saved = 0;  // microseconds that making them took
};
TransferSum sum_of(const std::vector<StepTransfer>& transfers);

// "zlib: fetched, 45,123 bytes in 0.02 s (took 0.9 s to make)": a line, for --explain and `store push`.
std::string transfer_text(const StepTransfer& transfer, bool upload);

class RemoteBuild {
 public:
  // Lines for people go to standard error; with `explain` one for each step that was asked for.
  RemoteBuild(RemoteSetting setting, bool explain);
  ~RemoteBuild();  // ends uploads as end_uploads() does
  RemoteBuild(const RemoteBuild&) = delete;
  RemoteBuild& operator=(const RemoteBuild&) = delete;

  // Fetches what the plan's ends need and is not finished, from the ends back: nothing that only made what is
  // there. What another build is making is waited for, as long as that build shows that it lives and the
  // setting says; what is left this build says that it makes.
  void bring(const Plan& plan);
  // From now on, each step of the plan that gets finished is uploaded by a thread; none in read-only mode.
  void begin_uploads(const Plan& plan);
  // Uploads the rest, for no longer than the setting says, and says what is left.
  void end_uploads();

  // For --summary: both directions, with bytes and seconds.
  std::string summary() const;

 private:
  void fetch(const std::vector<const Step*>& missing);
  void wait_for_others(std::vector<const Step*> open);
  void keep_awaited(std::vector<const Step*>& open, bool fetching);
  std::vector<StepTransfer> fetched() const;
  std::string waited_text() const;
  std::vector<const Step*> not_fetched() const;
  void upload_rest();
  void upload_until_ended(std::stop_token ended);
  std::size_t upload_finished();
  void say_fetched() const;
  void say_uploaded();

  RemoteStore store_;
  bool explain_;
  Leases leases_{store_};
  std::map<const Step*, StepTransfer> asked_;  // what came of fetching
  std::vector<StepTransfer> uploaded_;
  std::int64_t waited_us_ = 0;
  std::int64_t bring_us_ = 0, end_us_ = 0;
  std::mutex mutex_;                 // guards the lists while threads work
  std::vector<const Step*> making_;  // not finished yet, or not uploaded
  std::jthread uploader_;
};

}  // namespace pylon

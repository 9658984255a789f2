// A web server that keeps what is PUT and gives it back, through libcurl: every call is bounded in time and
// bytes, and says how it ended instead of throwing. Calls may come from several threads at once; connections
// are kept.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <string>
#include <vector>

#include "remote/setting.hpp"

namespace pylon {

enum class HttpEnd { kDone, kMissing, kFailed };

struct HttpAnswer {
  HttpEnd end = HttpEnd::kFailed;
  std::string body;    // of get()
  std::string reason;  // of kFailed: one line, without a secret
};

class HttpStore {
 public:
  explicit HttpStore(const RemoteSetting& setting);
  ~HttpStore();
  HttpStore(const HttpStore&) = delete;
  HttpStore& operator=(const HttpStore&) = delete;

  // Paths are relative to the store's address: "ac/…". More bytes than `most` are kFailed.
  HttpAnswer get(const std::string& path, std::uint64_t most);
  // Into a new file, exactly `bytes` of them, in at most `limit`.
  HttpAnswer get_file(const std::string& path, const std::filesystem::path& file, std::uint64_t bytes,
                      std::chrono::seconds limit);
  HttpAnswer head(const std::string& path);
  HttpAnswer put(const std::string& path, const std::string& body);
  HttpAnswer put_file(const std::string& path, const std::filesystem::path& file, std::chrono::seconds limit);

  // No call is made any more once the server could not be reached, or has failed kPatience times in a row: a
  // store that is gone must not cost each step a timeout.
  bool given_up() const { return failures_ >= kPatience; }
  // Why the last call that failed did; empty: none has.
  std::string last_failure();
  // Ends what runs, and all that is called from now on.
  void stop() { stopped_ = true; }

 private:
  struct Request;
  HttpAnswer perform(Request& request);
  // `url` and `message` must live as long as the call.
  void configure(void* handle, Request& request, const std::string& url, char* message);
  void* take_handle();

  static constexpr int kPatience = 3;
  const RemoteSetting& setting_;
  std::mutex mutex_;
  std::vector<void*> idle_;  // CURL handles, each with its connection
  std::string last_failure_;
  std::atomic<int> failures_ = 0;
  std::atomic<bool> stopped_ = false;
};

}  // namespace pylon

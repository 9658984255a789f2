#include "toolchain/download.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <set>
#include <thread>

#include "base/error.hpp"
#include "system/files.hpp"
#include "system/libcurl.hpp"

namespace pylon {
namespace {

constexpr int kAttempts = 3;
constexpr long kConnectMilliseconds = 3000;
constexpr long kSlowSeconds = 20;  // then it counts as broken off
constexpr long kRedirects = 5;
constexpr curl_off_t kMostBytes = curl_off_t{4} << 30U;  // no source is larger; a page without an end is none
constexpr auto kProgressPause = std::chrono::milliseconds(200);

enum class End { done, refused, unreachable, broken_off, cannot_resume };

struct Attempt {
  End end = End::done;
  std::string reason;
};

using Clock = std::chrono::steady_clock;
using Curl = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;
struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

// Where the bytes of one attempt go.
struct Sink {
  const Transfer* transfer = nullptr;
  std::FILE* file = nullptr;
  std::uint64_t before = 0;  // bytes that an earlier attempt left
  int error = 0;             // errno of a write that failed
  Clock::time_point start = Clock::now();
  Clock::time_point next = start + kProgressPause;  // the first moments say nothing about speed
};

std::size_t write_block(char* bytes, std::size_t size, std::size_t count, void* data) {
  auto* sink = static_cast<Sink*>(data);
  const std::size_t written = std::fwrite(bytes, size, count, sink->file);
  if (written != count) sink->error = errno;
  return written;
}

// libcurl's progress call-back: a result other than 0 ends the transfer.
int show_progress(void* data, curl_off_t total, curl_off_t done, curl_off_t, curl_off_t) {
  auto* sink = static_cast<Sink*>(data);
  if (done > kMostBytes) return 1;
  const auto now = Clock::now();
  if (sink->transfer->progress == nullptr || now < sink->next) return 0;
  sink->next = now + kProgressPause;
  const auto here = static_cast<std::uint64_t>(done);
  const auto all = total > 0 ? static_cast<std::uint64_t>(total) + sink->before : 0;
  const auto spent = std::chrono::duration_cast<std::chrono::milliseconds>(now - sink->start).count();
  sink->transfer->progress(here + sink->before, all, here * 1000 / static_cast<std::uint64_t>(spent));
  return 0;
}

template <typename Value>
Value get(CURL* curl, CURLINFO info) {
  Value value{};
  libcurl().easy_getinfo(curl, info, &value);
  return value;
}

void configure(CURL* curl, Sink& sink, char* message) {
  const Transfer& transfer = *sink.transfer;
  const char* protocols = transfer.any_url ? "https,http,file" : "https";
  prepare_transfer(curl, transfer.url, protocols, kSlowSeconds, message);
  set(curl, CURLOPT_REDIR_PROTOCOLS_STR, protocols);
  set(curl, CURLOPT_FOLLOWLOCATION, 1L);
  set(curl, CURLOPT_MAXREDIRS, kRedirects);
  set(curl, CURLOPT_FAILONERROR, 1L);
  set(curl, CURLOPT_CONNECTTIMEOUT_MS, kConnectMilliseconds);
  set(curl, CURLOPT_MAXFILESIZE_LARGE, kMostBytes);
  set(curl, CURLOPT_WRITEFUNCTION, &write_block);
  set(curl, CURLOPT_WRITEDATA, static_cast<void*>(&sink));
  set(curl, CURLOPT_XFERINFOFUNCTION, &show_progress);
  set(curl, CURLOPT_XFERINFODATA, static_cast<void*>(&sink));
  if (sink.before > 0) set(curl, CURLOPT_RESUME_FROM_LARGE, static_cast<curl_off_t>(sink.before));
}

// What a failed attempt means for the next one.
End judge(CURLcode code, CURL* curl) {
  const long status = get<long>(curl, CURLINFO_RESPONSE_CODE);
  switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_COULDNT_CONNECT:
      return End::unreachable;
    case CURLE_OPERATION_TIMEDOUT:
      return get<curl_off_t>(curl, CURLINFO_PRETRANSFER_TIME_T) == 0 ? End::unreachable : End::broken_off;
    case CURLE_RANGE_ERROR:
    case CURLE_BAD_DOWNLOAD_RESUME:
      return End::cannot_resume;
    case CURLE_HTTP_RETURNED_ERROR:
      if (status == 416) return End::cannot_resume;
      return status >= 500 || status == 429 || status == 408 ? End::broken_off : End::refused;
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
      // A proxy that refuses to let the connection through ends here too.
      return get<long>(curl, CURLINFO_HTTP_CONNECTCODE) >= 400 ? End::unreachable : End::broken_off;
    case CURLE_PARTIAL_FILE:
    case CURLE_GOT_NOTHING:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM:
      return End::broken_off;
    default:
      return End::refused;
  }
}

Attempt attempt(const Transfer& transfer) {
  const Curl curl(libcurl().easy_init(), libcurl().easy_cleanup);
  const File file(std::fopen(transfer.part.c_str(), "abe"));
  if (file == nullptr) throw Error("cannot write " + transfer.part.string() + ": " + std::strerror(errno));
  Sink sink;
  sink.transfer = &transfer;
  sink.file = file.get();
  sink.before = fs::file_size(transfer.part);
  char message[CURL_ERROR_SIZE] = "";
  configure(curl.get(), sink, message);
  const CURLcode code = libcurl().easy_perform(curl.get());
  if (sink.error == 0 && std::fflush(file.get()) != 0) sink.error = errno;
  if (sink.error != 0) {
    throw Error("cannot write " + transfer.part.string() + ": " + std::strerror(sink.error),
                "free some disk space and run the command again; it goes on where it stopped");
  }
  if (code == CURLE_OK) return {};
  return {judge(code, curl.get()), *message != '\0' ? message : libcurl().easy_strerror(code)};
}

std::string host_of(const std::string& url) {
  const std::unique_ptr<CURLU, decltype(&curl_url_cleanup)> parts(libcurl().url(), libcurl().url_cleanup);
  char* host = nullptr;
  if (libcurl().url_set(parts.get(), CURLUPART_URL, url.c_str(), 0) != CURLUE_OK) return {};
  if (libcurl().url_get(parts.get(), CURLUPART_HOST, &host, 0) != CURLUE_OK) return {};
  std::string text(host);
  libcurl().free(host);
  return text;
}

// Hosts that this process could not reach.
std::set<std::string>& unreachable_hosts() {
  static std::set<std::string> hosts;
  return hosts;
}

}  // namespace

PageAnswer look_for_page(const std::string& url, bool any_url) {
  const std::string host = host_of(url);
  if (unreachable_hosts().contains(host)) return {false, false, host + " could not be reached a moment ago"};
  const Curl curl(libcurl().easy_init(), libcurl().easy_cleanup);
  Transfer transfer;
  transfer.url = url;
  transfer.any_url = any_url;
  Sink sink;
  sink.transfer = &transfer;
  char message[CURL_ERROR_SIZE] = "";
  configure(curl.get(), sink, message);
  set(curl.get(), CURLOPT_NOBODY, 1L);
  const CURLcode code = libcurl().easy_perform(curl.get());
  if (code == CURLE_OK) return {true, true, ""};
  const long status = get<long>(curl.get(), CURLINFO_RESPONSE_CODE);
  const End end = judge(code, curl.get());
  if (end == End::unreachable) unreachable_hosts().insert(host);
  const bool missing = end == End::refused && (status == 404 || status == 410);
  return {missing, false, *message != '\0' ? message : libcurl().easy_strerror(code)};
}

std::string download(const Transfer& transfer) {
  std::set<std::string>& unreachable = unreachable_hosts();
  const std::string host = host_of(transfer.url);
  if (unreachable.contains(host)) return host + " could not be reached a moment ago";
  Attempt last;
  auto pause = transfer.pause;
  for (int count = 0; count < kAttempts; ++count) {
    last = attempt(transfer);
    if (last.end == End::done) return {};
    if (last.end == End::refused) break;
    if (last.end == End::unreachable) {
      unreachable.insert(host);
      break;
    }
    if (last.end == End::cannot_resume) {
      fs::remove(transfer.part);
      continue;
    }
    if (count + 1 < kAttempts) std::this_thread::sleep_for(pause);
    pause *= 2;
  }
  return last.reason;
}

}  // namespace pylon

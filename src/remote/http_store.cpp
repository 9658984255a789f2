#include "remote/http_store.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>

#include "base/error.hpp"
#include "system/files.hpp"
#include "system/libcurl.hpp"

namespace pylon {
namespace {

constexpr long kConnectSeconds = 3;
constexpr long kSlowSeconds = 10;
constexpr std::uint64_t kSaid = 1U << 16U;  // bytes that a server may say to what it is sent
constexpr long kSmallSeconds = 15;          // for what is a few kilobytes

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};
using OpenFile = std::unique_ptr<std::FILE, CloseFile>;

}  // namespace

// One call: where its bytes come from or go to.
struct HttpStore::Request {
  std::string method, path;
  long seconds = kSmallSeconds;
  std::uint64_t most = 0;             // bytes that may come
  const std::string* send = nullptr;  // a body
  std::FILE* file = nullptr;          // read from when sending, written to when not
  std::uint64_t size = 0;             // of what is sent
  std::string body{};                 // what came, where there is no file
  std::uint64_t count = 0;            // bytes that came or went
  bool too_much = false;
  const std::atomic<bool>* stopped = nullptr;

  static std::size_t receive(char* bytes, std::size_t, std::size_t size, void* data) {
    auto& self = *static_cast<Request*>(data);
    self.too_much = size > self.most - self.count;
    if (self.too_much) return 0;
    self.count += size;
    if (self.file != nullptr && self.method == "GET") return std::fwrite(bytes, 1, size, self.file);
    self.body.append(bytes, size);
    return size;
  }
  static std::size_t give(char* to, std::size_t, std::size_t size, void* data) {
    auto& self = *static_cast<Request*>(data);
    if (self.file != nullptr) return std::fread(to, 1, size, self.file);
    const std::size_t part = std::min<std::size_t>(size, self.send->size() - self.count);
    std::memcpy(to, self.send->data() + self.count, part);
    self.count += part;
    return part;
  }
  // A connection that was kept and is closed by now makes libcurl send once more.
  static int rewind(void* data, curl_off_t offset, int) {
    auto& self = *static_cast<Request*>(data);
    if (self.file != nullptr) return std::fseek(self.file, offset, SEEK_SET);
    self.count = static_cast<std::uint64_t>(offset);
    return 0;
  }
  static int look(void* data, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
    return *static_cast<Request*>(data)->stopped ? 1 : 0;
  }
};

HttpStore::HttpStore(const RemoteSetting& setting) : setting_(setting) {
  libcurl();  // where it is missing, that is said before threads ask for it
}

HttpStore::~HttpStore() {
  for (void* handle : idle_) libcurl().easy_cleanup(handle);
}

void* HttpStore::take_handle() {
  const std::scoped_lock lock(mutex_);
  if (idle_.empty()) return libcurl().easy_init();
  void* handle = idle_.back();
  idle_.pop_back();
  libcurl().easy_reset(handle);
  return handle;
}

namespace {

void set_credentials(CURL* handle, const RemoteSetting& setting) {
  if (!setting.bearer.empty()) {
    set(handle, CURLOPT_HTTPAUTH, CURLAUTH_BEARER);
    set(handle, CURLOPT_XOAUTH2_BEARER, setting.bearer.c_str());
  } else if (!setting.login.empty()) {
    set(handle, CURLOPT_HTTPAUTH, CURLAUTH_BASIC);
    set(handle, CURLOPT_USERPWD, setting.login.c_str());
  } else {
    set(handle, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_OPTIONAL));
    if (const char* file = std::getenv("NETRC")) set(handle, CURLOPT_NETRC_FILE, file);
  }
}

// What an answer means. A 404 is an answer like any other; 410 too, and what nginx says of a folder that
// nobody has written to yet.
HttpAnswer judge(CURLcode code, long status, const char* message, bool too_much) {
  if (too_much) return {HttpEnd::kFailed, "", "it sends more than it should"};
  if (code != CURLE_OK)
    return {HttpEnd::kFailed, "", *message != '\0' ? message : libcurl().easy_strerror(code)};
  if (status == 404 || status == 410) return {HttpEnd::kMissing, "", ""};
  if (status >= 200 && status < 300) return {HttpEnd::kDone, "", ""};
  return {HttpEnd::kFailed, "", fmt::format("it answers {}", status)};
}

}  // namespace

void HttpStore::configure(void* handle, Request& request, const std::string& url, char* message) {
  prepare_transfer(handle, url, "http,https", kSlowSeconds, message);
  set(handle, CURLOPT_CONNECTTIMEOUT, kConnectSeconds);
  set(handle, CURLOPT_TIMEOUT, request.seconds);
  set(handle, CURLOPT_XFERINFOFUNCTION, &Request::look);
  set(handle, CURLOPT_XFERINFODATA, static_cast<void*>(&request));
  set(handle, CURLOPT_WRITEFUNCTION, &Request::receive);
  set(handle, CURLOPT_WRITEDATA, static_cast<void*>(&request));
  set_credentials(handle, setting_);
  if (request.method == "HEAD") set(handle, CURLOPT_NOBODY, 1L);
  if (request.method != "PUT") return;
  set(handle, CURLOPT_UPLOAD, 1L);
  set(handle, CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(request.size));
  set(handle, CURLOPT_READFUNCTION, &Request::give);
  set(handle, CURLOPT_READDATA, static_cast<void*>(&request));
  set(handle, CURLOPT_SEEKFUNCTION, &Request::rewind);
  set(handle, CURLOPT_SEEKDATA, static_cast<void*>(&request));
}

std::string HttpStore::last_failure() {
  const std::scoped_lock lock(mutex_);
  return last_failure_;
}

HttpAnswer HttpStore::perform(Request& request) {
  if (given_up()) return {HttpEnd::kFailed, "", "it is not asked any more: " + last_failure()};
  if (stopped_) return {HttpEnd::kFailed, "", "it is not asked any more"};
  CURL* handle = take_handle();
  request.stopped = &stopped_;
  const std::string url = setting_.url + "/" + request.path;
  char message[CURL_ERROR_SIZE] = "";
  configure(handle, request, url, message);
  const CURLcode code = libcurl().easy_perform(handle);
  long status = 0;
  libcurl().easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
  HttpAnswer answer = judge(code, status, message, request.too_much);
  {
    const std::scoped_lock lock(mutex_);
    idle_.push_back(handle);
    if (answer.end == HttpEnd::kFailed) last_failure_ = answer.reason;
  }
  if (answer.end != HttpEnd::kFailed)
    failures_ = 0;
  else if (code == CURLE_COULDNT_CONNECT || code == CURLE_COULDNT_RESOLVE_HOST ||
           code == CURLE_OPERATION_TIMEDOUT)
    failures_ = kPatience;
  else
    ++failures_;
  return answer;
}

HttpAnswer HttpStore::get(const std::string& path, std::uint64_t most) {
  Request request{.method = "GET", .path = path, .most = most};
  HttpAnswer answer = perform(request);
  if (answer.end == HttpEnd::kDone) answer.body = std::move(request.body);
  return answer;
}

HttpAnswer HttpStore::get_file(const std::string& path, const fs::path& file, std::uint64_t bytes,
                               std::chrono::seconds limit) {
  Request request{.method = "GET", .path = path, .seconds = static_cast<long>(limit.count()), .most = bytes};
  const OpenFile open(std::fopen(file.c_str(), "wbe"));
  if (open == nullptr) return {HttpEnd::kFailed, "", file.string() + ": " + std::strerror(errno)};
  request.file = open.get();
  HttpAnswer answer = perform(request);
  if (answer.end != HttpEnd::kDone) return answer;
  if (std::fflush(open.get()) != 0)
    return {HttpEnd::kFailed, "", file.string() + ": " + std::strerror(errno)};
  if (request.count != bytes)
    return {HttpEnd::kFailed, "", fmt::format("it sends {} bytes in place of {}", request.count, bytes)};
  return answer;
}

HttpAnswer HttpStore::head(const std::string& path) {
  Request request{.method = "HEAD", .path = path};
  return perform(request);
}

HttpAnswer HttpStore::put(const std::string& path, const std::string& body) {
  Request request{.method = "PUT", .path = path, .most = kSaid, .send = &body, .size = body.size()};
  return perform(request);
}

HttpAnswer HttpStore::put_file(const std::string& path, const fs::path& file, std::chrono::seconds limit) {
  Request request{.method = "PUT", .path = path, .seconds = static_cast<long>(limit.count()), .most = kSaid};
  const OpenFile open(std::fopen(file.c_str(), "rbe"));
  if (open == nullptr) return {HttpEnd::kFailed, "", file.string() + ": " + std::strerror(errno)};
  request.file = open.get();
  request.size = fs::file_size(file);
  return perform(request);
}

}  // namespace pylon

// libcurl, loaded by the first call that needs it: it brings thirty libraries of its own, which take longer
// to start than most verbs take. The names are its own, without `curl_`.
#pragma once

#include <curl/curl.h>

#include <string>

#include "base/error.hpp"

namespace pylon {

// A function of libcurl. Error when this machine has none that can be loaded.
struct CurlSymbol {
  explicit CurlSymbol(const char* name);
  template <typename Function>
  operator Function*() const {  // NOLINT: what it is kept as says its type
    return reinterpret_cast<Function*>(found);
  }
  void* found;
};

struct Libcurl {
  decltype(&curl_global_init) global_init = CurlSymbol("curl_global_init");
  decltype(&curl_easy_init) easy_init = CurlSymbol("curl_easy_init");
  decltype(&curl_easy_cleanup) easy_cleanup = CurlSymbol("curl_easy_cleanup");
  decltype(&curl_easy_reset) easy_reset = CurlSymbol("curl_easy_reset");
  decltype(&curl_easy_setopt) easy_setopt = CurlSymbol("curl_easy_setopt");
  decltype(&curl_easy_getinfo) easy_getinfo = CurlSymbol("curl_easy_getinfo");
  decltype(&curl_easy_perform) easy_perform = CurlSymbol("curl_easy_perform");
  decltype(&curl_easy_strerror) easy_strerror = CurlSymbol("curl_easy_strerror");
  decltype(&curl_url) url = CurlSymbol("curl_url");
  decltype(&curl_url_cleanup) url_cleanup = CurlSymbol("curl_url_cleanup");
  decltype(&curl_url_set) url_set = CurlSymbol("curl_url_set");
  decltype(&curl_url_get) url_get = CurlSymbol("curl_url_get");
  decltype(&curl_free) free = CurlSymbol("curl_free");
};

// Ready for handles of several threads.
const Libcurl& libcurl();

void set(CURL* handle, CURLoption option, auto value) {
  if (const CURLcode code = libcurl().easy_setopt(handle, option, value); code != CURLE_OK)
    throw Error(std::string("libcurl: ") + libcurl().easy_strerror(code));
}

// What every transfer has: one that is hardly moving for `slow` seconds ends. `message` (CURL_ERROR_SIZE)
// must live as long as the transfer.
void prepare_transfer(CURL* handle, const std::string& url, const char* protocols, long slow, char* message);

}  // namespace pylon

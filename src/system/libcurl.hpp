// libcurl, loaded by the first call that needs it: it brings thirty libraries of its own, which take longer to
// start than most verbs take. The names are its own, without `curl_`.
#pragma once

#include <curl/curl.h>

#include <string>

#include "base/error.hpp"

namespace pylon {

struct Libcurl {
  decltype(&curl_global_init) global_init;
  decltype(&curl_easy_init) easy_init;
  decltype(&curl_easy_cleanup) easy_cleanup;
  decltype(&curl_easy_reset) easy_reset;
  decltype(&curl_easy_setopt) easy_setopt;
  decltype(&curl_easy_getinfo) easy_getinfo;
  decltype(&curl_easy_perform) easy_perform;
  decltype(&curl_easy_strerror) easy_strerror;
  decltype(&curl_url) url;
  decltype(&curl_url_cleanup) url_cleanup;
  decltype(&curl_url_set) url_set;
  decltype(&curl_url_get) url_get;
  decltype(&curl_free) free;
};

// Ready for handles of several threads. Error when this machine has none that can be loaded.
const Libcurl& libcurl();

void set(CURL* handle, CURLoption option, auto value) {
  if (const CURLcode code = libcurl().easy_setopt(handle, option, value); code != CURLE_OK)
    throw Error(std::string("libcurl: ") + libcurl().easy_strerror(code));
}

}  // namespace pylon

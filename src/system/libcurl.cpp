#include "system/libcurl.hpp"

#include <dlfcn.h>

#include <cstdlib>

namespace pylon {

CurlSymbol::CurlSymbol(const char* name) {
  void* const library = ::dlopen("libcurl.so.4", RTLD_NOW);
  found = library != nullptr ? ::dlsym(library, name) : nullptr;
  if (found == nullptr)
    throw Error(std::string("cannot load libcurl: ") + ::dlerror(), "install it (Debian: libcurl4)");
}

const Libcurl& libcurl() {
  static const Libcurl loaded;
  static const CURLcode started = loaded.global_init(CURL_GLOBAL_DEFAULT);
  if (started != CURLE_OK) throw Error("libcurl cannot start");
  return loaded;
}

void prepare_transfer(CURL* handle, const std::string& url, const char* protocols, long slow, char* message) {
  constexpr long kSlowBytesPerSecond = 1000;
  if (handle == nullptr) throw Error("libcurl cannot start");
  set(handle, CURLOPT_URL, url.c_str());
  set(handle, CURLOPT_PROTOCOLS_STR, protocols);
  set(handle, CURLOPT_LOW_SPEED_LIMIT, kSlowBytesPerSecond);
  set(handle, CURLOPT_LOW_SPEED_TIME, slow);
  set(handle, CURLOPT_NOSIGNAL, 1L);
  set(handle, CURLOPT_USERAGENT, "pylonctl");
  set(handle, CURLOPT_ERRORBUFFER, message);
  set(handle, CURLOPT_NOPROGRESS, 0L);
  // As the curl program does, for networks with a certificate authority of their own.
  if (const char* bundle = std::getenv("CURL_CA_BUNDLE")) set(handle, CURLOPT_CAINFO, bundle);
}

}  // namespace pylon

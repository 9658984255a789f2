#include "system/libcurl.hpp"

#include <dlfcn.h>

namespace pylon {
namespace {

[[noreturn]] void fail(const char* why) {
  throw Error(std::string("cannot load libcurl: ") + (why != nullptr ? why : "no reason given"),
              "install it (Debian: libcurl4)");
}

Libcurl load() {
  void* const library = ::dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) fail(::dlerror());
  const auto find = [library]<typename Function>(Function& function, const char* name) {
    function = reinterpret_cast<Function>(::dlsym(library, name));
    if (function == nullptr) fail(::dlerror());
  };
  Libcurl loaded{};
  find(loaded.global_init, "curl_global_init");
  find(loaded.easy_init, "curl_easy_init");
  find(loaded.easy_cleanup, "curl_easy_cleanup");
  find(loaded.easy_reset, "curl_easy_reset");
  find(loaded.easy_setopt, "curl_easy_setopt");
  find(loaded.easy_getinfo, "curl_easy_getinfo");
  find(loaded.easy_perform, "curl_easy_perform");
  find(loaded.easy_strerror, "curl_easy_strerror");
  find(loaded.url, "curl_url");
  find(loaded.url_cleanup, "curl_url_cleanup");
  find(loaded.url_set, "curl_url_set");
  find(loaded.url_get, "curl_url_get");
  find(loaded.free, "curl_free");
  if (loaded.global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) fail("it cannot start");
  return loaded;
}

}  // namespace

const Libcurl& libcurl() {
  static const Libcurl loaded = load();
  return loaded;
}

}  // namespace pylon

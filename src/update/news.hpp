// What CPython's Misc/NEWS says of security.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pylon {

struct NewsEntry {
  std::string version;  // "3.13.18"
  std::string text;     // in one line, as reStructuredText
};

// The entries in the sections "Security" of the releases after `from`, up to `to`, in the order of the file.
std::vector<NewsEntry> security_news(std::string_view news, const std::string& from, const std::string& to);

}  // namespace pylon

#include "update/news.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "base/version.hpp"

namespace pylon {
namespace {

constexpr std::string_view kRelease = "What's New in Python ";

// "----" below a title.
bool is_rule(std::string_view line) {
  return line.size() > 2 && line.find_first_not_of('-') == std::string_view::npos;
}

std::string one_line(std::string_view text) { return join(split_words(text), " "); }

}  // namespace

std::vector<NewsEntry> security_news(std::string_view news, const std::string& from, const std::string& to) {
  std::vector<NewsEntry> entries;
  std::string version, before;
  bool wanted = false, security = false;
  while (!news.empty()) {
    const std::string line(take_line(news));
    if (line.starts_with(kRelease)) {
      version = line.substr(kRelease.size());
      version.resize(std::min(version.size(), version.find(' ')));
      wanted = compare_releases(version, from) > 0 && compare_releases(version, to) <= 0;
      security = false;
    } else if (is_rule(line)) {
      security = before == "Security";
    } else if (wanted && security && line.starts_with("- ")) {
      entries.push_back({version, one_line(line.substr(2))});
    } else if (wanted && security && line.starts_with("  ") && !entries.empty()) {
      entries.back().text += " " + one_line(line);
    }
    before = line;
  }
  return entries;
}

}  // namespace pylon

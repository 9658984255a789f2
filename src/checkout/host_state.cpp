#include "checkout/host_state.hpp"

#include <unistd.h>

#include <cstdlib>

#include "system/files.hpp"

namespace pylon {
namespace {

constexpr std::size_t kShortest = 8;

std::string machine_name() {
  char name[256] = "";
  return ::gethostname(name, sizeof name - 1) == 0 ? name : "";
}

}  // namespace

std::vector<HostWord> host_words(const Project& project) {
  const char* const home = std::getenv("HOME");
  std::vector<HostWord> words{{project.root.string(), "the checkout's folder"},
                              {cache_root().string(), "the cache's folder"},
                              {home != nullptr ? home : "", "the user's folder"},
                              {machine_name(), "the machine's name"}};
  std::erase_if(words, [](const HostWord& each) { return each.word.size() < kShortest; });
  return words;
}

std::vector<std::string> host_state(std::string_view content, const std::vector<HostWord>& words) {
  std::vector<std::string> found;
  for (const HostWord& each : words) {
    if (content.find(each.word) != std::string_view::npos) found.push_back(each.meaning + " " + each.word);
  }
  return found;
}

}  // namespace pylon

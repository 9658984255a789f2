// What a finished file could have of the machine that built it.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "checkout/project.hpp"

namespace pylon {

struct HostWord {
  std::string word, meaning;  // "/home/ada/pylon", "the checkout's folder"
};

// The folders of the checkout, the cache and the user, and the machine's name. Words of less than eight
// characters are left out: a file can have those by chance.
std::vector<HostWord> host_words(const Project& project);

// "the checkout's folder /home/ada/pylon" for each of the words that `content` has.
std::vector<std::string> host_state(std::string_view content, const std::vector<HostWord>& words);

}  // namespace pylon

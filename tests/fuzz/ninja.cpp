// Any words as paths and arguments of build.ninja: Ninja and the shell that it starts would read back just
// these words, or they are refused. Both readers are written here from their manuals.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.hpp"
#include "plan/ninja_file.hpp"
#include "system/process.hpp"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

// A path up to its end: `$` takes the next character as it is; blanks, colons and bars end it.
std::string read_path(std::string_view text) {
  std::string path;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '$') {
      require(i + 1 < text.size() && std::string_view("$ :").find(text[i + 1]) != std::string_view::npos);
      path += text[++i];
    } else {
      require(std::string_view(" :|\n").find(text[i]) == std::string_view::npos);
      path += text[i];
    }
  }
  return path;
}

// POSIX shell words made of plain characters, '…' and \'.
std::vector<std::string> read_words(std::string_view line) {
  std::vector<std::string> words;
  bool inside = false, quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (!quoted && c == ' ') {
      inside = false;
      continue;
    }
    if (!inside) words.emplace_back();
    inside = true;
    if (c == '\'') {
      quoted = !quoted;
    } else if (!quoted && c == '\\') {
      require(i + 1 < line.size() && line[i + 1] == '\'');
      words.back() += line[++i];
    } else {
      require(quoted || std::string_view("$`\"\\;&|<>()*?[]#~! \n\t").find(c) == std::string_view::npos);
      words.back() += c;
    }
  }
  require(!quoted);
  return words;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  std::vector<std::string> words;
  for (std::size_t start = 0; start <= text.size();) {
    const std::size_t end = std::min(text.find('\0', start), text.size());
    words.push_back(text.substr(start, end - start));
    start = end + 1;
  }
  require(read_words(pylon::quote_command(words)) == words);
  for (const std::string& word : words) {
    try {
      pylon::check_buildable(word);
    } catch (const pylon::Error&) {
      continue;
    }
    require(read_path(pylon::ninja_escape(word)) == word);
  }
  return 0;
}

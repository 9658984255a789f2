#include "lint/json_strings.hpp"

#include <algorithm>

namespace pylon::lint {
namespace {

struct Nesting {
  std::string_view under;  // the key that this object or list belongs to
  std::string_view key;    // the last one in this object
  bool object = false;
};

std::size_t string_end(std::string_view text, std::size_t at) {
  while (at < text.size() && text[at] != '"' && text[at] != '\n') at += text[at] == '\\' ? 2U : 1U;
  return std::min(at, text.size());
}

// The last character of the comment that begins at `at`; `at` itself when none does.
std::size_t comment_last(std::string_view text, std::size_t at) {
  const bool block = text.substr(at).starts_with("/*");
  if (!block && !text.substr(at).starts_with("//")) return at;
  const std::size_t end = block ? text.find("*/", at + 2) : text.find('\n', at);
  return end == std::string_view::npos ? text.size() : end + (block ? 1 : 0);
}

}  // namespace

std::vector<JsonString> json_strings(std::string_view text) {
  std::vector<JsonString> strings;
  std::vector<Nesting> levels{{}};
  for (std::size_t at = 0; at < text.size(); ++at) {
    Nesting& level = levels.back();
    const char c = text[at];
    if (c == '"') {
      const std::size_t end = string_end(text, at + 1);
      const std::string_view body = text.substr(at + 1, end - at - 1);
      const std::size_t next = std::min(text.find_first_not_of(" \t\r\n", end + 1), text.size());
      const bool key = level.object && next < text.size() && text[next] == ':';
      if (key) level.key = body;
      const std::string_view under = !key && level.object ? level.key : level.under;
      strings.push_back({body, at + 1, key, under});
      at = end;
    } else if (c == '{' || c == '[') {
      const std::string_view under = level.object ? level.key : level.under;
      levels.push_back({under, {}, c == '{'});
    } else if ((c == '}' || c == ']') && levels.size() > 1) {
      levels.pop_back();
    } else if (c == '/') {
      at = comment_last(text, at);
    }
  }
  return strings;
}

}  // namespace pylon::lint

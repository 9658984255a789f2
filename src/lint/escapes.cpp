#include "lint/escapes.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "lint/rules.hpp"

namespace pylon::lint {

namespace {

struct Escaped {
  std::size_t size = 0;  // bytes of the escape; 0: it is none
  char character = '\0';
};

// The escape at the beginning of `text`, which begins with a backslash.
Escaped escape_at(std::string_view text, Escapes kind) {
  const char letter = text.size() > 1 ? text[1] : '\0';
  const bool octal = letter >= '0' && letter <= '7';
  if (kind == Escapes::kJson && letter != 'u') return {};
  const std::size_t digits = letter == 'u' ? 4 : letter == 'U' ? 8 : letter == 'x' ? 2 : octal ? 3 : 0;
  const std::size_t first = octal ? 1 : 2;
  const std::string_view number = text.substr(std::min(first, text.size()), digits);
  unsigned value = 0;
  if (digits == 0 || number.size() < digits || !parse_number(number, value, octal ? 8 : 16)) return {};
  return value >= 0x20 && value < 0x7F ? Escaped{first + digits, static_cast<char>(value)} : Escaped{};
}

}  // namespace

std::string without_escapes(std::string_view text, Escapes kind) {
  std::string plain;
  for (std::size_t at = 0; at < text.size();) {
    const Escaped found = text[at] == '\\' ? escape_at(text.substr(at), kind) : Escaped{};
    if (found.size > 0) {
      plain += found.character;
      at += found.size;
      continue;
    }
    // A backslash that is itself escaped begins nothing.
    const std::size_t size = text[at] == '\\' && at + 1 < text.size() ? 2 : 1;
    plain += text.substr(at, size);
    at += size;
  }
  return plain;
}

bool hides_letter(std::string_view text) {
  const char letter = text.size() > 1 ? text[1] : '\0';
  if (letter != 'u' && letter != 'x' && letter != 'U' && letter != '1') return false;
  const char character = escape_at(text, Escapes::kCode).character;
  return character == '_' || (character >= 'a' && character <= 'z');
}

bool mentions_escaped(std::string_view text, std::string_view word) {
  if (mentions(text, word)) return true;
  const WaysToRead ways = ways_to_read(text);
  return mentions(ways.joined, word) || mentions(ways.unescaped, word);
}

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

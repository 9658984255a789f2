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

}  // namespace pylon::lint

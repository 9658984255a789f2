#include "base/shown.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>

namespace pylon {
namespace {

struct CodePoints {
  std::uint32_t first, last;
};

// Source: Unicode 16, DerivedGeneralCategory.txt: Cc, Cf, Zl, Zp, and the noncharacters that XML refuses.
constexpr std::array kUnseen{
    CodePoints{0x0, 0x1F},        CodePoints{0x7F, 0x9F},       CodePoints{0xAD, 0xAD},
    CodePoints{0x600, 0x605},     CodePoints{0x61C, 0x61C},     CodePoints{0x6DD, 0x6DD},
    CodePoints{0x70F, 0x70F},     CodePoints{0x890, 0x891},     CodePoints{0x8E2, 0x8E2},
    CodePoints{0x180E, 0x180E},   CodePoints{0x200B, 0x200F},   CodePoints{0x2028, 0x202E},
    CodePoints{0x2060, 0x206F},   CodePoints{0xFEFF, 0xFEFF},   CodePoints{0xFFF9, 0xFFFB},
    CodePoints{0xFFFE, 0xFFFF},   CodePoints{0x110BD, 0x110BD}, CodePoints{0x110CD, 0x110CD},
    CodePoints{0x13430, 0x1343F}, CodePoints{0x1BCA0, 0x1BCA3}, CodePoints{0x1D173, 0x1D17A},
    CodePoints{0xE0000, 0xE007F},
};

// What our reports paint with; see paint() in report/.
constexpr std::array<std::string_view, 8> kColours{"\x1b[0m",  "\x1b[1m",    "\x1b[2m",    "\x1b[31m",
                                                   "\x1b[32m", "\x1b[1;31m", "\x1b[1;33m", "\x1b[33m"};

bool is_unseen(std::uint32_t point) {
  for (const CodePoints& range : kUnseen) {
    if (point < range.first) return false;
    if (point <= range.last) return true;
  }
  return false;
}

// Of a sequence that utf8_sequence() has measured.
std::uint32_t code_point(std::string_view sequence) {
  const auto byte = [&](std::size_t i) {
    return static_cast<std::uint32_t>(static_cast<std::uint8_t>(sequence[i]));
  };
  if (sequence.size() == 1) return byte(0);
  std::uint32_t point = byte(0) & (0x7FU >> sequence.size());
  for (std::size_t i = 1; i < sequence.size(); ++i) point = (point << 6U) | (byte(i) & 0x3FU);
  return point;
}

std::string escaped(std::uint32_t point) {
  return point > 0xFFFF ? fmt::format("\\u{{{:x}}}", point) : fmt::format("\\u{:04x}", point);
}

std::size_t colour_at(std::string_view text) {
  for (const std::string_view colour : kColours) {
    if (text.starts_with(colour)) return colour.size();
  }
  return 0;
}

// `keep`: how many bytes at the start of a text stay as they are, unseen or not.
template <typename Keep>
std::string shown_but(std::string_view text, Keep keep) {
  std::string result;
  result.reserve(text.size());
  while (!text.empty()) {
    const std::size_t kept = keep(text), size = kept > 0 ? kept : utf8_sequence(text);
    const std::string_view sequence = text.substr(0, size);
    if (size == 0)
      result += fmt::format("\\x{:02x}", static_cast<std::uint8_t>(text.front()));
    else if (kept == 0 && is_unseen(code_point(sequence)))
      result += escaped(code_point(sequence));
    else
      result += sequence;
    text.remove_prefix(std::max<std::size_t>(size, 1));
  }
  return result;
}

bool is_line_part(char c) { return c == '\n' || c == '\t'; }

}  // namespace

std::size_t utf8_sequence(std::string_view text) {
  const auto at = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  const std::uint8_t first = at(0);
  if (first < 0x80) return 1;
  const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || text.size() < length) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((at(i) & 0xC0U) != 0x80) return 0;
  }
  const std::uint8_t second = at(1);
  const bool overlong = (first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90);
  const bool outside = (first == 0xED && second > 0x9F) || (first == 0xF4 && second > 0x8F);
  return overlong || outside ? 0 : length;
}

std::string shown(std::string_view text) {
  return shown_but(text, [](std::string_view) { return std::size_t{0}; });
}

std::string shown_lines(std::string_view text) { return shown_report(text, false); }

std::string shown_report(std::string_view text, bool colours) {
  return shown_but(text, [colours](std::string_view rest) -> std::size_t {
    if (is_line_part(rest.front())) return 1;
    return colours && rest.front() == '\x1b' ? colour_at(rest) : 0;
  });
}

std::string json_escaped(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const std::size_t size = utf8_sequence(text);
    const std::uint32_t point = size == 0 ? 0xFFFD : code_point(text.substr(0, size));
    if (point == '"' || point == '\\')
      result += {'\\', static_cast<char>(point)};
    else if (point >= 0x20 && point < 0x7F)
      result += static_cast<char>(point);
    else if (point <= 0xFFFF)
      result += fmt::format("\\u{:04x}", point);
    else  // as two surrogates
      result += fmt::format("\\u{:04x}\\u{:04x}", 0xD7C0 + (point >> 10U), 0xDC00 + (point & 0x3FFU));
    text.remove_prefix(size == 0 ? 1 : size);
  }
  return result;
}

}  // namespace pylon

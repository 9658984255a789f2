#include "lint/encoding.hpp"

#include <algorithm>
#include <cstdint>

#include "base/shown.hpp"

namespace pylon::lint {
namespace {

using namespace std::string_view_literals;

bool is_little(Encoding encoding) {
  return encoding == Encoding::kUtf16Little || encoding == Encoding::kUtf32Little;
}

std::size_t unit_of(Encoding encoding) {
  return encoding == Encoding::kUtf32Little || encoding == Encoding::kUtf32Big ? 4 : 2;
}

// The number in the `size` bytes at `at`.
std::uint32_t unit_at(std::string_view text, std::size_t at, std::size_t size, bool little) {
  std::uint32_t value = 0;
  for (std::size_t i = 0; i < size; ++i)
    value = value << 8U | static_cast<unsigned char>(text[at + (little ? size - 1 - i : i)]);
  return value;
}

void put_unit(std::string& text, std::uint32_t value, std::size_t size, bool little) {
  for (std::size_t i = 0; i < size; ++i)
    text += static_cast<char>(value >> 8U * (little ? i : size - 1 - i) & 0xFFU);
}

void put_utf8(std::string& text, std::uint32_t code) {
  if (code < 0x80) {
    text += static_cast<char>(code);
    return;
  }
  const std::size_t more = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
  constexpr std::uint32_t kFirst[]{0, 0xC0, 0xE0, 0xF0};
  text += static_cast<char>(kFirst[more] | code >> 6U * more);
  for (std::size_t left = more; left-- > 0;) text += static_cast<char>(0x80U | (code >> 6U * left & 0x3FU));
}

// Whether the first characters are ASCII in two bytes each, the zero one `second` or first.
bool is_wide_ascii(std::string_view text, bool second) {
  constexpr std::size_t kLooked = 8000;
  text = text.substr(0, std::min(text.size(), kLooked) & ~std::size_t{1});
  std::size_t ascii = 0;
  for (std::size_t at = 0; at < text.size(); at += 2) {
    const char zero = text[at + (second ? 1 : 0)], other = text[at + (second ? 0 : 1)];
    if (other == '\0') return false;
    ascii += zero == '\0' ? 1U : 0U;
  }
  return text.size() >= 4 && ascii * 10 >= text.size() / 2 * 9;
}

}  // namespace

Encoding encoding_of(std::string_view text) {
  if (text.starts_with("\xFF\xFE\0\0"sv)) return Encoding::kUtf32Little;
  if (text.starts_with("\0\0\xFE\xFF"sv)) return Encoding::kUtf32Big;
  if (text.starts_with("\xFF\xFE")) return Encoding::kUtf16Little;
  if (text.starts_with("\xFE\xFF")) return Encoding::kUtf16Big;
  if (is_wide_ascii(text, true)) return Encoding::kUtf16Little;
  return is_wide_ascii(text, false) ? Encoding::kUtf16Big : Encoding::kUtf8;
}

const char* name_of(Encoding encoding) {
  return encoding == Encoding::kUtf8 ? "UTF-8" : unit_of(encoding) == 2 ? "UTF-16" : "UTF-32";
}

std::optional<std::string> decoded(std::string_view text, Encoding encoding) {
  if (encoding == Encoding::kUtf8) return std::string(text);
  const std::size_t size = unit_of(encoding);
  const bool little = is_little(encoding);
  if (text.size() % size != 0) return std::nullopt;
  std::string plain;
  plain.reserve(text.size() / size);
  for (std::size_t at = 0; at < text.size(); at += size) {
    std::uint32_t code = unit_at(text, at, size, little);
    if (size == 2 && code >= 0xD800 && code < 0xDC00 && at + 4 <= text.size()) {
      const std::uint32_t low = unit_at(text, at + 2, 2, little);
      if (low < 0xDC00 || low > 0xDFFF) return std::nullopt;
      code = 0x10000 + ((code - 0xD800) << 10U) + (low - 0xDC00);
      at += 2;
    }
    if (code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return std::nullopt;
    put_utf8(plain, code);
  }
  return plain;
}

std::string encoded(std::string_view text, Encoding encoding) {
  if (encoding == Encoding::kUtf8) return std::string(text);
  const std::size_t unit = unit_of(encoding);
  const bool little = is_little(encoding);
  std::string wide;
  for (std::size_t at = 0, size = 0; at < text.size(); at += size) {
    size = std::max<std::size_t>(utf8_sequence(text.substr(at)), 1);
    std::uint32_t code = static_cast<unsigned char>(text[at]);
    if (size > 1) code &= 0xFFU >> (size + 1);
    for (std::size_t i = 1; i < size; ++i)
      code = code << 6U | (static_cast<unsigned char>(text[at + i]) & 0x3FU);
    if (unit == 2 && code > 0xFFFF) {
      put_unit(wide, 0xD800 + ((code - 0x10000) >> 10U), 2, little);
      code = 0xDC00 + ((code - 0x10000) & 0x3FFU);
    }
    put_unit(wide, code, unit, little);
  }
  return wide;
}

}  // namespace pylon::lint

#include "lint/encoding.hpp"

#include <iconv.h>

#include <algorithm>

#include "base/error.hpp"

namespace pylon::lint {
namespace {

using namespace std::string_view_literals;

// As iconv(3) calls it. With the byte order in the name it takes a mark for a character, and keeps it.
const char* iconv_name(Encoding encoding) {
  switch (encoding) {
    case Encoding::kUtf16Little:
      return "UTF-16LE";
    case Encoding::kUtf16Big:
      return "UTF-16BE";
    case Encoding::kUtf32Little:
      return "UTF-32LE";
    case Encoding::kUtf32Big:
      return "UTF-32BE";
    default:
      return "UTF-8";
  }
}

// None when `text` is not in the encoding that it is said to be in.
std::optional<std::string> converted(std::string_view text, Encoding from, Encoding to) {
  const iconv_t converter = ::iconv_open(iconv_name(to), iconv_name(from));
  // NOLINTNEXTLINE(performance-no-int-to-ptr): how iconv_open() says that it failed
  if (converter == reinterpret_cast<iconv_t>(-1)) return std::nullopt;
  std::string out(text.size() * 4, '\0');  // one byte of UTF-8 becomes four of UTF-32
  char *in = const_cast<char*>(text.data()), *next = out.data();
  std::size_t left = text.size(), room = out.size();
  const bool whole = ::iconv(converter, &in, &left, &next, &room) != static_cast<std::size_t>(-1);
  ::iconv_close(converter);
  if (!whole) return std::nullopt;
  out.resize(out.size() - room);
  return out;
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
  if (encoding == Encoding::kUtf8) return "UTF-8";
  const bool two = encoding == Encoding::kUtf16Little || encoding == Encoding::kUtf16Big;
  return two ? "UTF-16" : "UTF-32";
}

std::optional<std::string> decoded(std::string_view text, Encoding encoding) {
  if (encoding == Encoding::kUtf8) return std::string(text);
  return converted(text, encoding, Encoding::kUtf8);
}

std::string encoded(std::string_view text, Encoding encoding) {
  if (encoding == Encoding::kUtf8) return std::string(text);
  std::optional<std::string> wide = converted(text, Encoding::kUtf8, encoding);
  if (!wide) throw Error(std::string("this text cannot be written in ") + name_of(encoding));
  return *std::move(wide);
}

}  // namespace pylon::lint

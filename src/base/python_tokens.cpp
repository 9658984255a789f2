#include "base/python_tokens.hpp"

#include <algorithm>
#include <cctype>

namespace pylon {
namespace {

bool is_quote(char c) { return c == '"' || c == '\''; }

// r, b, u, f, t and their pairs, in either case.
bool is_string_prefix(std::string_view word) {
  return word.size() <= 2 && word.find_first_not_of("rbuftRBUFT") == std::string_view::npos;
}

}  // namespace

bool is_word_character(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || (c & '\x80') != 0;
}

Token PythonTokens::take(TokenKind kind, std::size_t size) {
  const Token token{kind, source_.substr(at_, size), at_, size};
  at_ += size;
  return token;
}

// Spaces, and line ends after a backslash.
void PythonTokens::skip_blank() {
  while (at_ < source_.size()) {
    const std::string_view text = rest();
    if (text.front() == '\\' && text.size() > 1) {
      at_ += text[1] == '\r' && text.size() > 2 ? 3U : 2U;
    } else if (std::string_view(" \t\r\f").find(text.front()) != std::string_view::npos) {
      ++at_;
    } else {
      return;
    }
  }
}

Token PythonTokens::take_string(std::size_t prefix) {
  const std::string_view text = rest();
  const char quote = text[prefix];
  const bool three = text.size() >= prefix + 3 && text[prefix + 1] == quote && text[prefix + 2] == quote;
  const std::size_t width = three ? 3 : 1;
  std::size_t at = prefix + width;
  while (at < text.size()) {
    if (text[at] == quote && (!three || (text.substr(at, 3) == std::string_view(&text[prefix], 3)))) {
      return take(TokenKind::kString, at + width);
    }
    if (!three && text[at] == '\n') break;  // not closed: not ours to report
    at += text[at] == '\\' ? 2U : 1U;
  }
  return take(TokenKind::kString, std::min(at, text.size()));
}

Token PythonTokens::take_word() {
  const std::string_view text = rest();
  std::size_t size = 0;
  while (size < text.size() && is_word_character(text[size])) ++size;
  if (size < text.size() && is_quote(text[size]) && is_string_prefix(text.substr(0, size)))
    return take_string(size);
  const bool digit = std::isdigit(static_cast<unsigned char>(text.front())) != 0;
  return take(digit ? TokenKind::kNumber : TokenKind::kName, size);
}

Token PythonTokens::next() {
  skip_blank();
  const std::string_view text = rest();
  if (text.empty()) return {TokenKind::kEnd, {}, at_, 0};
  if (text.front() == '#') return take(TokenKind::kComment, std::min(text.find('\n'), text.size()));
  if (text.front() == '\n') return take(TokenKind::kLineEnd, 1);
  if (is_word_character(text.front())) return take_word();
  if (is_quote(text.front())) return take_string(0);
  return take(TokenKind::kPunctuation, 1);
}

std::string_view python_string_body(std::string_view literal) {
  const std::size_t prefix = literal.find_first_of("'\"");
  if (prefix == std::string_view::npos) return {};
  literal.remove_prefix(prefix);
  const std::string_view quote = literal.substr(0, 1);
  const bool three = literal.size() >= 6 && literal[1] == quote[0] && literal[2] == quote[0];
  const std::size_t width = three ? 3 : 1;
  const std::string_view end = literal.substr(0, width);
  literal.remove_prefix(width);
  if (literal.ends_with(end)) literal.remove_suffix(width);
  return literal;
}

}  // namespace pylon

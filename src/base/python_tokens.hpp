// The words of a Python source file, one after the other. No grammar: indentation is the reader's business.
#pragma once

#include <string_view>

#include "base/token.hpp"

namespace pylon {

// Takes any bytes; what is not closed ends with its line or with the text. The tokens' texts lie in `source`.
class PythonTokens {
 public:
  explicit PythonTokens(std::string_view source) : source_(source) {}

  Token next();  // kEnd at the end, again and again

 private:
  std::string_view rest() const { return source_.substr(at_); }
  void skip_blank();
  Token take(TokenKind kind, std::size_t size);
  Token take_string(std::size_t prefix);
  Token take_word();

  std::string_view source_;
  std::size_t at_ = 0;
};

// What the literal says between its quotes, escapes as they are written: r'a\n' and 'a\n' give the same.
std::string_view python_string_body(std::string_view literal);

// A letter, a digit, `_`, or a byte of a letter beyond ASCII.
bool is_word_character(char c);

}  // namespace pylon

// A word of some source text, as the readers of C and Python give it.
#pragma once

#include <cstddef>
#include <string_view>

namespace pylon {

enum class TokenKind {
  kName,         // keywords too
  kNumber,       // "0x10UL"
  kString,       // with its prefix and quotes
  kCharacter,    // 'x' of C
  kPunctuation,  // one character, or "->" and "::" of C
  kComment,      // with what begins and ends it
  kDirective,    // the "#" that begins a preprocessor line of C
  kLineEnd,      // Python: every line end outside of strings; C: the end of a preprocessor line
  kEnd,
};

struct Token {
  TokenKind kind = TokenKind::kEnd;
  std::string_view text;   // what it says: without the line ends that C joins lines by
  std::size_t offset = 0;  // bytes from the start of the text
  std::size_t size = 0;    // bytes in the text

  std::size_t end() const { return offset + size; }
  bool is(std::string_view word) const { return text == word && kind != TokenKind::kString; }
};

}  // namespace pylon

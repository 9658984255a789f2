// Calls of a function by name, in the words of C or Python.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/token.hpp"

namespace pylon::lint {

// The words without comments, and which brackets belong together. Every reader of calls starts from this:
// each bracket is matched once, so deeply nested calls take no more time than their words.
struct Words {
  std::vector<Token> list;
  // By place: the place of the other bracket of the pair; list.size() for everything else. A preprocessor
  // line has brackets of its own: none reaches into or out of it.
  std::vector<std::size_t> partner;

  std::size_t size() const { return list.size(); }
  bool paired(std::size_t at) const { return partner[at] != list.size(); }
};

Words words_of(std::span<const Token> tokens);
// Of words without comments.
Words paired(std::vector<Token> list);
// Without line ends too.
Words python_words(std::string_view source);

// The words from `first` up to the one before `last`.
struct Range {
  std::size_t first = 0, last = 0;

  std::size_t size() const { return last - first; }
  bool empty() const { return first == last; }
};

inline std::span<const Token> tokens_in(const Words& words, Range range) {
  return std::span(words.list).subspan(range.first, range.size());
}

struct Call {
  std::size_t name = 0, open = 0, close = 0;  // places of the name, "(" and ")"
  std::vector<Range> arguments;
};

// The place of the "(" when the word at `at` is a name that is called: `name (`, or `(name) (` as who wants
// no macro writes it, or `(*name) (`. words.size() when it is not, or when nothing closes the bracket.
std::size_t called_at(const Words& words, std::size_t at);

// The call whose name is at `at`; `open` is what called_at gave. Brackets within the arguments are jumped
// over.
Call call_at(const Words& words, std::size_t at, std::size_t open);

// Whether the word, which is no string, is one of these.
inline bool is_one_of(const Token& token, std::initializer_list<std::string_view> words) {
  return std::ranges::any_of(words, [&](std::string_view word) { return token.is(word); });
}

// Every call of `function`, in the order of the text.
std::vector<Call> calls_of(const Words& words, std::string_view function);

// `text` as a message quotes it: at most 80 characters, on one line.
std::string quoted_part(std::string_view text);

}  // namespace pylon::lint

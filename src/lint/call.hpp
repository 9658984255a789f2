// Calls of a function by name, in the words of C or Python.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "base/token.hpp"

namespace pylon::lint {

struct Call {
  std::size_t name = 0, open = 0, close = 0;  // places in the list of tokens: the name, "(" and ")"
  std::vector<std::span<const Token>> arguments;
};

// The words that mean something: without comments, and for Python without line ends.
std::vector<Token> without_comments(std::span<const Token> tokens);
std::vector<Token> python_words(std::string_view source);

// Every `function ( … )` in `tokens`, which hold no comments; the spans lie in them. A preprocessor line
// within the parentheses is passed over; one that is left open at the end of its preprocessor line is no
// call.
std::vector<Call> calls_of(std::span<const Token> tokens, std::string_view function);

// The place of the bracket that closes the one at `open`, or tokens.size() when there is none near enough.
std::size_t closing(std::span<const Token> tokens, std::size_t open);

}  // namespace pylon::lint

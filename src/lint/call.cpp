#include "lint/call.hpp"

#include <algorithm>

#include "base/python_tokens.hpp"

namespace pylon::lint {
namespace {

// Tokens of a call. Without a bound a file of nothing but open calls would take quadratic time.
constexpr std::size_t kLongest = 10'000;

bool opens(const Token& token) {
  return token.kind == TokenKind::kPunctuation && (token.is("(") || token.is("[") || token.is("{"));
}
bool closes(const Token& token) {
  return token.kind == TokenKind::kPunctuation && (token.is(")") || token.is("]") || token.is("}"));
}

// After the preprocessor line that begins at `at`.
std::size_t line_end(std::span<const Token> tokens, std::size_t at) {
  while (at < tokens.size() && tokens[at].kind != TokenKind::kLineEnd) ++at;
  return at;
}

}  // namespace

std::vector<Token> without_comments(std::span<const Token> tokens) {
  std::vector<Token> kept;
  std::ranges::copy_if(tokens, std::back_inserter(kept),
                       [](const Token& token) { return token.kind != TokenKind::kComment; });
  return kept;
}

std::vector<Token> python_words(std::string_view source) {
  std::vector<Token> words;
  PythonTokens tokens(source);
  for (Token token = tokens.next(); token.kind != TokenKind::kEnd; token = tokens.next()) {
    if (token.kind != TokenKind::kComment && token.kind != TokenKind::kLineEnd) words.push_back(token);
  }
  return words;
}

std::size_t closing(std::span<const Token> tokens, std::size_t open) {
  std::size_t depth = 0;
  const std::size_t last = std::min(tokens.size(), open + kLongest);
  for (std::size_t at = open; at < last; ++at) {
    if (tokens[at].kind == TokenKind::kDirective) {
      at = line_end(tokens, at);
      continue;
    }
    if (tokens[at].kind == TokenKind::kLineEnd) break;  // of a preprocessor line that began before
    if (opens(tokens[at])) ++depth;
    if (closes(tokens[at]) && --depth == 0) return at;
  }
  return tokens.size();
}

std::vector<Call> calls_of(std::span<const Token> tokens, std::string_view function) {
  std::vector<Call> calls;
  for (std::size_t at = 0; at + 1 < tokens.size(); ++at) {
    if (tokens[at].kind != TokenKind::kName || tokens[at].text != function || !tokens[at + 1].is("("))
      continue;
    Call call{at, at + 1, closing(tokens, at + 1), {}};
    if (call.close == tokens.size()) continue;
    std::size_t start = call.open + 1;
    std::size_t depth = 0;
    for (std::size_t k = start; k < call.close; ++k) {
      if (opens(tokens[k])) ++depth;
      if (closes(tokens[k])) --depth;
      if (depth == 0 && tokens[k].is(",")) {
        call.arguments.push_back(tokens.subspan(start, k - start));
        start = k + 1;
      }
    }
    if (start < call.close || !call.arguments.empty())
      call.arguments.push_back(tokens.subspan(start, call.close - start));
    calls.push_back(std::move(call));
  }
  return calls;
}

}  // namespace pylon::lint

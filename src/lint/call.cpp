#include "lint/call.hpp"

#include <algorithm>
#include <cctype>

#include "base/python_tokens.hpp"

namespace pylon::lint {
namespace {

bool opens(const Token& token) {
  return token.kind == TokenKind::kPunctuation && (token.is("(") || token.is("[") || token.is("{"));
}
bool closes(const Token& token) {
  return token.kind == TokenKind::kPunctuation && (token.is(")") || token.is("]") || token.is("}"));
}

void pair_brackets(Words& words) {
  words.partner.assign(words.size(), words.size());
  std::vector<std::size_t> open, outside;  // `outside`: those that were open before the preprocessor line
  for (std::size_t at = 0; at < words.size(); ++at) {
    const Token& token = words.list[at];
    if (token.kind == TokenKind::kDirective) {
      outside = std::move(open);
      open.clear();
    } else if (token.kind == TokenKind::kLineEnd) {
      open = std::move(outside);
      outside.clear();
    } else if (opens(token)) {
      open.push_back(at);
    } else if (closes(token) && !open.empty()) {
      words.partner[at] = open.back();
      words.partner[open.back()] = at;
      open.pop_back();
    }
  }
}

}  // namespace

Words paired(std::vector<Token> list) {
  Words words{std::move(list), {}};
  pair_brackets(words);
  return words;
}

Words words_of(std::span<const Token> tokens) {
  std::vector<Token> kept;
  kept.reserve(tokens.size());
  std::ranges::copy_if(tokens, std::back_inserter(kept),
                       [](const Token& token) { return token.kind != TokenKind::kComment; });
  return paired(std::move(kept));
}

Words python_words(std::string_view source) {
  std::vector<Token> words;
  PythonTokens tokens(source);
  for (Token token = tokens.next(); token.kind != TokenKind::kEnd; token = tokens.next()) {
    if (token.kind != TokenKind::kComment && token.kind != TokenKind::kLineEnd) words.push_back(token);
  }
  return paired(std::move(words));
}

std::size_t called_at(const Words& words, std::size_t at) {
  const std::vector<Token>& list = words.list;
  if (at + 1 >= list.size() || list[at].kind != TokenKind::kName) return list.size();
  std::size_t open = at + 1;
  // `(name)(…)`: the brackets keep a macro of that name from being used, and change nothing else; nor do `*`,
  // `&` and `::` in them.
  if (at > 0 && list[open].is(")") && open + 1 < list.size()) {
    std::size_t before = at - 1;
    if (before > 0 && (list[before].is("*") || list[before].is("&") || list[before].is("::"))) --before;
    if (list[before].is("(")) ++open;
  }
  return list[open].is("(") && words.paired(open) ? open : list.size();
}

Call call_at(const Words& words, std::size_t at, std::size_t open) {
  Call call{at, open, words.partner[open], {}};
  std::size_t start = open + 1;
  for (std::size_t k = start; k < call.close; ++k) {
    if (opens(words.list[k]) && words.paired(k)) {
      k = words.partner[k];
    } else if (words.list[k].is(",") && words.list[k].kind == TokenKind::kPunctuation) {
      call.arguments.push_back({start, k});
      start = k + 1;
    }
  }
  if (start < call.close || !call.arguments.empty()) call.arguments.push_back({start, call.close});
  return call;
}

std::vector<Call> calls_of(const Words& words, std::string_view function) {
  std::vector<Call> calls;
  for (std::size_t at = 0; at < words.size(); ++at) {
    if (words.list[at].text != function) continue;
    const std::size_t open = called_at(words, at);
    if (open != words.size()) calls.push_back(call_at(words, at, open));
  }
  return calls;
}

std::string quoted_part(std::string_view text) {
  constexpr std::size_t kLongest = 80;
  std::string part;
  std::size_t characters = 0;
  for (const char c : text) {
    const bool begins = (c & '\xC0') != '\x80';  // a character, in UTF-8
    if (begins && characters++ == kLongest) return part + "…";
    const bool blank = std::isspace(static_cast<unsigned char>(c)) != 0;
    if (!blank || (!part.empty() && part.back() != ' ')) part += blank ? ' ' : c;
    // Bytes that are no UTF-8 may go on without end.
    if (part.size() > 4 * kLongest) return part + "…";
  }
  return part;
}

}  // namespace pylon::lint

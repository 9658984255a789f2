#include "lint/sql_words.hpp"

#include <algorithm>
#include <cctype>

#include "base/python_tokens.hpp"

namespace pylon::lint {
namespace {

std::size_t comment_end(std::string_view sql, std::size_t at) {
  const bool block = sql.substr(at).starts_with("/*");
  const std::size_t end = sql.find(block ? "*/" : "\n", at);
  return end == std::string_view::npos ? sql.size() : end + (block ? 2 : 1);
}

void pair_brackets(SqlWords& words) {
  words.partner.assign(words.list.size(), words.list.size());
  std::vector<std::size_t> open;
  for (std::size_t at = 0; at < words.list.size(); ++at) {
    const std::string& word = words.list[at];
    if (word == "(" || word == "[") open.push_back(at);
    if ((word != ")" && word != "]") || open.empty()) continue;
    words.partner[at] = open.back();
    words.partner[open.back()] = at;
    open.pop_back();
  }
}

}  // namespace

SqlWords sql_words(std::string_view sql) {
  SqlWords words;
  std::vector<std::string>& list = words.list;
  for (std::size_t at = 0; at < sql.size();) {
    const char c = sql[at];
    std::size_t end = at + 1;
    if (sql.substr(at).starts_with("--") || sql.substr(at).starts_with("/*")) {
      at = comment_end(sql, at);
      continue;
    }
    if (is_word_character(c)) {
      while (end < sql.size() && is_word_character(sql[end])) ++end;
      list.emplace_back(sql.substr(at, end - at));
    } else if (c == '\'' || c == '"') {
      end = std::min(sql.find(c, end), sql.size() - 1) + 1;
      std::string_view inside = sql.substr(at + 1, end - at - 1);
      if (inside.ends_with('"')) inside.remove_suffix(1);
      // Names in quotes are never empty; what is not closed may be.
      list.emplace_back(c == '\'' || inside.empty() ? std::string_view("''") : inside);
    } else if (sql.substr(at).starts_with("::")) {
      list.emplace_back("::");
      ++end;
    } else if (std::isspace(static_cast<unsigned char>(c)) == 0) {
      list.emplace_back(1, c);
    }
    at = end;
  }
  for (std::string& word : list) {
    std::ranges::transform(word, word.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  }
  pair_brackets(words);
  return words;
}

}  // namespace pylon::lint

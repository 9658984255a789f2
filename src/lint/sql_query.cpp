#include "lint/sql_query.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <span>

#include "base/python_tokens.hpp"

namespace pylon::lint {
namespace {

using Words = std::span<const std::string>;

template <std::size_t Size>
bool one_of(std::string_view word, const std::array<std::string_view, Size>& words) {
  return std::ranges::find(words, word) != words.end();
}

std::size_t comment_end(std::string_view sql, std::size_t at) {
  const bool block = sql.substr(at).starts_with("/*");
  const std::size_t end = sql.find(block ? "*/" : "\n", at);
  return end == std::string_view::npos ? sql.size() : end + (block ? 2 : 1);
}

// Lower-case words, "::" and single characters. 'Strings' are one word "''"; "Names" lose their quotes.
std::vector<std::string> words_of(std::string_view sql) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < sql.size();) {
    const char c = sql[at];
    std::size_t end = at + 1;
    if (sql.substr(at).starts_with("--") || sql.substr(at).starts_with("/*")) {
      at = comment_end(sql, at);
      continue;
    }
    if (is_word_character(c)) {
      while (end < sql.size() && is_word_character(sql[end])) ++end;
      words.emplace_back(sql.substr(at, end - at));
    } else if (c == '\'' || c == '"') {
      end = std::min(sql.find(c, end), sql.size() - 1) + 1;
      words.emplace_back(c == '\'' ? std::string_view("''") : sql.substr(at + 1, end - at - 1));
      if (c == '"' && words.back().ends_with('"')) words.back().pop_back();
    } else if (sql.substr(at).starts_with("::")) {
      words.emplace_back("::");
      ++end;
    } else if (std::isspace(static_cast<unsigned char>(c)) == 0) {
      words.emplace_back(1, c);
    }
    at = end;
  }
  for (std::string& word : words) {
    std::ranges::transform(word, word.begin(),
                           [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  }
  return words;
}

// The parts of `words` between commas that no bracket encloses.
std::vector<Words> parts_of(Words words) {
  std::vector<Words> parts;
  std::size_t depth = 0;
  std::size_t start = 0;
  for (std::size_t at = 0; at <= words.size(); ++at) {
    if (at == words.size() || (depth == 0 && words[at] == ",")) {
      parts.push_back(words.subspan(start, at - start));
      start = at + 1;
    } else if (words[at] == "(" || words[at] == "[") {
      ++depth;
    } else if ((words[at] == ")" || words[at] == "]") && depth > 0) {
      --depth;
    }
  }
  return parts;
}

// What the query's list of columns is, after its first SELECT or RETURNING.
std::vector<Words> selected(Words words) {
  const auto begins = [](const std::string& word) { return word == "select" || word == "returning"; };
  auto first = std::ranges::find_if(words, begins);
  if (first == words.end()) return {};
  ++first;
  while (first != words.end() && (*first == "distinct" || *first == "all")) ++first;
  std::size_t depth = 0;
  auto last = first;
  for (; last != words.end(); ++last) {
    static constexpr std::array<std::string_view, 8> kEnds{"from",  "where", "union", "order",
                                                           "limit", "group", ";",     "into"};
    if (*last == ")" && depth-- == 0) break;
    if (*last == "(") ++depth;
    if (depth == 0 && one_of(*last, kEnds)) break;
  }
  return parts_of(
      words.subspan(static_cast<std::size_t>(first - words.begin()), static_cast<std::size_t>(last - first)));
}

// `x AS name` without its name.
Words without_alias(Words item) {
  return item.size() > 2 && item[item.size() - 2] == "as" ? item.first(item.size() - 2) : item;
}

bool is_uuid(Words item, const UuidColumns& columns) {
  static constexpr std::array<std::string_view, 5> kMakes{"uuid", "gen_random_uuid", "uuidv4", "uuidv7",
                                                          "uuid_v7"};
  static constexpr std::array<std::string_view, 6> kKeeps{"min",   "max",  "any_value",
                                                          "first", "last", "coalesce"};
  const std::size_t size = item.size();
  if (size == 0) return false;
  if (size == 1 || (size % 2 == 1 && item[size - 2] == ".")) return columns.contains(item.back());
  if (item[size - 2] == "::") return item.back() == "uuid";
  if (size < 3 || item[1] != "(" || item.back() != ")") return false;
  if (one_of(item[0], kMakes)) return true;
  if (item[0] == "cast" || item[0] == "try_cast") return item[size - 2] == "uuid";
  if (!one_of(item[0], kKeeps)) return false;
  return is_uuid(parts_of(item.subspan(2, size - 3)).front(), columns);
}

std::string joined(Words item) {
  std::string text;
  for (const std::string& word : item) {
    if (!text.empty() && is_word_character(text.back()) && is_word_character(word.front())) text += ' ';
    text += word;
  }
  return text;
}

// A UUID column that `*` gives at `column`.
std::string starred(const UuidColumns& columns, std::optional<std::size_t> column) {
  for (const auto& [name, place] : columns) {
    if (!column || !place || place == column) return name;
  }
  return "";
}

}  // namespace

void find_uuid_columns(std::string_view sql, UuidColumns& columns) {
  const std::vector<std::string> words = words_of(sql);
  std::vector<std::size_t> places{0};  // in each list that is open
  for (std::size_t at = 1; at + 1 < words.size(); ++at) {
    const std::string& before = words[at - 1];
    if (before == "(") places.push_back(0);
    if (before == ")" && places.size() > 1) places.pop_back();
    if (before == ",") ++places.back();
    static constexpr std::array<std::string_view, 5> kBefore{"(", ",", "column", "add", "exists"};
    if (words[at + 1] != "uuid" || !one_of(before, kBefore) || !is_word_character(words[at].front()))
      continue;
    const bool in_list = before == "(" || before == ",";
    columns.emplace(words[at], in_list ? std::optional(places.back()) : std::nullopt);
  }
  for (const Words item : selected(words)) {
    const Words expression = without_alias(item);
    if (expression.size() < item.size() && is_uuid(expression, columns))
      columns.emplace(item.back(), std::nullopt);
  }
}

bool is_query(std::string_view sql) { return !selected(words_of(sql)).empty(); }

std::string selected_uuid(std::string_view sql, const UuidColumns& columns,
                          std::optional<std::size_t> column) {
  const std::vector<std::string> words = words_of(sql);
  std::size_t at = 0;
  for (const Words item : selected(words)) {
    if (!item.empty() && item.back() == "*") return starred(columns, at == 0 ? column : std::nullopt);
    const Words expression = without_alias(item);
    if ((!column || *column == at) && is_uuid(expression, columns)) return joined(expression);
    ++at;
  }
  return "";
}

}  // namespace pylon::lint

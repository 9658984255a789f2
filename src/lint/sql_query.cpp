#include "lint/sql_query.hpp"

#include <algorithm>
#include <array>
#include <cctype>

#include "base/python_tokens.hpp"
#include "lint/sql_select.hpp"

namespace pylon::lint {

namespace {

// Where the last statement begins: after the last ; that something follows.
std::size_t last_statement(const SqlWords& words) {
  std::size_t start = 0;
  for (std::size_t at = 0; at < words.list.size(); at = words.next(at)) {
    if (words.list[at] == ";" && at + 1 < words.list.size() && words.list[at + 1] != ";") start = at + 1;
  }
  return start;
}

// `CREATE TABLE name AS query`: the names that UUIDs get.
void find_created_columns(const SqlWords& words, std::size_t first, std::size_t last, UuidColumns& columns) {
  if (!words.is(first, "create")) return;
  for (std::size_t at = first; at < last; at = words.next(at)) {
    if (words.list[at] != "as") continue;
    for (const QueryColumn& column : selected_columns(words, at + 1, last, columns)) {
      if (!column.uuid.empty() && !column.name.empty()) columns.add(column.name, std::nullopt);
    }
    return;
  }
}

}  // namespace

void find_uuid_columns(std::string_view sql, UuidColumns& columns) {
  const SqlWords parsed = sql_words(sql);
  const std::vector<std::string>& words = parsed.list;
  std::vector<std::size_t> places{0};  // in each list that is open
  for (std::size_t at = 1; at + 1 < words.size(); ++at) {
    const std::string& before = words[at - 1];
    if (before == "(") places.push_back(0);
    if (before == ")" && places.size() > 1) places.pop_back();
    if (before == ",") ++places.back();
    static constexpr std::array<std::string_view, 5> kBefore{"(", ",", "column", "add", "exists"};
    if (words[at + 1] != "uuid" || std::ranges::find(kBefore, before) == kBefore.end() ||
        !is_word_character(words[at].front()))
      continue;
    const bool in_list = before == "(" || before == ",";
    columns.add(words[at], in_list ? std::optional(places.back()) : std::nullopt);
  }
  std::size_t start = 0;
  for (std::size_t at = 0; at <= words.size(); at = at < words.size() ? parsed.next(at) : at + 1) {
    if (at < words.size() && words[at] != ";") continue;
    if (at > start) find_created_columns(parsed, start, at, columns);
    start = at + 1;
  }
}

QueryResult query_result(std::string_view sql, const UuidColumns& columns) {
  const SqlWords words = sql_words(sql);
  std::size_t last = words.list.size();
  while (last > 0 && words.list[last - 1] == ";") --last;
  const std::size_t first = last_statement(words);
  return {selected_columns(words, first, last, columns), columns};
}

void UuidColumns::add(const std::string& name, std::optional<std::size_t> place) {
  if (!names_.insert(name).second) return;
  if (place) {
    by_place_.try_emplace(*place, name);
  } else if (without_place_.empty()) {
    without_place_ = name;
  }
}

std::string UuidColumns::at(std::optional<std::size_t> place) const {
  if (!place) return names_.empty() ? "" : *names_.begin();
  const auto found = by_place_.find(*place);
  return found == by_place_.end() ? without_place_ : found->second;
}

QueryResult::QueryResult(std::vector<QueryColumn> columns, const UuidColumns& known)
    : columns_(std::move(columns)) {
  star_ = static_cast<std::size_t>(std::ranges::find_if(columns_, &QueryColumn::star) - columns_.begin());
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const std::string found = columns_[i].star ? known.at(std::nullopt) : columns_[i].uuid;
    if (any_.empty()) any_ = found;
    // The first star gives its columns in the order of the table.
    if (behind_star_.empty() && (i > star_ || (i == star_ && i > 0))) behind_star_ = found;
  }
}

std::string QueryResult::uuid(std::optional<std::size_t> number, const UuidColumns& known) const {
  if (!number) return any_;
  if (*number < star_) return *number < columns_.size() ? columns_[*number].uuid : "";
  if (star_ == columns_.size()) return "";
  const std::string own = star_ == 0 ? known.at(number) : "";
  return own.empty() ? behind_star_ : own;
}

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

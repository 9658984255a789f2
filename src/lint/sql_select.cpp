#include "lint/sql_select.hpp"

#include <algorithm>
#include <array>
#include <memory>

#include "base/python_tokens.hpp"
#include "lint/call.hpp"

namespace pylon::lint {
namespace {

using Column = QueryColumn;
using Columns = std::vector<Column>;

constexpr unsigned kDeepest = 32;
// Of more columns or sources than people write, only the first ones count: each item of a list is looked up
// in all of them.
constexpr std::size_t kMostColumns = 256, kMostSources = 16;

template <std::size_t Size>
bool one_of(std::string_view word, const std::array<std::string_view, Size>& words) {
  return std::ranges::find(words, word) != words.end();
}

// A select that has a name, or stands in FROM.
struct Select {
  explicit Select(Columns list) : columns(std::move(list)) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      star = star || columns[i].star;
      if (!columns[i].star) places.emplace(columns[i].name, i);
    }
  }
  Columns columns;
  std::map<std::string, std::size_t> places;  // of the columns, by name
  bool star = false;                          // there are others, of tables
};

// What a name in FROM stands for, when a select says it.
struct Source {
  std::string name;
  std::shared_ptr<const Select> select;
};

class Analysis {
 public:
  Analysis(const SqlWords& words, const UuidColumns& known) : words_(words), known_(known) {}

  // The columns of the query in [first, last).
  Columns query(std::size_t first, std::size_t last, unsigned depth);

 private:
  Columns selected(std::size_t first, std::size_t last, unsigned depth);
  struct From {
    std::vector<Source> sources;
    bool tables = false;  // there are others, of which nothing is known
  };

  std::size_t read_with(std::size_t first, std::size_t last, unsigned depth);
  From read_from(std::size_t first, std::size_t last, unsigned depth);
  void read_source(std::size_t first, std::size_t last, unsigned depth, From& from);
  void add_item(std::size_t first, std::size_t last, const From& from, Columns& columns) const;
  void add_item_star(const From& from, std::string_view qualifier, Columns& columns) const;
  bool is_uuid(std::size_t first, std::size_t last, const From& from) const;
  bool names_uuid(std::size_t first, std::size_t last, const From& from) const;
  std::string text_of(std::size_t first, std::size_t last) const;
  // The first of `ends` outside of brackets; `last` when there is none.
  template <typename Ends>
  std::size_t find(std::size_t first, std::size_t last, const Ends& ends) const {
    while (first < last && !one_of(words_.list[first], ends)) first = words_.next(first);
    return std::min(first, last);
  }

  const SqlWords& words_;
  const UuidColumns& known_;
  std::vector<std::string> in_force_;  // names of WITH, the innermost last
  std::map<std::string, std::vector<std::shared_ptr<const Select>>> with_;  // the last one of a name counts
};

// `WITH name (columns) AS (query), …`: after it. What it names is in force from then on.
std::size_t Analysis::read_with(std::size_t first, std::size_t last, unsigned depth) {
  std::size_t at = first + 1;
  if (words_.is(at, "recursive")) ++at;
  while (at < last) {
    const std::string title = words_.list[at];
    const std::size_t names = words_.is(at + 1, "(") ? at + 1 : last;
    at = names < last ? words_.next(names) : at + 1;
    while (at < last && words_.list[at] != "(") ++at;  // as not materialized
    if (at >= last || words_.partner[at] >= last) return last;
    Columns columns = query(at + 1, words_.partner[at], depth + 1);
    std::size_t name = names + 1;
    for (Column& column : columns) {
      if (names >= last || name >= words_.partner[names]) break;
      column.name = words_.list[name];
      name += 2;
    }
    with_[title].push_back(std::make_shared<const Select>(std::move(columns)));
    in_force_.push_back(title);
    at = words_.partner[at] + 1;
    if (!words_.is(at, ",")) return at;
    ++at;
  }
  return last;
}

void Analysis::read_source(std::size_t first, std::size_t last, unsigned depth, From& from) {
  if (first >= last) return;
  if (from.sources.size() >= kMostSources) return void(from.tables = true);
  if (words_.list[first] == "lateral") ++first;
  const bool nested = words_.is(first, "(") && words_.partner[first] < last;
  const std::size_t after = nested ? words_.partner[first] + 1 : first + 1;
  std::size_t alias = after;
  while (words_.is(alias, ".") && alias + 1 < last) alias += 2;
  const bool qualified = alias != after;
  if (words_.is(alias, "as")) ++alias;
  const bool named = alias < last && is_word_character(words_.list[alias].front());
  Source source{named ? words_.list[alias] : nested ? "" : words_.list[first], {}};
  if (nested) {
    Columns columns = query(first + 1, words_.partner[first], depth + 1);
    if (columns.empty()) return void(from.tables = true);
    source.select = std::make_shared<const Select>(std::move(columns));
  } else {
    const auto found = with_.find(words_.list[first]);
    if (qualified || found == with_.end() || found->second.empty()) return void(from.tables = true);
    source.select = found->second.back();
  }
  from.sources.push_back(std::move(source));
}

Analysis::From Analysis::read_from(std::size_t first, std::size_t last, unsigned depth) {
  static constexpr std::array<std::string_view, 14> kBetween{",",    "join",  "inner",   "left",  "right",
                                                             "full", "cross", "natural", "outer", "semi",
                                                             "anti", "asof",  "on",      "using"};
  From from;
  for (std::size_t at = first; at < last;) {
    const std::size_t end = find(at, last, kBetween);
    const bool condition = at > first && (words_.list[at - 1] == "on" || words_.list[at - 1] == "using");
    if (!condition) read_source(at, end, depth, from);
    at = end + 1;
  }
  return from;
}

// Whether the column that [first, last) names, `id` or `u.id`, is a UUID.
bool Analysis::names_uuid(std::size_t first, std::size_t last, const From& from) const {
  const std::string& name = words_.list[last - 1];
  const std::string qualifier = last - first > 1 ? words_.list[last - 3] : "";
  for (const Source& source : from.sources) {
    if (!qualifier.empty() && source.name != qualifier) continue;
    const auto place = source.select->places.find(name);
    if (place != source.select->places.end()) return !source.select->columns[place->second].uuid.empty();
    if (source.select->star) return known_.contains(name);
    if (!qualifier.empty()) return false;
  }
  return (from.tables || from.sources.empty()) && known_.contains(name);
}

// Functions that keep the type of their first argument are looked through, as deep as they are nested.
bool Analysis::is_uuid(std::size_t first, std::size_t last, const From& from) const {
  static constexpr std::array<std::string_view, 5> kMakes{"uuid", "gen_random_uuid", "uuidv4", "uuidv7",
                                                          "uuid_v7"};
  static constexpr std::array<std::string_view, 21> kKeeps{
      "min",      "max",    "any_value",   "arbitrary",  "first",     "last",    "coalesce",
      "ifnull",   "nullif", "mode",        "arg_min",    "min_by",    "arg_max", "max_by",
      "greatest", "least",  "first_value", "last_value", "nth_value", "lag",     "lead"};
  // What may stand behind a call: `OVER (…)`.
  static constexpr std::array<std::string_view, 2> kBehind{"over", "filter"};
  while (first < last) {
    const std::size_t size = last - first;
    if (words_.is(first, "(") && words_.partner[first] == last - 1) {
      ++first, --last;
      continue;
    }
    if (size == 1 || (size % 2 == 1 && size <= 7 && words_.list[last - 2] == "."))
      return names_uuid(first, last, from);
    if (words_.list[last - 2] == "::") return words_.list[last - 1] == "uuid";
    if (size == 2) return words_.is(first, "uuid") && words_.is(first + 1, "''");  // UUID '…'
    const std::size_t open = words_.partner[last - 1];
    if (open < last && open > first + 2 && one_of(words_.list[open - 1], kBehind)) {
      last = open - 1;
      continue;
    }
    while (first + 2 < last && words_.list[first + 1] == ".") first += 2;  // main.uuid()
    if (!words_.is(first + 1, "(") || open != first + 1) return false;
    const std::string& function = words_.list[first];
    if (one_of(function, kMakes)) return true;
    if (function == "cast" || function == "try_cast") return words_.list[last - 2] == "uuid";
    if (!one_of(function, kKeeps)) return false;
    first += 2;
    last = find(first, last - 1, std::array<std::string_view, 1>{","});
  }
  return false;
}

std::string Analysis::text_of(std::size_t first, std::size_t last) const {
  constexpr std::size_t kEnough = 100;  // bytes: a message quotes less
  std::string text;
  for (; first < last && text.size() < kEnough; ++first) {
    const std::string& word = words_.list[first];
    const bool string = word == "''";
    if (!text.empty() && is_word_character(text.back()) && (string || is_word_character(word.front())))
      text += ' ';
    text += string ? "'…'" : word;
  }
  return quoted_part(text);
}

// `*` and `name.*`.
void Analysis::add_item_star(const From& from, std::string_view qualifier, Columns& columns) const {
  bool tables = from.tables || from.sources.empty();
  for (const Source& source : from.sources) {
    if (!qualifier.empty() && source.name != qualifier) continue;
    const Columns& more = source.select->columns;
    tables = tables || columns.size() + more.size() > kMostColumns;
    if (columns.size() + more.size() <= kMostColumns) columns.insert(columns.end(), more.begin(), more.end());
  }
  if (tables) columns.push_back({"", "", true});
}

void Analysis::add_item(std::size_t first, std::size_t last, const From& from, Columns& columns) const {
  if (first >= last) return;
  const std::size_t star = find(first, last, std::array<std::string_view, 1>{"*"});
  if (star < last && (star == first || words_.list[star - 1] == "."))
    return add_item_star(from, star - first >= 2 ? words_.list[star - 2] : std::string(), columns);
  const bool as = last - first > 2 && words_.list[last - 2] == "as";
  const auto ends_value = [](const std::string& word) {
    return word == ")" || word == "''" || is_word_character(word.front());
  };
  const bool bare = !as && last - first > 1 && ends_value(words_.list[last - 2]) &&
                    is_word_character(words_.list[last - 1].front());
  const std::size_t end = last - (as ? 2U : bare ? 1U : 0U);
  // Without a name of its own a column has the name of what it is, where that is one.
  const bool plain = end - first == 1 || (end - first <= 7 && words_.list[end - 2] == ".");
  Column column{as || bare || plain ? words_.list[last - 1] : "", "", false};
  if (is_uuid(first, end, from)) column.uuid = text_of(first, end);
  columns.push_back(std::move(column));
}

Columns Analysis::query(std::size_t first, std::size_t last, unsigned depth) {
  while (first < last && words_.is(first, "(") && words_.partner[first] == last - 1) ++first, --last;
  if (depth > kDeepest || first >= last) return {};
  const std::size_t outer = in_force_.size();
  if (words_.list[first] == "with") first = read_with(first, last, depth);
  Columns columns = first < last ? selected(first, last, depth) : Columns{};
  for (; in_force_.size() > outer; in_force_.pop_back()) with_[in_force_.back()].pop_back();
  return columns;
}

// The same without WITH and brackets around it.
Columns Analysis::selected(std::size_t first, std::size_t last, unsigned depth) {
  static constexpr std::array<std::string_view, 15> kClauses{
      "from", "where", "union",  "intersect", "except",  "order",  "limit", "group",
      ";",    "into",  "having", "window",    "qualify", "offset", "select"};
  static constexpr std::array<std::string_view, 7> kNoRows{"insert", "update", "delete", "merge",
                                                           "copy",   "create", "explain"};
  const bool changes = one_of(words_.list[first], kNoRows);
  // DuckDB takes FROM before SELECT, too; without a SELECT it means all columns.
  const bool from_first = words_.list[first] == "from";
  const std::size_t list = changes
                               ? find(first, last, std::array<std::string_view, 1>{"returning"})
                               : find(first, last, std::array<std::string_view, 2>{"select", "returning"});
  if (list == last && !from_first) return {};
  const std::size_t items = std::min(list + 1, last);
  const std::size_t end = find(items, last, kClauses);
  const std::size_t from = from_first ? first : end;
  From sources;
  if (words_.is(from, "from") && from < last)
    sources = read_from(from + 1, find(from + 1, last, kClauses), depth);
  sources.tables = sources.tables || changes;
  Columns columns;
  if (list == last) add_item_star(sources, "", columns);
  std::size_t at = items;
  while (at < end && (words_.list[at] == "distinct" || words_.list[at] == "all")) ++at;
  while (at < end) {
    const std::size_t comma = find(at, end, std::array<std::string_view, 1>{","});
    add_item(at, comma, sources, columns);
    at = comma + 1;
  }
  return columns;
}

}  // namespace

std::vector<QueryColumn> selected_columns(const SqlWords& words, std::size_t first, std::size_t last,
                                          const UuidColumns& known) {
  return first < last ? Analysis(words, known).query(first, last, 0) : Columns{};
}

}  // namespace pylon::lint

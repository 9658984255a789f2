// As much SQL as it takes to see which columns of a query have the type UUID.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace pylon::lint {

// Columns of tables that are known to have the type UUID, by lower-case name.
class UuidColumns {
 public:
  // `place`: of the column (from 0) in the CREATE TABLE that says so, where one does.
  void add(const std::string& name, std::optional<std::size_t> place);
  bool contains(const std::string& name) const { return names_.contains(name); }
  // One that a `*` may give as column `place` (none: as any); "" when there is none.
  std::string at(std::optional<std::size_t> place) const;

 private:
  std::set<std::string> names_;
  std::map<std::size_t, std::string> by_place_;
  std::string without_place_;
};

// Adds those that `sql` declares: `id UUID` in a CREATE or ALTER TABLE, or the name that a UUID is given in
// CREATE … AS SELECT.
void find_uuid_columns(std::string_view sql, UuidColumns& columns);

struct QueryColumn {
  std::string name;   // that outer queries call it by; "": none
  std::string uuid;   // what is selected, as a message quotes it, when it has the type UUID; else ""
  bool star = false;  // of tables: any number of columns, those in UuidColumns among them
};

// What a query answers with.
class QueryResult {
 public:
  QueryResult() = default;
  QueryResult(std::vector<QueryColumn> columns, const UuidColumns& known);

  // Whether the statement gives rows.
  bool rows() const { return !columns_.empty(); }
  // The column `number` (from 0; none: any of them): what it selects, when that is known to have the type
  // UUID; else "". A cast to another type is known not to.
  std::string uuid(std::optional<std::size_t> number, const UuidColumns& known) const;

 private:
  std::vector<QueryColumn> columns_;
  std::size_t star_ = 0;  // the first; behind it no column's number is known
  std::string any_, behind_star_;
};

// Of the last statement in `sql`: of its outermost SELECT or its RETURNING. Names are looked up in WITH and
// in selects within FROM before `columns`. Reads each word a bounded number of times; selects that are nested
// more than 32 deep tell nothing.
QueryResult query_result(std::string_view sql, const UuidColumns& columns);

// SQL as words, with the brackets among them matched.
struct SqlWords {
  // Lower-case words, "::" and single characters. 'Strings' are one word "''"; "Names" lose their quotes.
  std::vector<std::string> list;
  std::vector<std::size_t> partner;  // of each bracket the place of the other; list.size() for all else

  bool is(std::size_t at, std::string_view word) const { return at < list.size() && list[at] == word; }
  // The place after the bracket that opens at `at`, or just the next one.
  std::size_t next(std::size_t at) const {
    return partner[at] != list.size() && partner[at] > at ? partner[at] + 1 : at + 1;
  }
};

// Takes any text. Comments are left out.
SqlWords sql_words(std::string_view sql);

}  // namespace pylon::lint

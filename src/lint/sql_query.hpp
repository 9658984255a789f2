// As much SQL as it takes to see which columns of a query have the type UUID.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pylon::lint {

// Columns that are known to have the type UUID, by lower-case name: with their place (from 0) in the CREATE
// TABLE that says so, where one does.
using UuidColumns = std::map<std::string, std::optional<std::size_t>>;

// Adds those that `sql` declares: `id UUID` in a CREATE or ALTER TABLE, or the name that a selected UUID is
// given.
void find_uuid_columns(std::string_view sql, UuidColumns& columns);

// Whether `sql` gives rows: it has a SELECT or a RETURNING.
bool is_query(std::string_view sql);

// What the query selects as its column `column` (from 0; none: as any of its columns) and has the type UUID:
// a column in `columns`, uuid() and its kin, or a cast to UUID; "" when nothing is known to. A cast to
// another type is not.
std::string selected_uuid(std::string_view sql, const UuidColumns& columns,
                          std::optional<std::size_t> column);

}  // namespace pylon::lint

// What a SELECT gives, column by column: through WITH, selects within FROM and stars.
#pragma once

#include <vector>

#include "lint/sql_query.hpp"

namespace pylon::lint {

// Of the statement in [first, last) of `words`; none when it gives no rows. `known`: the columns of tables.
std::vector<QueryColumn> selected_columns(const SqlWords& words, std::size_t first, std::size_t last,
                                          const UuidColumns& known);

}  // namespace pylon::lint

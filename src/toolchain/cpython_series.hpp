// toolchain/cpython.json: what is known of the series of CPython (3.14, 3.15) beside the one that is built.
#pragma once

#include <filesystem>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace pylon {

// What stands between a series and a build of it.
struct SeriesState {
  std::string series;                // "3.14"
  bool read = true;                  // false: the table does not have it
  std::vector<std::string> stops;    // differences without whose handling a build fails or is wrong
  std::vector<std::string> unknown;  // what nobody has looked at, or only a build can show

  bool can_be_built() const { return read && stops.empty(); }
};

// Of the series that `version` ("3.14.10") belongs to; what stops the series that its differences start from
// (`after`) stops it too. Error for an `after` that is not in the table, or leads round in a circle.
SeriesState series_state(const nlohmann::json& table, const std::string& version);

// The same, from `<toolchain>/cpython.json`; a project without that file says nothing of any series.
SeriesState read_series_state(const std::filesystem::path& toolchain, const std::string& version);

}  // namespace pylon

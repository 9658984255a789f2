#include "toolchain/cpython_series.hpp"

#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/json.hpp"
#include "system/files.hpp"

namespace pylon {
namespace {

using Json = nlohmann::json;

constexpr const char* kName = "toolchain/cpython.json";

void add_stops(const Json& entry, std::vector<std::string>& stops) {
  for (const Json& difference : entry.at("differs")) {
    if (difference.value("stops", false)) stops.push_back(difference.at("what").get<std::string>());
  }
}

}  // namespace

SeriesState series_state(const Json& table, const std::string& version) {
  const Json& list = table.at("series");
  SeriesState state;
  state.series = version.substr(0, version.rfind('.'));
  state.read = list.contains(state.series);
  if (!state.read) return state;
  state.unknown = list.at(state.series).at("unknown").get<std::vector<std::string>>();
  std::size_t steps = 0;
  for (std::string series = state.series; !series.empty(); series = list.at(series).value("after", "")) {
    if (!list.contains(series) || ++steps > list.size())
      throw Error(std::string(kName) + ": /series/" + state.series + ": what it comes 'after' leads to '" +
                      series + "', which " + (list.contains(series) ? "comes after itself" : "is not there"),
                  "name a series of the same file, an older one");
    add_stops(list.at(series), state.stops);
  }
  return state;
}

SeriesState read_series_state(const fs::path& toolchain, const std::string& version) {
  if (!fs::exists(toolchain / "cpython.json")) return {version.substr(0, version.rfind('.')), true, {}, {}};
  const Json table = parse_json(read_file(toolchain / "cpython.json"), kName);
  const std::string schema = "toolchain/cpython.schema.json";
  validate_json(table, parse_json(read_file(toolchain / "cpython.schema.json"), schema), kName);
  return series_state(table, version);
}

}  // namespace pylon

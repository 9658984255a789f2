#include "manifest/rows.hpp"

#include <nlohmann/json.hpp>

namespace pylon {

std::vector<Row> read_rows(const nlohmann::json& manifest) {
  std::vector<Row> rows;
  const auto attribution = manifest.find("attribution");
  if (attribution == manifest.end()) return rows;
  for (const nlohmann::json& entry : attribution->at("rows")) {
    rows.push_back({entry.at("name"), entry.at("kind"), entry.value("package", ""), entry.at("code"),
                    entry.at("data"), entry.at("other")});
  }
  return rows;
}

nlohmann::json rows_json(const std::vector<Row>& rows) {
  nlohmann::json list = nlohmann::json::array();
  for (const Row& row : rows) {
    list.push_back({{"name", row.name},
                    {"kind", row.kind},
                    {"code", row.code},
                    {"data", row.data},
                    {"other", row.other}});
    if (!row.package.empty()) list.back()["package"] = row.package;
  }
  return list;
}

}  // namespace pylon

// A log in the Static Analysis Results Interchange Format, around the results of one verb.
// Source: SARIF Version 2.1.0, OASIS Standard; which parts of it code scanning shows: GitHub's "SARIF support
// for code scanning".
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace pylon {

struct SarifRun {
  const char* id = "";                         // "pylonctl-gate/": keeps the alerts of two verbs apart
  const char* column_kind = "utf16CodeUnits";  // how columns are counted
  nlohmann::json rules = nlohmann::json::array();
  nlohmann::json results = nlohmann::json::array();
  nlohmann::json notifications = nlohmann::json::array();  // what could not be done
  int exit_code = 0;
};

// The whole document with a line end. `version`: of pylonctl.
std::string sarif_document(const SarifRun& run, const std::string& version);

nlohmann::json sarif_message(const std::string& text);
nlohmann::json sarif_rule(const std::string& id, const std::string& title, const std::string& full,
                          const std::string& help, const char* level, std::vector<std::string> tags);
nlohmann::json sarif_notification(const char* level, const std::string& text);

// {"uri": …}: a path relative to the top of the sources, or an absolute one.
nlohmann::json sarif_artifact(const std::string& path);

}  // namespace pylon

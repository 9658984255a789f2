#include "report/sarif.hpp"

#include <fmt/format.h>

#include "base/json.hpp"

namespace pylon {

using Json = nlohmann::json;

Json sarif_message(const std::string& text) { return {{"text", text}}; }

Json sarif_rule(const std::string& id, const std::string& title, const std::string& full,
                const std::string& help, const char* level, std::vector<std::string> tags) {
  return {{"id", id},
          {"name", id},
          {"shortDescription", sarif_message(title)},
          {"fullDescription", sarif_message(full)},
          {"help", sarif_message(help)},
          {"defaultConfiguration", {{"level", level}}},
          {"properties", {{"tags", std::move(tags)}}}};
}

Json sarif_notification(const char* level, const std::string& text) {
  return {{"level", level}, {"message", sarif_message(text)}};
}

Json sarif_artifact(const std::string& path) {
  // Source: RFC 3986, 2.3; "/" divides.
  static constexpr std::string_view kPlain = "-._~/";
  std::string uri;
  for (const char each : path) {
    const bool plain = (each >= 'a' && each <= 'z') || (each >= 'A' && each <= 'Z') ||
                       (each >= '0' && each <= '9') || kPlain.find(each) != std::string_view::npos;
    uri += plain ? std::string(1, each) : fmt::format("%{:02X}", static_cast<unsigned char>(each));
  }
  if (path.starts_with('/')) return {{"uri", "file://" + uri}};
  return {{"uri", uri}, {"uriBaseId", "%SRCROOT%"}};
}

std::string sarif_document(const SarifRun& run, const std::string& version) {
  const Json driver{{"name", "pylonctl"}, {"semanticVersion", version}, {"rules", run.rules}};
  const Json invocation{{"executionSuccessful", run.exit_code != 2},
                        {"exitCode", run.exit_code},
                        {"toolExecutionNotifications", run.notifications}};
  const Json log{{"tool", {{"driver", driver}}},
                 {"automationDetails", {{"id", run.id}}},
                 {"columnKind", run.column_kind},
                 {"invocations", {invocation}},
                 {"results", run.results}};
  const Json document{
      {"$schema", "https://json.schemastore.org/sarif-2.1.0.json"}, {"version", "2.1.0"}, {"runs", {log}}};
  // Sources need not be UTF-8, and names in messages come from them.
  return json_text(document);
}

}  // namespace pylon

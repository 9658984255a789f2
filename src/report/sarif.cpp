// Findings in the Static Analysis Results Interchange Format.
// Source: SARIF Version 2.1.0, OASIS Standard; which parts of it code scanning shows: GitHub's "SARIF support
// for code scanning".
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/digest.hpp"
#include "base/json.hpp"
#include "report/finding.hpp"

namespace pylon {
namespace {

using Json = nlohmann::json;

const char* level_word(FindingLevel level) {
  if (level == FindingLevel::kError) return "error";
  return level == FindingLevel::kWarning ? "warning" : "note";
}

Json message_json(const std::string& text) { return {{"text", text}}; }

Json rule_json(const FindingRule& rule) {
  return {{"id", rule.id},
          {"name", rule.id},
          {"shortDescription", message_json(rule.title)},
          {"fullDescription", message_json(rule.why)},
          {"help", message_json(rule.help)},
          {"defaultConfiguration", {{"level", level_word(rule.level)}}},
          {"properties", {{"tags", rule.tags}}}};
}

// {"uri": …}: a path relative to the top of the sources, or an absolute one.
Json artifact_json(const std::string& path) {
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

Json location_json(const FindingPlace& place) {
  Json region{{"startLine", place.line}};
  if (place.column > 0)
    region.update(
        {{"startColumn", place.column}, {"endLine", place.end_line}, {"endColumn", place.end_column}});
  return {{"physicalLocation", {{"artifactLocation", artifact_json(place.file)}, {"region", region}}}};
}

Json fix_json(const Finding& finding) {
  Json replacements = Json::array();
  for (const lint::Edit& edit : finding.edits) {
    replacements.push_back({{"deletedRegion", {{"byteOffset", edit.offset}, {"byteLength", edit.size}}},
                            {"insertedContent", message_json(edit.text)}});
  }
  return {{"description", message_json(finding.fix)},
          {"artifactChanges", Json::array({{{"artifactLocation", artifact_json(finding.place.file)},
                                            {"replacements", replacements}}})}};
}

Json suppression_json(const Suppression& suppressed) {
  return {{"kind", suppressed.in_source ? "inSource" : "external"},
          {"status", "accepted"},
          {"justification", suppressed.reason}};
}

// The same finding has the same fingerprint in every run, however its numbers change and lines move.
Json fingerprints_json(const Findings& all, const Finding& finding) {
  const std::string print = sha256_hex(finding.identity).substr(0, 16);
  const std::string counted = fmt::format("{}:{}", print, std::max<std::size_t>(finding.occurrence, 1));
  return {{"primaryLocationLineHash", counted}, {all.fingerprint, finding.occurrence > 0 ? counted : print}};
}

Json result_json(const Findings& all, const FindingGroup& group, const Finding& finding) {
  const auto rule = std::ranges::find(all.rules, finding.rule, &FindingRule::id);
  Json result{{"ruleId", finding.rule},
              {"ruleIndex", rule - all.rules.begin()},
              {"level", level_word(finding.level)},
              {"message", message_json((group.of.empty() ? "" : group.of + ": ") + finding.message)},
              {"locations", Json::array({location_json(finding.place)})},
              {"partialFingerprints", fingerprints_json(all, finding)}};
  for (const auto& [name, value] : finding.properties) result["properties"][name] = value;
  if (!finding.edits.empty()) result["fixes"] = Json::array({fix_json(finding)});
  if (finding.suppressed) result["suppressions"] = Json::array({suppression_json(*finding.suppressed)});
  return result;
}

Json notification_json(FindingLevel level, const std::string& of, const std::string& text) {
  return {{"level", level_word(level)}, {"message", message_json(of.empty() ? text : of + ": " + text)}};
}

// What a remark is about: "src/a.c:12", or the group's variant.
std::string subject_of(const FindingGroup& group, const Remark& remark) {
  if (remark.place.file.empty()) return group.of;
  return remark.place.file + (remark.place.line > 0 ? ":" + std::to_string(remark.place.line) : "");
}

}  // namespace

std::string findings_sarif(const Findings& all, const std::string& version) {
  Json rules = Json::array(), results = Json::array(), notifications = Json::array();
  for (const FindingRule& rule : all.rules) rules.push_back(rule_json(rule));
  for (const FindingGroup& group : all.groups) {
    if (!group.undecided.empty())
      notifications.push_back(notification_json(FindingLevel::kError, group.of, group.undecided));
    for (const Remark& remark : group.remarks)
      notifications.push_back(notification_json(remark.level, subject_of(group, remark), remark.text));
    for (const Finding& finding : group.findings) results.push_back(result_json(all, group, finding));
  }
  const Json driver{{"name", "pylonctl"}, {"semanticVersion", version}, {"rules", rules}};
  const Json invocation{{"executionSuccessful", all.exit_code != 2},
                        {"exitCode", all.exit_code},
                        {"toolExecutionNotifications", notifications}};
  const Json log{{"tool", {{"driver", driver}}},
                 {"automationDetails", {{"id", "pylonctl-" + all.verb + "/"}}},
                 {"columnKind", all.has_columns ? "unicodeCodePoints" : "utf16CodeUnits"},
                 {"invocations", Json::array({invocation})},
                 {"results", results}};
  // Sources need not be UTF-8, and names in messages come from them.
  return json_text({{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                    {"version", "2.1.0"},
                    {"runs", Json::array({log})}});
}

}  // namespace pylon

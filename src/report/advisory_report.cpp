#include "report/advisory_report.hpp"

#include <fmt/format.h>

#include <map>
#include <nlohmann/json.hpp>

#include "base/json.hpp"
#include "base/shown.hpp"
#include "base/text.hpp"
#include "report/words.hpp"

namespace pylon {
namespace {

using Json = nlohmann::json;

constexpr const char* kUnknown = "components without a known version, of which nothing can be said";

std::string advice_of(const AdvisoryMatch& match) {
  if (!match.undecided.empty()) return match.undecided;
  return match.fixed.empty() ? "no fixed version is named" : "fixed in " + match.fixed;
}

const char* state_of(const AdvisoryReport& report, std::size_t i) {
  if (!report.accepted[i].empty()) return "accepted";
  return report.check.matches[i].undecided.empty() ? "affected" : "undecided";
}

std::string total(const AdvisoryReport& report) {
  const std::size_t count = report.check.matches.size();
  return fmt::format("{}: {} of {} advisories concern{} its components", report.variant,
                     count == 0 ? "none" : std::to_string(count), with_thousands(report.check.advisories),
                     count == 1 ? "s" : "");
}

Json match_json(const AdvisoryReport& report, std::size_t i) {
  const AdvisoryMatch& match = report.check.matches[i];
  Json one{{"id", match.id},
           {"aliases", match.aliases},
           {"state", state_of(report, i)},
           {"component", match.item.name},
           {"version", match.item.version},
           {"purl", match.item.purl},
           {"summary", match.summary},
           {"severity", match.severity},
           {"fixed", match.fixed}};
  if (!match.item.of.empty()) one["of"] = match.item.of;
  if (!match.undecided.empty()) one["undecided"] = match.undecided;
  if (!report.accepted[i].empty()) one["accepted"] = report.accepted[i];
  return one;
}

Finding advisory_finding(const AdvisoryReport& report, std::size_t i) {
  const AdvisoryMatch& match = report.check.matches[i];
  Finding finding{
      .rule = match.id,
      .level = match.undecided.empty() ? FindingLevel::kError : FindingLevel::kWarning,
      .place = {.file = "toolchain/lock.json", .line = 1},
      .subject = match.item.name,
      .message = fmt::format("{}: {}{}", match.item.label(),
                             match.summary.empty() ? "" : match.summary + "; ", advice_of(match)),
      .identity = report.variant + "\n" + match.item.name + "\n" + match.item.of + "\n" + match.id,
      .properties = {{"variant", report.variant}, {"component", match.item.name}, {"fixed", match.fixed}}};
  if (!report.accepted[i].empty())
    finding.suppressed = Suppression{.in_source = false, .reason = report.accepted[i]};
  return finding;
}

}  // namespace

int advisory_exit_code(const AdvisoryReports& reports) {
  bool unsure = !reports.problems.empty();
  for (const AdvisoryReport& report : reports.variants) {
    for (std::size_t i = 0; i < report.check.matches.size(); ++i) {
      if (!report.accepted[i].empty()) continue;
      if (report.check.matches[i].undecided.empty()) return 1;
      unsure = true;
    }
  }
  return unsure ? 2 : 0;
}

std::string advisory_text(const AdvisoryReports& reports) {
  std::string text;
  for (const AdvisoryReport& report : reports.variants) {
    text += total(report) + "\n";
    for (std::size_t i = 0; i < report.check.matches.size(); ++i) {
      const AdvisoryMatch& match = report.check.matches[i];
      // Each in its line: an advisory is others' text.
      text += fmt::format("  {:9}  {}  {}  {}\n", state_of(report, i), match.item.label(), shown(match.id),
                          shown(advice_of(match)));
      if (!match.aliases.empty()) text += "             also " + shown(join(match.aliases, ", ")) + "\n";
      if (!match.summary.empty())
        text += fmt::format("             {}{}\n", shown(match.summary),
                            match.severity.empty() ? "" : " [" + shown(match.severity) + "]");
      if (!report.accepted[i].empty()) text += "             accepted " + report.accepted[i] + "\n";
    }
    if (!report.unversioned.empty())
      text += fmt::format("  {}: {}\n", kUnknown, join(report.unversioned, ", "));
  }
  return text;
}

std::string advisory_json(const AdvisoryReports& reports) {
  Json variants = Json::array();
  for (const AdvisoryReport& report : reports.variants) {
    Json matches = Json::array();
    for (std::size_t i = 0; i < report.check.matches.size(); ++i) matches.push_back(match_json(report, i));
    variants.push_back({{"variant", report.variant},
                        {"advisories", report.check.advisories},
                        {"withdrawn", report.check.withdrawn},
                        {"matches", matches},
                        {"unversioned", report.unversioned}});
  }
  return json_text({{"variants", variants}, {"problems", reports.problems}});
}

Findings to_findings(const AdvisoryReports& reports) {
  Findings all{.verb = "advisories",
               .fingerprint = "pylonAdvisory/v1",
               .cannot = "could not read",
               .exit_code = advisory_exit_code(reports)};
  std::map<std::string, std::string> rules;  // id -> title
  for (const AdvisoryReport& report : reports.variants) {
    FindingGroup group{.of = report.variant};
    for (std::size_t i = 0; i < report.check.matches.size(); ++i) {
      const AdvisoryMatch& match = report.check.matches[i];
      rules.emplace(match.id, match.summary.empty() ? match.id : match.summary);
      group.findings.push_back(advisory_finding(report, i));
    }
    if (!report.unversioned.empty())
      group.remarks.push_back(
          {FindingLevel::kNote, fmt::format("{}: {}", kUnknown, join(report.unversioned, ", "))});
    all.groups.push_back(std::move(group));
  }
  FindingGroup& unread = all.groups.emplace_back();
  for (const std::string& problem : reports.problems)
    unread.remarks.push_back({FindingLevel::kError, problem});
  for (const auto& [id, title] : rules)
    all.rules.push_back({id,
                         title,
                         title,
                         "Take the version that mends it: pylonctl update. https://osv.dev/" + id,
                         FindingLevel::kError,
                         {"security"}});
  return all;
}

std::string advisory_markdown(const AdvisoryReports& reports) {
  std::string page;
  for (const AdvisoryReport& report : reports.variants) {
    page += "### " + total(report) + "\n\n";
    if (!report.check.matches.empty()) page += "| | component | advisory | what to do |\n|---|---|---|---|\n";
    for (std::size_t i = 0; i < report.check.matches.size(); ++i) {
      const AdvisoryMatch& match = report.check.matches[i];
      const std::string note =
          report.accepted[i].empty() ? advice_of(match) : "accepted " + report.accepted[i];
      page +=
          fmt::format("| {} | {} | {} {} | {} |\n", state_of(report, i), markdown_cell(match.item.label()),
                      markdown_cell(match.id), markdown_cell(match.summary), markdown_cell(note));
    }
    if (!report.unversioned.empty())
      page += fmt::format("\n{}: {}\n", kUnknown, join(report.unversioned, ", "));
    page += "\n";
  }
  for (const std::string& problem : reports.problems) page += "- not read: " + markdown_cell(problem) + "\n";
  return page;
}

}  // namespace pylon

#include "report/release_report.hpp"

#include <fmt/format.h>

#include "base/json.hpp"
#include "base/shown.hpp"
#include "base/text.hpp"

namespace pylon {

using Json = nlohmann::json;

std::string release_text(const ReleaseReport& report) {
  if (!report.reasons.empty()) {
    std::string text = fmt::format("pylon {} {} be released, for {} reason{}:\n", report.version,
                                   report.dry_run ? "could not" : "cannot", report.reasons.size(),
                                   report.reasons.size() == 1 ? "" : "s");
    for (const RefusedFor& reason : report.reasons) {
      text += fmt::format("  {}: {}\n", reason.subject, reason.message);
      if (!reason.advice.empty()) text += fmt::format("    to do: {}\n", reason.advice);
    }
    return text;
  }
  std::string text =
      fmt::format("pylon {}: {} {}\n", report.version,
                  report.dry_run ? "nothing is in the way. It would be written to" : "is in", report.folder);
  for (const std::string& smokes : report.to_run)
    text += fmt::format("  first run the smokes of {}\n", smokes);
  for (const ReleasedFile& file : report.files) {
    text += report.dry_run ? fmt::format("  {}\n", file.name)
                           : fmt::format("  {:>12}  {}\n", with_thousands(file.bytes), file.name);
  }
  return text;
}

std::string release_json(const ReleaseReport& report) {
  Json document{
      {"release_version", 1},      {"version", report.version},       {"folder", report.folder},
      {"dry_run", report.dry_run}, {"ready", report.reasons.empty()}, {"smokes_to_run", report.to_run},
      {"reasons", Json::array()},  {"files", Json::array()}};
  for (const RefusedFor& reason : report.reasons)
    document["reasons"].push_back(
        {{"subject", reason.subject}, {"message", reason.message}, {"advice", reason.advice}});
  for (const ReleasedFile& file : report.files) {
    document["files"].push_back({{"name", file.name}});
    if (file.sha256.empty()) continue;
    document["files"].back()["bytes"] = file.bytes;
    document["files"].back()["sha256"] = file.sha256;
  }
  return json_text(document);
}

std::string verify_text(const VerifyReport& report) {
  std::string text;
  for (const Disagreement& finding : report.findings) {
    text += fmt::format("WRONG {}{}{}: {}\n", shown(finding.file), finding.place.empty() ? "" : ": ",
                        shown(finding.place), shown_lines(finding.message));
  }
  for (const std::string& note : report.notes) text += "note: " + shown(note) + "\n";
  for (const std::string& checked : report.checked) text += "checked: " + shown(checked) + "\n";
  return text + (report.findings.empty()
                     ? fmt::format("{}: all agrees\n", report.what)
                     : fmt::format("{}: {} disagreement{}\n", report.what, report.findings.size(),
                                   report.findings.size() == 1 ? "" : "s"));
}

std::string verify_json(const VerifyReport& report) {
  Json findings = Json::array();
  for (const Disagreement& finding : report.findings)
    findings.push_back({{"file", finding.file}, {"place", finding.place}, {"message", finding.message}});
  return json_text({{"verify_version", 1},
                    {"what", report.what},
                    {"agrees", report.findings.empty()},
                    {"checked", report.checked},
                    {"notes", report.notes},
                    {"findings", findings}});
}

}  // namespace pylon

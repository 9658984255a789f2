#include "smoke/summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/json.hpp"

namespace pylon {
namespace {

using Json = nlohmann::json;

constexpr int kVersion = 1;

Json row_json(const SmokeRow& row) {
  const Transcript& transcript = row.transcript;
  Json json{{"name", row.name},
            {"verdict", word_of(transcript.verdict)},
            {"passed", transcript.passed - transcript.skipped},
            {"skipped", transcript.skipped},
            {"failed", transcript.failed()}};
  if (!transcript.reason.empty()) json["reason"] = transcript.reason;
  if (!transcript.failures.empty()) json["failures"] = transcript.failures;
  return json;
}

}  // namespace

bool SmokeRun::passed() const {
  return !rows.empty() &&
         std::ranges::all_of(rows, [](const SmokeRow& row) { return is_good(row.transcript.verdict); });
}

CheckCounts check_counts(const SmokeRun& run) {
  CheckCounts counts;
  for (const SmokeRow& row : run.rows) {
    counts.passed += row.transcript.passed - row.transcript.skipped;
    counts.skipped += row.transcript.skipped;
    counts.failed += row.transcript.failed();
  }
  return counts;
}

std::string smoke_summary_text(const SmokeRun& run) {
  const CheckCounts counts = check_counts(run);
  Json json{{"smoke_version", kVersion},
            {"variant", run.variant},
            {"sha256", run.sha256},
            {"runner", run.runner},
            {"runner_version", run.version},
            {"require_fat", run.require_fat},
            {"verdict", run.passed() ? "pass" : "fail"},
            {"passed", counts.passed},
            {"skipped", counts.skipped},
            {"failed", counts.failed},
            {"smokes", Json::array()}};
  for (const SmokeRow& row : run.rows) json["smokes"].push_back(row_json(row));
  // What a smoke printed may be anything but UTF-8.
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

SmokeSummary read_smoke_summary(std::string_view text, const std::string& name) {
  const Json json = parse_json(text, name);
  try {
    if (const int version = json.at("smoke_version"); version != kVersion)
      throw Error(fmt::format("{}: /smoke_version: it is {}, not {}", name, version, kVersion));
    SmokeSummary summary{
        json.at("variant"),
        json.at("sha256"),
        json.at("verdict"),
        json.at("runner").get<std::string>() + " " + json.at("runner_version").get<std::string>(),
        {json.at("passed"), json.at("skipped"), json.at("failed")},
        json.at("require_fat")};
    if (summary.verdict != "pass" && summary.verdict != "fail")
      throw Error(fmt::format("{}: /verdict: unknown value '{}'", name, summary.verdict));
    return summary;
  } catch (const Json::exception& error) {
    throw Error(fmt::format("{}: not a summary of smokes: {}", name, error.what()),
                "remove it, or run pylonctl smoke again");
  }
}

}  // namespace pylon

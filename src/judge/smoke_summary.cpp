#include "judge/smoke_summary.hpp"

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
  if (!row.script.empty()) json["sha256"] = row.script;
  if (!transcript.reason.empty()) json["reason"] = transcript.reason;
  if (!transcript.failures.empty()) json["failures"] = transcript.failures;
  return json;
}

Json summary_json(const SmokeRun& run) {
  const CheckCounts counts = check_counts(run);
  Json json{{"smoke_version", kVersion},      {"variant", run.variant},
            {"sha256", run.sha256},           {"library", run.library},
            {"runner", run.runner},           {"runner_version", run.version},
            {"require_fat", run.require_fat}, {"verdict", run.passed() ? "pass" : "fail"},
            {"passed", counts.passed},        {"skipped", counts.skipped},
            {"failed", counts.failed},        {"smokes", Json::array()}};
  for (const SmokeRow& row : run.rows) json["smokes"].push_back(row_json(row));
  return json;
}

SmokeSummary read_summary(const Json& json, const std::string& name) {
  if (const int version = json.at("smoke_version"); version != kVersion)
    throw Error(fmt::format("{}: /smoke_version: it is {}, not {}", name, version, kVersion));
  SmokeSummary summary{
      json.at("variant"),
      json.at("sha256"),
      json.at("verdict"),
      json.at("runner").get<std::string>() + " " + json.at("runner_version").get<std::string>(),
      {json.at("passed"), json.at("skipped"), json.at("failed")},
      json.at("require_fat"),
      json.value("library", "")};
  if (summary.verdict != "pass" && summary.verdict != "fail")
    throw Error(fmt::format("{}: /verdict: unknown value '{}'", name, summary.verdict));
  CheckCounts sum;
  bool good = !json.at("smokes").empty();
  for (const Json& row : json.at("smokes")) {
    sum.passed += row.at("passed").get<std::uint64_t>();
    sum.skipped += row.at("skipped").get<std::uint64_t>();
    sum.failed += row.at("failed").get<std::uint64_t>();
    summary.scripts[row.at("name")] = row.value("sha256", "");
    good = good && (row.at("verdict") == "pass" || row.at("verdict") == "skip");
  }
  const CheckCounts& said = summary.checks;
  if (sum.passed != said.passed || sum.skipped != said.skipped || sum.failed != said.failed ||
      good != (summary.verdict == "pass"))
    throw Error(name + ": its smokes say something else than their sums", "run pylonctl smoke again");
  return summary;
}

std::string about_others(const SmokeSummary& last, const SmokedFiles& files) {
  const char* what = last.sha256 == files.sha256 ? "another lib/" : "other bytes";
  return fmt::format("smoke.json is about {}: pylonctl smoke {}", what, last.variant);
}

// What is missing of the smokes that are due: ", but new_one has not run".
std::string missing_smoke(const SmokeSummary& summary, const std::map<std::string, std::string>& due) {
  for (const auto& [name, sha256] : due) {
    const auto ran = summary.scripts.find(name);
    if (ran == summary.scripts.end()) return ", but " + name + " has not run";
    if (!ran->second.empty() && ran->second != sha256) return ", but " + name + " was changed since";
  }
  return "";
}

SmokeJudgement judged(const SmokeSummary& summary, const SmokedFiles& files, bool may_skip) {
  const CheckCounts& checks = summary.checks;
  std::string verdict = summary.verdict, why;
  const std::string missing = missing_smoke(summary, files.due);
  if (verdict == "pass" && checks.passed == 0) {
    verdict = "fail";
    why = ", nothing was checked";
  } else if (verdict == "pass" && checks.skipped > 0 && !may_skip) {
    verdict = "fail";
    why = ", where nothing may be skipped";
  } else if (verdict == "pass" && !missing.empty()) {
    verdict = "fail";
    why = missing;
  }
  return {verdict,
          fmt::format("{}: {} passed, {} skipped, {} failed{} ({}{})", verdict, checks.passed, checks.skipped,
                      checks.failed, why, summary.runner, summary.require_fat ? ", --require-fat" : ""),
          summary.require_fat, !missing.empty()};
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

std::string smoke_summary_text(const SmokeRun& run) { return json_text(summary_json(run)); }

std::string smoke_record_text(const SmokeRun& run, std::string_view before) {
  Json record = summary_json(run);
  // A record that cannot be read is replaced, not mended.
  const Json found = Json::parse(before, nullptr, false);
  if (!found.is_object()) return json_text(record);
  for (Json other : {found, found.value("other", Json())}) {
    if (!other.is_object() || other.value("sha256", "") != run.sha256 ||
        other.value("library", "") != run.library ||
        other.value("require_fat", run.require_fat) == run.require_fat)
      continue;
    other.erase("other");
    record["other"] = std::move(other);
    break;
  }
  return json_text(record);
}

SmokeRecord read_smoke_record(std::string_view text, const std::string& name) {
  const Json json = parse_json(text, name);
  try {
    SmokeRecord record{read_summary(json, name), {}};
    if (json.contains("other")) record.other = read_summary(json.at("other"), name + ": /other");
    return record;
  } catch (const Json::exception& error) {
    throw Error(fmt::format("{}: not a summary of smokes: {}", name, error.what()),
                "remove it, or run pylonctl smoke again");
  }
}

SmokeJudgement judge_smokes(const SmokeRecord& record, const SmokedFiles& files, bool may_skip) {
  const SmokeSummary* plain = nullptr;
  const SmokeSummary* strict = nullptr;
  for (const SmokeSummary* each : {&record.last, record.other ? &*record.other : nullptr}) {
    if (each != nullptr && each->sha256 == files.sha256 && each->library == files.library)
      (each->require_fat ? strict : plain) = each;
  }
  if (strict == nullptr && plain == nullptr) return {"", about_others(record.last, files), false};
  const std::string variant = record.last.variant;
  if (may_skip && plain == nullptr && strict->verdict != "pass")
    return {"", "only a run with --require-fat, which asks for more than " + variant + " has", true};
  const bool use_strict = may_skip ? plain == nullptr : strict != nullptr;
  return judged(use_strict ? *strict : *plain, files, may_skip);
}

}  // namespace pylon

#include "judge/judgement.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/text.hpp"

namespace pylon {
namespace {

using Entries = std::multimap<std::string, const KnownFailure*>;  // by file

bool covers(const KnownFailure& entry, const CaseResult& result) {
  if ((result.outcome == CaseOutcome::kTrapped) != entry.traps) return false;
  if (result.name.empty()) return entry.cases.empty();
  for (const std::string& glob : entry.cases) {
    if (glob_matches(glob, result.name)) return true;
  }
  return false;
}

void sort_out(Judgement& judgement, const FileResult& file, const CaseResult& result,
              const Entries& entries) {
  if (!falls_short(result.outcome)) return;
  const auto [first, last] = entries.equal_range(file.name);
  for (auto entry = first; entry != last; ++entry) {
    if (!covers(*entry->second, result)) continue;
    judgement.known.push_back({file.name, result, entry->second->reason});
    return;
  }
  judgement.fresh.push_back({file.name, result, ""});
}

void judge_whole(Judgement& judgement, const FileResult& file) {
  if (file.whole.outcome == CaseOutcome::kPassed)
    judgement.mended.push_back({file.name, "", "it can be loaded"});
  if (file.whole.outcome == CaseOutcome::kSkipped)
    judgement.unmatched.push_back({file.name, "", "it skips itself: " + file.whole.why});
}

void judge_glob(Judgement& judgement, const FileResult& file, const std::string& glob) {
  std::size_t matched = 0, passed = 0, skipped = 0;
  for (const CaseResult& result : file.cases) {
    if (!glob_matches(glob, result.name)) continue;
    ++matched;
    if (result.outcome == CaseOutcome::kPassed) ++passed;
    if (result.outcome == CaseOutcome::kSkipped) ++skipped;
  }
  // What the file could not get to is not known.
  if (matched == 0 && falls_short(file.whole.outcome)) return;
  if (matched == 0) {
    judgement.unmatched.push_back({file.name, glob, "there is no such case"});
  } else if (matched == skipped) {
    judgement.unmatched.push_back({file.name, glob, matched == 1 ? "it is skipped" : "all are skipped"});
  } else if (passed > 0) {
    judgement.mended.push_back(
        {file.name, glob, matched == 1 ? "it passes" : fmt::format("{} of {} cases pass", passed, matched)});
  }
}

using Json = nlohmann::json;

// `used`: the reasons that have been asked for.
std::string reason_of(const Json& json, const Expectations& expectations, std::set<std::string>& used,
                      const std::string& where) {
  std::string reason = json.at("reason");
  if (!expectations.reasons.contains(reason)) {
    std::vector<std::string> known;
    for (const auto& [name, text] : expectations.reasons) known.push_back(name);
    throw Error(fmt::format("{}/reason: '{}' is none of /reasons", where, reason),
                fmt::format("known: {}", join(known, ", ")));
  }
  used.insert(reason);
  return reason;
}

}  // namespace

Judgement judge_conformance(const ConformanceRun& run, const Expectations& expectations) {
  Entries entries;
  for (const KnownFailure& entry : expectations.known) entries.emplace(entry.file, &entry);
  Judgement judgement;
  std::map<std::string, const FileResult*> ran;
  for (const FileResult& file : run.files) {
    ran.emplace(file.name, &file);
    sort_out(judgement, file, file.whole, entries);
    for (const CaseResult& result : file.cases) sort_out(judgement, file, result, entries);
  }
  for (const KnownFailure& entry : expectations.known) {
    const auto file = ran.find(entry.file);
    if (file == ran.end()) {
      if (run.whole()) judgement.unmatched.push_back({entry.file, "", "there is no such file"});
    } else if (entry.cases.empty()) {
      judge_whole(judgement, *file->second);
    } else {
      for (const std::string& glob : entry.cases) judge_glob(judgement, *file->second, glob);
    }
  }
  judgement.nothing_ran = run.counts().passed == 0;
  return judgement;
}

int conformance_exit_code(const ConformanceRun& run, const Judgement& judgement) {
  if (!judgement.fresh.empty()) return 1;
  if (run.interrupted()) return 2;
  return judgement.passed() ? 0 : 1;
}

Expectations parse_expectations(std::string_view text, std::string_view schema, const std::string& name) {
  const Json document = parse_json(text, name);
  validate_json(document, parse_json(schema, "expectations.schema.json"), name);
  Expectations expectations;
  expectations.suite = document.at("suite");
  expectations.reasons = document.at("reasons");
  expectations.sample = document.at("sample");
  std::set<std::string> used;
  std::set<std::pair<std::string, std::string>> seen;
  const auto once = [&](const std::string& file, const std::string& each, const std::string& where) {
    if (!seen.emplace(file, each).second)
      throw Error(fmt::format("{}: '{}{}{}' is there twice", where, file, each.empty() ? "" : " ", each));
  };
  const Json& known = document.at("known");
  for (std::size_t i = 0; i < known.size(); ++i) {
    const std::string where = fmt::format("{}: /known/{}", name, i);
    KnownFailure entry{known[i].at("file"), reason_of(known[i], expectations, used, where),
                       known[i].value("cases", std::vector<std::string>()), known[i].value("traps", false),
                       known[i].value("variants", std::vector<std::string>())};
    if (entry.cases.empty()) once(entry.file, "", where);
    for (const std::string& each : entry.cases) once(entry.file, each, where);
    expectations.known.push_back(std::move(entry));
  }
  const Json& left_out = document.at("left_out");
  for (std::size_t i = 0; i < left_out.size(); ++i) {
    const std::string where = fmt::format("{}: /left_out/{}", name, i);
    expectations.left_out.push_back(
        {left_out[i].at("files"), reason_of(left_out[i], expectations, used, where)});
  }
  for (const auto& [reason, meaning] : expectations.reasons) {
    if (!used.contains(reason)) throw Error(fmt::format("{}: /reasons/{}: nothing has it", name, reason));
  }
  return expectations;
}

Expectations expectations_of(Expectations all, const std::string& variant) {
  std::erase_if(all.known, [&](const KnownFailure& entry) {
    return !entry.variants.empty() && std::ranges::find(entry.variants, variant) == entry.variants.end();
  });
  return all;
}

}  // namespace pylon

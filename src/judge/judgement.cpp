#include "judge/judgement.hpp"

#include <fmt/format.h>

#include <map>

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

}  // namespace pylon

#include "judge/file_result.hpp"

namespace pylon {

const char* word_of(CaseOutcome outcome) {
  switch (outcome) {
    case CaseOutcome::kPassed:
      return "passed";
    case CaseOutcome::kSkipped:
      return "skipped";
    case CaseOutcome::kFailed:
      return "failed";
    case CaseOutcome::kTrapped:
      return "trapped";
    case CaseOutcome::kTimedOut:
      break;
  }
  return "timed out";
}

CaseCounts& CaseCounts::operator+=(const CaseCounts& other) {
  passed += other.passed;
  failed += other.failed;
  skipped += other.skipped;
  trapped += other.trapped;
  return *this;
}

CaseCounts FileResult::counts() const {
  CaseCounts counts;
  const auto add = [&](CaseOutcome outcome) {
    switch (outcome) {
      case CaseOutcome::kPassed:
        ++counts.passed;
        break;
      case CaseOutcome::kSkipped:
        ++counts.skipped;
        break;
      case CaseOutcome::kTrapped:
        ++counts.trapped;
        break;
      default:
        ++counts.failed;
    }
  };
  for (const CaseResult& each : cases) add(each.outcome);
  if (falls_short(whole.outcome)) add(whole.outcome);
  return counts;
}

CaseCounts ConformanceRun::counts() const {
  CaseCounts counts;
  for (const FileResult& file : files) counts += file.counts();
  return counts;
}

}  // namespace pylon

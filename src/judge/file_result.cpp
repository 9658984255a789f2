#include "judge/file_result.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "base/text.hpp"

namespace pylon {
namespace {

using Json = nlohmann::json;

std::string text_at(const Json& line, const char* field) {
  const auto found = line.find(field);
  return found != line.end() && found->is_string() ? found->get<std::string>() : "";
}

// None for a word that no driver writes. A file that has no case has skipped itself, in a way.
std::optional<CaseOutcome> outcome_of(const std::string& word) {
  if (word == "passed") return CaseOutcome::kPassed;
  if (word == "failed") return CaseOutcome::kFailed;
  if (word == "skipped" || word == "empty") return CaseOutcome::kSkipped;
  return std::nullopt;
}

// False when the line is none of a driver.
bool read_line(Record& record, const Json& line) {
  if (!line.is_object()) return false;
  if (line.contains("start")) {
    record.running = text_at(line, "start");
    return true;
  }
  const bool is_case = line.contains("case");
  const auto outcome = outcome_of(text_at(line, is_case ? "outcome" : "end"));
  if (!outcome) return false;
  CaseResult result{is_case ? text_at(line, "case") : "", *outcome, text_at(line, "why"), {}};
  if (is_case) {
    if (record.running == result.name) record.running.reset();
    record.ended.push_back(std::move(result));
  } else {
    if (text_at(line, "end") == "empty" && result.why.empty())
      result.why = "it has no case that can run here";
    record.end = std::move(result);
  }
  return true;
}

// Why a process ended before its file did.
CaseResult shortfall(const Ending& ending, std::string_view errors) {
  // The runtimes' words for a trap are the same as with smokes.
  Transcript transcript = read_transcript(ending, "", errors, false);
  if (transcript.verdict == SmokeVerdict::kTimeout)
    return {"", CaseOutcome::kTimedOut, transcript.reason, {}};
  if (transcript.verdict == SmokeVerdict::kTrap)
    return {"", CaseOutcome::kTrapped, transcript.reason, std::move(transcript.frames)};
  const std::vector<std::string> lines = split_lines(errors);
  return {"",
          CaseOutcome::kFailed,
          fmt::format("the process ended with exit code {}{}", ending.exit_code,
                      lines.empty() ? "" : ": " + lines.back()),
          {}};
}

}  // namespace

const char* word_of(CaseOutcome outcome) {
  // In the order of CaseOutcome.
  constexpr std::array kWords{"passed", "skipped", "failed", "trapped", "timed out"};
  return kWords.at(static_cast<std::size_t>(outcome));
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

Record read_record(std::string_view lines) {
  Record record;
  while (!lines.empty()) {
    const std::string_view line = take_line(lines);
    if (line.empty()) continue;
    const Json json = Json::parse(line, nullptr, false);
    if (!read_line(record, json)) ++record.unreadable;
  }
  return record;
}

bool add_process(FileResult& file, const Record& record, const Ending& ending, std::string_view errors) {
  file.cases.insert(file.cases.end(), record.ended.begin(), record.ended.end());
  if (record.end) {
    file.whole = *record.end;
    // The driver says of a file with failed cases that it failed; only what no case has told counts here.
    bool failed = false;
    for (const CaseResult& each : file.cases) failed = failed || falls_short(each.outcome);
    if ((failed && file.whole.outcome == CaseOutcome::kFailed) ||
        (!file.cases.empty() && file.whole.outcome == CaseOutcome::kSkipped))
      file.whole = {};
    return false;
  }
  CaseResult short_one = shortfall(ending, errors);
  // A driver that runs a case again, though it was told to leave it out, would never end: the file counts as
  // ended.
  const bool again =
      record.running && std::ranges::find(file.cases, *record.running, &CaseResult::name) != file.cases.end();
  if (!record.running || again) {
    file.whole = std::move(short_one);
    return false;
  }
  short_one.name = *record.running;
  file.cases.push_back(std::move(short_one));
  return true;
}

std::string done_cases(const FileResult& file) {
  Json names = Json::array();
  for (const CaseResult& each : file.cases) names.push_back(each.name);
  return names.dump(-1, ' ', true, Json::error_handler_t::replace);
}

}  // namespace pylon

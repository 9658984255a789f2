// How the cases of one file of a test suite ended inside pylon.wasm: plain data, read from what a driver
// (tests/conformance/support/record.py) wrote while they ran, and from the ends of its processes. Pure: any
// bytes have an answer.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "judge/transcript.hpp"

namespace pylon {

enum class CaseOutcome {
  kPassed,
  kSkipped,  // it says itself that it cannot run here
  kFailed,
  kTrapped,  // WebAssembly trapped, or the runtime itself died
  kTimedOut,
};

const char* word_of(CaseOutcome outcome);  // "passed", "skipped", "failed", "trapped", "timed out"
inline bool falls_short(CaseOutcome outcome) {
  return outcome != CaseOutcome::kPassed && outcome != CaseOutcome::kSkipped;
}

struct CaseResult {
  std::string name;  // below the file: "TestFloat.test_nan", "TestSave::test_path[str]"
  CaseOutcome outcome = CaseOutcome::kPassed;
  std::string why;            // as the suite says it: a traceback, the reason of a skip; "" for kPassed
  std::vector<Frame> frames;  // kTrapped
};

struct CaseCounts {
  std::uint64_t passed = 0, failed = 0, skipped = 0, trapped = 0;  // failed: those timed out too

  CaseCounts& operator+=(const CaseCounts& other);
  std::uint64_t ran() const { return passed + failed + trapped; }
};

struct FileResult {
  std::string name;  // "test_json", "_core/tests/test_umath.py"
  // What became of the file outside of its cases: kSkipped when it skipped itself, kFailed when it could not
  // be loaded, kTrapped when no case was running.
  CaseResult whole;
  std::vector<CaseResult> cases;  // in the order they ran
  std::string log;                // where the last of its output is kept, relative to the project
  std::chrono::milliseconds time{0};

  // The cases; the file as a whole counts as one where it fell short itself.
  CaseCounts counts() const;
};

// One suite inside one artifact.
struct ConformanceRun {
  std::string suite, suite_version;  // "cpython" "3.13.5"
  std::string variant, sha256;       // of the pylon.wasm that ran
  std::string runner, runner_version;
  std::string filter;             // "": every file
  bool sample = false;            // only the files of the sample
  std::uint64_t planned = 0;      // files that were asked for
  std::vector<FileResult> files;  // those that have finished, sorted by name

  bool whole() const { return filter.empty() && !sample && !interrupted(); }
  bool interrupted() const { return files.size() < planned; }
  CaseCounts counts() const;
};

struct Record {
  std::vector<CaseResult> ended;       // in their order
  std::optional<std::string> running;  // began and did not end
  std::optional<CaseResult> end;       // of the file as a whole, nameless
  std::uint64_t unreadable = 0;        // lines that are none of a driver; a trap may cut the last one
};

Record read_record(std::string_view lines);

// Adds what one process on the file has done. True when another one must go on with the cases that are left:
// this one ended within a case, which then has fallen short, before the file ended.
bool add_process(FileResult& file, const Record& record, const Ending& ending, std::string_view errors);

// The cases that the next process on the file must leave out, as a JSON list.
std::string done_cases(const FileResult& file);

}  // namespace pylon

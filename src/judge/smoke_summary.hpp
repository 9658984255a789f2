// What a run of the smokes said of one artifact: plain data, and artifacts/<variant>/smoke.json, which the
// gate reads. Pure.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "judge/transcript.hpp"

namespace pylon {

struct SmokeRow {
  std::string name;  // "interpreter": the file without .py
  Transcript transcript;
  std::string log;  // where the transcript is kept, relative to the project
  std::chrono::milliseconds time{0};
  std::string script{};  // SHA-256 of the smoke itself
};

// All smokes of one variant with one runner.
struct SmokeRun {
  std::string variant;
  std::string sha256;  // of the pylon.wasm that ran
  std::string runner, version;
  bool require_fat = false;
  std::string filter;          // "": all of them ran
  std::vector<SmokeRow> rows;  // sorted by name
  std::string library;         // library_digest() of the lib/ that it ran with

  bool passed() const;  // there is one, and none fell short
};

struct CheckCounts {
  std::uint64_t passed = 0, skipped = 0, failed = 0;  // skipped ones are not among the passed
};
CheckCounts check_counts(const SmokeRun& run);

// One run as JSON text: sorted, without times, the same for the same answers.
std::string smoke_summary_text(const SmokeRun& run);

// The text of a smoke.json: this run, and under "other" the last run of the same files of the other kind,
// which `before` (the smoke.json so far, or anything) has. A run with --require-fat is one kind, one without
// the other: a strict run of lean fails for what lean lacks, and must not hide its usual one.
std::string smoke_record_text(const SmokeRun& run, std::string_view before);

// What the gate needs of a run.
struct SmokeSummary {
  std::string variant, sha256, verdict, runner;
  CheckCounts checks;
  bool require_fat = false;
  std::string library;                           // empty: a record of before 1.1.0
  std::map<std::string, std::string> scripts{};  // smoke -> its SHA-256; empty where none was recorded
};

struct SmokeRecord {
  SmokeSummary last;
  std::optional<SmokeSummary> other;  // of the other kind
};

// Error naming `name` for what smoke_record_text cannot have written.
SmokeRecord read_smoke_record(std::string_view text, const std::string& name);

// Of which files a verdict has to be.
struct SmokedFiles {
  std::string sha256, library;               // of pylon.wasm and lib/
  std::map<std::string, std::string> due{};  // the smokes that have to have run -> their SHA-256
};

struct SmokeJudgement {
  std::string verdict;   // "pass" or "fail"; "": no run counts
  std::string found;     // "pass: 412 passed, 3 skipped, 0 failed (wasmtime 49.0.3)", or why none counts
  bool strict = false;   // of a run with --require-fat
  bool partial = false;  // a smoke that is due did not run, or not as it is now
};

// What a record says of these files. With `may_skip`, as for lean, a usual run counts, or a strict one that
// passed. Without, as for fat, a strict run counts; a usual one fails if it skipped anything. A run that
// skipped everything has checked nothing, and fails; so does one that lacks a smoke that is due.
SmokeJudgement judge_smokes(const SmokeRecord& record, const SmokedFiles& files, bool may_skip);

}  // namespace pylon

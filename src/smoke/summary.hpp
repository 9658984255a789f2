// What a run of the smokes said of one artifact: plain data, and artifacts/<variant>/smoke.json, which the
// gate reads. Pure.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "smoke/transcript.hpp"

namespace pylon {

struct SmokeRow {
  std::string name;  // "interpreter": the file without .py
  Transcript transcript;
  std::string log;  // where the transcript is kept, relative to the project
  std::chrono::milliseconds time{0};
};

// All smokes of one variant with one runner.
struct SmokeRun {
  std::string variant;
  std::string sha256;  // of the pylon.wasm that ran
  std::string runner, version;
  bool require_fat = false;
  std::string filter;          // "": all of them ran
  std::vector<SmokeRow> rows;  // sorted by name

  bool passed() const;  // there is one, and none fell short
};

struct CheckCounts {
  std::uint64_t passed = 0, skipped = 0, failed = 0;  // skipped ones are not among the passed
};
CheckCounts check_counts(const SmokeRun& run);

// The text of a smoke.json: sorted, without times, the same for the same answers.
std::string smoke_summary_text(const SmokeRun& run);

// What the gate needs of it.
struct SmokeSummary {
  std::string variant, sha256, verdict, runner;
  CheckCounts checks;
  bool require_fat = false;
};

// Error naming `name` for what smoke_summary_text cannot have written.
SmokeSummary read_smoke_summary(std::string_view text, const std::string& name);

}  // namespace pylon

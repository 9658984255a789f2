// A run of a suite against what is known of it: what falls short and is new, what is known, what has been
// mended, and what the list of known failures says in vain. Pure.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "judge/file_result.hpp"

namespace pylon {

// --- tests/conformance/<suite>.json: what of a suite is known to fall short and why, what is not run at all,
// and the files of the fast sample.

struct KnownFailure {
  std::string file;
  std::string reason;                 // a key of Expectations::reasons
  std::vector<std::string> cases;     // names or globs; empty: the file as a whole (it cannot be loaded)
  bool traps = false;                 // they trap, which is not excused otherwise
  std::vector<std::string> variants;  // only in these; empty: in all
};

struct LeftOut {
  std::string files;  // a glob
  std::string reason;
};

struct Expectations {
  std::string suite;
  std::map<std::string, std::string> reasons;  // "no-process" -> a sentence
  std::vector<KnownFailure> known;             // in the order of the document
  std::vector<LeftOut> left_out;
  std::vector<std::string> sample;
};

// Checked against the text of its schema. Error naming `name` and the JSON path, also for a reason that is
// unknown or that nothing uses, and for an entry that is there twice.
Expectations parse_expectations(std::string_view text, std::string_view schema, const std::string& name);

// Those that count for this variant.
Expectations expectations_of(Expectations all, const std::string& variant);

struct Shortfall {
  std::string file;
  CaseResult result;   // its name is "" for the file as a whole
  std::string reason;  // the key of the known one; "" when it is new
};

// An entry of the list that has nothing (or not only) to excuse.
struct VainEntry {
  std::string file, cases;  // as the entry names them; "" for the file as a whole
  std::string what;         // "it passes", "2 of 5 cases pass", "there is no such case"
};

struct Judgement {
  std::vector<Shortfall> fresh, known;       // in the order of files, then cases
  std::vector<VainEntry> mended, unmatched;  // mended: it passes now

  bool nothing_ran = false;
  bool passed() const { return fresh.empty() && !nothing_ran; }
};

// Entries about files that did not run are not judged, unless the whole suite ran.
Judgement judge_conformance(const ConformanceRun& run, const Expectations& expectations);

// 0 nothing new falls short, 1 something does or nothing passed at all, 2 it was interrupted before that is
// known.
int conformance_exit_code(const ConformanceRun& run, const Judgement& judgement);

}  // namespace pylon

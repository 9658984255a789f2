// A run of a suite against what is known of it: what falls short and is new, what is known, what has been
// mended, and what the list of known failures says in vain. Pure.
#pragma once

#include <string>
#include <vector>

#include "judge/expectations.hpp"
#include "judge/file_result.hpp"

namespace pylon {

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

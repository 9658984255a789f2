// tests/conformance/<suite>.json: what of a suite is known to fall short and why, what is not run at all, and
// the files of the fast sample. Pure.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace pylon {

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

}  // namespace pylon

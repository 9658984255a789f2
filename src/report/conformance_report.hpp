// A run of a test suite and what it was judged to be, in the formats that people and CI services read. Each
// text is whole and ends with a line end.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "judge/judgement.hpp"

namespace pylon {

struct ConformanceReport {
  ConformanceRun run;
  Expectations expectations;
  Judgement judgement;
};

// The sentence that says how it went, then the numbers, what is new, known, mended and unmatched; `table`
// adds a line for every file.
std::string conformance_text(const ConformanceReport& report, bool table, bool colours);

// One line of progress: "lean 12/426 test_json: 166 passed, 18 skipped, 3.2 s".
std::string conformance_progress(const std::string& variant, const FileResult& file, std::size_t ended,
                                 std::size_t planned);

// Sorted, without times: the same answers give the same bytes.
std::string conformance_json(const ConformanceReport& report);
std::string conformance_markdown(const ConformanceReport& report);
// A suite for each file, a case for each case; known ones count as skipped, with their reason.
std::string conformance_junit(const ConformanceReport& report);

// What the formats share.

// "pass", "skip", "known" (nothing but known failures), "fail", "trap".
std::string file_verdict(const ConformanceReport& report, const FileResult& file);
// The result in a sentence: "nothing new falls short".
std::string conformance_answer(const ConformanceReport& report);
// "99.97 %" of what ran has passed; rounded down, so that 100 means all.
std::string passed_share(const CaseCounts& counts);
// The last line of a traceback, which says what is wrong.
std::string last_words(const std::string& why);
// "CPython 3.13.5's own tests"; of arrow what it sends.
std::string suite_title(const ConformanceRun& run);
// Reason -> its known shortfalls.
std::map<std::string, std::vector<const Shortfall*>> known_by_reason(const Judgement& judgement);

}  // namespace pylon

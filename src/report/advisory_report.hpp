// What advisories say of variants, as text, JSON and Markdown, and in the shape of finding.hpp.
#pragma once

#include <string>
#include <vector>

#include "advisory/match.hpp"
#include "report/finding.hpp"

namespace pylon {

// One variant. `accepted`: by the index of the match, why it does not count ("until 2027-01-31: <reason>").
struct AdvisoryReport {
  std::string variant;
  AdvisoryCheck check;
  std::vector<std::string> accepted;     // as long as check.matches; empty where it counts
  std::vector<std::string> unversioned;  // components whose version nobody knows
};

struct AdvisoryReports {
  std::vector<AdvisoryReport> variants;
  std::vector<std::string> problems;  // files of the export that could not be read
};

// 1: a component is affected; 2: none is, as far as can be said, and not all can; 0: none.
int advisory_exit_code(const AdvisoryReports& reports);

std::string advisory_text(const AdvisoryReports& reports);
std::string advisory_json(const AdvisoryReports& reports);
std::string advisory_markdown(const AdvisoryReports& reports);

// Accepted ones are suppressed; what cannot be read is a remark.
Findings to_findings(const AdvisoryReports& reports);

}  // namespace pylon

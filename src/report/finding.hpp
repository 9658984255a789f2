// What verbs find, in the two shapes that CI services read, and one writer for each of their formats.
//
//   shape       says                                 filled for                     written by
//   Findings    something is wrong at a place        gate, audit, lint, advisories  sarif.cpp, github.cpp
//   TestReport  something was tried, and ended so    gate, smoke, conformance       junit.cpp
//
// to_findings() and to_tests() (test_report.hpp) fill them, in <verb>_report.cpp. Text, JSON and Markdown are
// each verb's own, as people and their programs know them; they are there too, or in <verb>_text.cpp.
//
// Add an output format: a function of one shape in a file of its own (github.cpp is the shortest), declared
// here; then a line in …_formatted() and a word in add_format() of each src/cli/<verb>.cpp that offers it.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "lint/finding.hpp"

namespace pylon {

enum class FindingLevel { kNote, kWarning, kError };

struct FindingRule {
  std::string id, title;  // "growth-module", stable; one sentence
  std::string why, help;  // what happens; what to do
  FindingLevel level = FindingLevel::kError;
  std::vector<std::string> tags;  // what code scanning can be asked for: "security"
};

struct FindingPlace {
  std::string file;      // from the top of the checkout, or absolute; "": none
  std::size_t line = 0;  // from 1
  std::size_t column = 0, end_line = 0, end_column = 0;  // from 1, in characters; all 0: the whole line
};

struct Suppression {
  bool in_source = false;  // a comment at the place suppresses it; else a setting does
  std::string reason;
};

struct Finding {
  std::string rule;  // the id of one of Findings::rules
  FindingLevel level = FindingLevel::kError;
  FindingPlace place{};
  std::string subject{};  // a module, an import; "" where the place says it
  std::string message;    // one line, for a viewer that shows the rule's help beside it
  std::string details{};  // several lines, for a viewer that shows nothing else; "": the message will do
  std::string identity;   // makes its fingerprint, so nothing that changes between runs: no line, no size
  std::size_t occurrence = 0;  // 2 for the second finding with this identity; 0: there is but one
  std::vector<std::pair<std::string, std::string>> properties{};  // more of it for programs, by name
  std::optional<Suppression> suppressed{};                        // why it does not count
  std::string fix{};                                              // what `edits` do to the file of `place`
  std::vector<lint::Edit> edits{};
};

// Something to know besides. An error says what could not be looked at.
struct Remark {
  FindingLevel level = FindingLevel::kWarning;
  std::string text;
  FindingPlace place{};
};

struct FindingGroup {
  std::string of{};         // the variant; "" where files are looked at
  std::string undecided{};  // why there is no answer; "": there is one
  std::vector<Finding> findings{};
  std::vector<Remark> remarks{};
  bool passed = false;  // nothing in it counts; a log says "gate lean: pass"
};

struct Findings {
  std::string verb;          // "gate": alerts of two verbs are kept apart by it
  std::string fingerprint;   // "pylonGate/v1": another version when identities are made in another way
  std::string cannot;        // "could not decide": how errors without a finding begin
  bool has_columns = false;  // its places have columns, which count characters
  int exit_code = 0;
  std::vector<FindingRule> rules{};
  std::vector<FindingGroup> groups{};
};

// SARIF 2.1.0 (OASIS). Undecided groups and remarks are notifications. `version`: of pylonctl.
std::string findings_sarif(const Findings& all, const std::string& version);

// Workflow commands of GitHub Actions (`::error file=…`): annotations in the run and in the pull request.
// What is suppressed in the source, and remarks that are notes, are left out.
std::string findings_github(const Findings& all);

// `::error file=…,line=…,title=…::message`, one line with its end. `level`: error, warning or notice.
std::string github_command(const char* level, const FindingPlace& place, const std::string& title,
                           const std::string& message);

}  // namespace pylon

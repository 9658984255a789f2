// Verdicts of the gate in the formats that people and CI services read. Each text is whole, ends with a line
// end and depends on nothing but the verdicts.
#pragma once

#include <string>
#include <vector>

#include "manifest/gate.hpp"

namespace pylon {

using Verdicts = std::vector<Verdict>;  // in the order asked for

// A table of the rules with the room that is left, then each failure with what to do.
std::string gate_text(const Verdicts& verdicts, bool colours);

// {"gate_version": 1, "result": "pass" | "fail" | "undecided", "variants": […]}
std::string gate_json(const Verdicts& verdicts);

// SARIF 2.1.0 (OASIS). Overridden failures are suppressed results; what could not be decided, and stale
// overrides, are notifications. `version`: of pylonctl.
std::string gate_sarif(const Verdicts& verdicts, const std::string& version);

// JUnit XML as CI services read it: a suite for each variant, a case for each rule.
std::string gate_junit(const Verdicts& verdicts);

// Workflow commands of GitHub Actions (`::error file=…`): annotations in the run and in the pull request.
std::string gate_github(const Verdicts& verdicts);

// GitHub-flavoured markdown for a job summary or a comment.
std::string gate_markdown(const Verdicts& verdicts);

// "pylonctl baseline lean --reason \"…\"" when something grew over the baseline; else "".
std::string gate_advice(const Verdict& verdict);

// "variants/lean.json:12 /gate/growth/raw", or "every gate" for what is always checked.
std::string gate_place(const GateCheck& check);

// 2 when one could not be decided, else 1 when one failed, else 0.
int gate_exit_code(const Verdicts& verdicts);

}  // namespace pylon

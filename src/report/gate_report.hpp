// Verdicts of the gate as text, JSON and Markdown, and in the shapes of finding.hpp. Each text is whole and
// ends with a line end.
#pragma once

#include <string>
#include <vector>

#include "manifest/gate.hpp"
#include "report/finding.hpp"

namespace pylon {

struct TestReport;  // report/test_report.hpp

using Verdicts = std::vector<Verdict>;  // in the order asked for

// A table of the rules with the room that is left, then each failure with what to do.
std::string gate_text(const Verdicts& verdicts, bool colours);

// {"gate_version": 1, "result": "pass" | "fail" | "undecided", "variants": […]}
std::string gate_json(const Verdicts& verdicts);

// GitHub-flavoured markdown for a job summary or a comment.
std::string gate_markdown(const Verdicts& verdicts);

// "pylonctl baseline lean --reason \"…\"" when something grew over the baseline; else "".
std::string gate_advice(const Verdict& verdict);

// "variants/lean.json:12 /gate/growth/raw", or "every gate" for what is always checked.
std::string gate_place(const GateCheck& check);

// A failure each; overridden ones are suppressed notes. Stale overrides are remarks.
Findings to_findings(const Verdicts& verdicts);

// A suite for each variant, a case for each rule.
TestReport to_tests(const Verdicts& verdicts);

// 2 when one could not be decided, else 1 when one failed, else 0.
int gate_exit_code(const Verdicts& verdicts);

}  // namespace pylon

// What lint found as text and JSON, and in the shape of finding.hpp. Each text ends with a line end.
#pragma once

#include <string>

#include "lint/lint.hpp"
#include "report/finding.hpp"

namespace pylon {

// path:line:column, the finding and its fix; then why, for each rule that fired. Allowed findings are left
// out.
std::string lint_text(const lint::Report& report, bool colours);

// "3 findings in 120 files; 1 allowed; 2 skipped: a.png (binary), …", without a line end.
std::string lint_summary(const lint::Report& report);

// {"lint_version": 1, "result": "clean" | "findings" | "undecided", …}
std::string lint_json(const lint::Report& report);

// In the shape of finding.hpp. What could not be looked at, and what is skipped, are remarks.
Findings to_findings(const lint::Report& report);

}  // namespace pylon

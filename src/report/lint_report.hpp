// What lint found, in the formats that people and CI services read. Each text ends with a line end and
// depends on nothing but the report.
#pragma once

#include <string>

#include "lint/lint.hpp"

namespace pylon {

// path:line:column, the finding and its fix; then, for each rule that fired, why. Allowed findings are left
// out.
std::string lint_text(const lint::Report& report, bool colours);

// "3 findings in 120 files; 1 allowed; 2 skipped: a.png (binary), …", without a line end.
std::string lint_summary(const lint::Report& report);

// {"lint_version": 1, "result": "clean" | "findings" | "undecided", …}
std::string lint_json(const lint::Report& report);

// SARIF 2.1.0 with fixes. Allowed findings are suppressed results. `version`: of pylonctl.
std::string lint_sarif(const lint::Report& report, const std::string& version);

// Workflow commands of GitHub Actions.
std::string lint_github(const lint::Report& report);

}  // namespace pylon

// Audits as text and JSON, and in the shape of finding.hpp. Each text is whole and ends with a line end.
#pragma once

#include <string>

#include "manifest/audit.hpp"
#include "report/finding.hpp"

namespace pylon {

// The findings by module, then what to do about each rule among them.
std::string audit_text(const Audits& audits, bool colours);

// {"audit_version": 1, "result": "pass" | "fail" | "undecided", "variants": […]}
std::string audit_json(const Audits& audits);

// In the shape of finding.hpp. What could not be looked at is a remark.
Findings to_findings(const Audits& audits);

}  // namespace pylon

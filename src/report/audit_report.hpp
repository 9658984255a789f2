// Audits in the formats that people and CI services read. Each text is whole, ends with a line end and
// depends on nothing but the audits.
#pragma once

#include <string>

#include "manifest/audit.hpp"

namespace pylon {

// The findings by module, then what to do about each rule among them.
std::string audit_text(const Audits& audits, bool colours);

// {"audit_version": 1, "result": "pass" | "fail" | "undecided", "variants": […]}
std::string audit_json(const Audits& audits);

// SARIF 2.1.0 (OASIS). What could not be looked at is a notification. `version`: of pylonctl.
std::string audit_sarif(const Audits& audits, const std::string& version);

// Workflow commands of GitHub Actions.
std::string audit_github(const Audits& audits);

// The variant file that asks for what was audited: the one place in the checkout that a finding can be shown
// at.
std::string audit_place(const Audit& audit);

// Title and help of a rule that audit_rules() has.
const AuditRule& audit_rule(const std::string& id);

// "numpy-…/lib/x.a(getset.c.o), source getset.c"; "the linked file".
std::string audit_origin(const AuditFinding& finding);

}  // namespace pylon

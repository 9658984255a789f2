// The audit: what native builds forgive and WebAssembly does not, found in the objects of a link and in the
// linked file before anything runs. Every finding is listed; nothing stops at the first.
#pragma once

#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "wasm/symbols.hpp"

namespace pylon {

struct AuditRule {
  const char* id;     // "signature-method": stable
  const char* title;  // one sentence
  const char* help;   // what happens at run time, and what to do
};

// All rules, in the order that findings are shown.
std::span<const AuditRule> audit_rules();

struct AuditFinding {
  std::string rule;
  std::string module;   // row of the attribution that the object belongs to; "" when not known
  std::string object;   // "numpy-0123456789abcdef/lib/mtrand.a(distributions.c.o)"; "" of the linked file
  std::string source;   // "distributions.c", as the object's name says
  std::string table;    // symbol of the table, for signatures
  std::string entry;    // "copy (METH_NOARGS)", "tp_clear"
  std::string subject;  // the function, the symbol, the import
  std::string found, expected;
  std::string message;  // a sentence
};

struct Audit {
  std::string variant;
  std::vector<AuditFinding> findings;          // by rule, module, object, table, entry, subject
  std::map<std::string, std::size_t> checked;  // how many things each rule looked at
  std::vector<std::string> notes;              // what could not be looked at
  std::string undecided;                       // why nothing could be looked at

  // 0 nothing found, 1 something, 2 could not look.
  int exit_code() const;
};

using Audits = std::vector<Audit>;  // in the order asked for

// The worst of them.
int audit_exit_code(const Audits& audits);

struct AuditedObject {
  wasm::Object object;
  std::string module;
};

// Signatures, twins and mismatched calls. Errors name the object's label.
void audit_objects(Audit& audit, const std::vector<AuditedObject>& objects);

// Imports of the finished file ("wasi_snapshot_preview1.fd_write") against globs; what they do not allow is
// found.
void audit_imports(Audit& audit, const std::vector<std::string>& imports,
                   const std::vector<std::string>& allowed);

// The names of all functions of the linked file: those that wasm-ld makes for what it cannot link, and that
// trap.
void audit_names(Audit& audit, std::span<const std::string_view> functions);

// "lib/mtrand.a(src_distributions.c.o)" -> "src_distributions.c"; "_operator.o" -> "_operator.c".
std::string source_of_object(std::string_view label);

}  // namespace pylon

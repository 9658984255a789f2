#include "manifest/audit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "base/text.hpp"
#include "manifest/call_tables.hpp"

namespace pylon {
namespace {

constexpr const char* kSignatureHelp =
    "CPython calls the function by another type than it has: WebAssembly traps (\"indirect "
    "call type mismatch\"), where a native call works by accident. Give the function the "
    "parameters and the result of the C type named, in a patch below toolchain/patches/ with its Reason.";

constexpr AuditRule kRules[]{
    {"signature-method", "A method has another C type than its flags say",
     "CPython calls a method by the type that ml_flags stand for: "
     "WebAssembly traps (\"indirect call type mismatch\") on another one, "
     "where a native call works by accident. Declare the function with the parameters of the C type named, "
     "or correct the flags, in a patch below toolchain/patches/ with its Reason."},
    {"signature-getset", "A getter or setter has another C type than CPython calls it by", kSignatureHelp},
    {"signature-slot", "A function in a slot of a type has another C type than the slot", kSignatureHelp},
    {"signature-module", "A function of a module's definition has another C type than CPython calls it by",
     kSignatureHelp},
    {"twin", "Two objects define one symbol with different bodies",
     "The linker takes one of the two without a word, and the other's callers run it. "
     "Give one side names of its own (a rename header)."},
    {"call-mismatch", "A function is called with another type than it is defined with",
     "The call traps. Correct the declaration that the caller sees."},
    {"import-outside", "The finished file asks its host for something that the variant does not allow",
     "A host that does not have it refuses the whole file. Leave out what needs it, or provide it; "
     "if the hosts have it, add it to gate.imports of the variant."},
    {"trapping-stub", "The linker put a function that traps in the place of one that it could not link",
     "Whoever calls it traps. signature_mismatch: correct the declaration that the caller sees; "
     "undefined_weak and undefined_stub: WASI or the variant lacks the function, "
     "so provide it or leave out what calls it."},
};

std::size_t rank(const std::string& rule) {
  return static_cast<std::size_t>(
      std::ranges::find(kRules, rule, [](const AuditRule& each) { return std::string_view(each.id); }) -
      kRules);
}

void sort_findings(Audit& audit) {
  std::ranges::stable_sort(audit.findings, [](const AuditFinding& a, const AuditFinding& b) {
    const auto key = [](const AuditFinding& of) {
      return std::tuple(rank(of.rule), std::tie(of.module, of.object, of.table, of.entry, of.subject));
    };
    return key(a) < key(b);
  });
}

AuditFinding start(const char* rule, const AuditedObject& object) {
  AuditFinding finding;
  finding.rule = rule;
  finding.module = object.module;
  finding.object = object.object.label;
  finding.source = source_of_object(object.object.label);
  return finding;
}

void add_signatures(Audit& audit, const std::vector<AuditedObject>& objects,
                    const std::vector<wasm::Object>& bare) {
  const CallTables tables = check_call_tables(bare);
  for (const char* rule : {"signature-method", "signature-getset", "signature-slot", "signature-module"})
    audit.checked[rule] = 0;
  for (const auto& [rule, number] : tables.checked) audit.checked[rule] = number;
  for (const WrongEntry& wrong : tables.wrong) {
    AuditFinding finding = start(wrong.rule.c_str(), objects[wrong.object]);
    finding.table = wrong.table;
    finding.entry = wrong.entry;
    finding.subject = wrong.function;
    finding.found = wrong.found;
    finding.expected = wrong.expected;
    finding.message = fmt::format("{} in {}, entry {}, is {}; CPython calls it as {} ({})", wrong.function,
                                  wrong.table.empty() ? "a table" : wrong.table, wrong.entry, wrong.found,
                                  wrong.expected, wrong.called_as);
    audit.findings.push_back(std::move(finding));
  }
}

const AuditedObject& labelled(const std::vector<AuditedObject>& objects, const std::string& label) {
  return *std::ranges::find(objects, label, [](const AuditedObject& each) { return each.object.label; });
}

void add_twins(Audit& audit, const std::vector<AuditedObject>& objects,
               const std::vector<wasm::Object>& bare) {
  for (const wasm::Twin& twin : wasm::find_twins(bare)) {
    AuditFinding finding = start("twin", labelled(objects, twin.labels.front()));
    finding.subject = twin.symbol;
    finding.found = twin.difference;
    finding.expected = "one definition, or equal ones";
    finding.message = fmt::format("{} is defined more than once ({}): {}", twin.symbol, twin.difference,
                                  join(twin.labels, ", "));
    audit.findings.push_back(std::move(finding));
  }
  for (const wasm::Mismatch& call : wasm::find_mismatches(bare)) {
    AuditFinding finding = start("call-mismatch", labelled(objects, call.caller));
    finding.subject = call.symbol;
    finding.found = call.declared_as;
    finding.expected = call.defined_as;
    finding.message = fmt::format("{} is {} in {}, but {} calls it as {}", call.symbol, call.defined_as,
                                  call.definition, call.caller, call.declared_as);
    audit.findings.push_back(std::move(finding));
  }
  audit.checked["twin"] = audit.checked["call-mismatch"] = objects.size();
}

bool is_stub(std::string_view name) {
  return name.starts_with("signature_mismatch:") || name.starts_with("undefined_weak:") ||
         name.starts_with("undefined_stub");
}

}  // namespace

std::span<const AuditRule> audit_rules() { return kRules; }

int Audit::exit_code() const { return !undecided.empty() ? 2 : findings.empty() ? 0 : 1; }

int audit_exit_code(const Audits& audits) {
  int worst = 0;
  for (const Audit& audit : audits) worst = std::max(worst, audit.exit_code());
  return worst;
}

void audit_objects(Audit& audit, const std::vector<AuditedObject>& objects) {
  std::vector<wasm::Object> bare;
  bare.reserve(objects.size());
  for (const AuditedObject& object : objects) bare.push_back(object.object);
  add_signatures(audit, objects, bare);
  add_twins(audit, objects, bare);
  sort_findings(audit);
}

void audit_imports(Audit& audit, const std::vector<std::string>& imports,
                   const std::vector<std::string>& allowed) {
  audit.checked["import-outside"] = imports.size();
  for (const std::string& import : imports) {
    if (std::ranges::any_of(allowed, [&](const std::string& glob) { return glob_matches(glob, import); }))
      continue;
    AuditFinding finding;
    finding.rule = "import-outside";
    finding.subject = import;
    finding.found = import;
    finding.expected = join(allowed, ", ");
    finding.message = fmt::format("the file imports {}, which {} does not allow", import, finding.expected);
    audit.findings.push_back(std::move(finding));
  }
  sort_findings(audit);
}

void audit_names(Audit& audit, std::span<const std::string_view> functions) {
  audit.checked["trapping-stub"] = functions.size();
  for (const std::string_view name : functions) {
    if (!is_stub(name)) continue;
    AuditFinding finding;
    finding.rule = "trapping-stub";
    finding.subject = std::string(name);
    finding.found = "a function that traps";
    finding.expected = "the function itself";
    finding.message = fmt::format("the linker made {}, which traps when it is called", name);
    audit.findings.push_back(std::move(finding));
  }
  sort_findings(audit);
}

std::string source_of_object(std::string_view label) {
  std::string_view name = label;
  if (name.ends_with(')')) {
    name.remove_suffix(1);
    name = name.substr(name.rfind('(') + 1);
  }
  name = name.substr(name.rfind('/') + 1);
  if (!name.ends_with(".o") && !name.ends_with(".obj")) return "";
  name = name.substr(0, name.rfind('.'));
  const bool whole = name.find('.') != std::string_view::npos;
  return std::string(name) + (whole ? "" : ".c");
}

}  // namespace pylon

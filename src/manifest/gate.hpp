// The gate: a variant's rules checked against its manifest and baseline. Every rule is judged and every
// failure is listed; nothing stops at the first.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "manifest/staleness.hpp"
#include "variant/variant.hpp"

namespace pylon {

struct GateRule {
  const char* id;     // "growth-module": stable; overrides and code scanning refer to it
  const char* title;  // one sentence
  const char* help;   // what it protects, and what to do when it fails
};

// All rules, in the order that they are checked and shown.
std::span<const GateRule> gate_rules();

// What the smokes said (artifacts/<variant>/smoke.json, written by `pylonctl smoke`).
struct SmokeFact {
  std::string verdict;  // "pass" or "fail"; "": none that counts
  std::string found;    // "pass: 412 passed, 3 skipped, 0 failed (wasmtime 49.0.3)", or why none counts
};

// A known vulnerability in something that is in the file.
struct AdvisoryFact {
  std::vector<std::string> ids;  // the advisory's, and its aliases: "CVE-2026-45186"
  std::string component;         // "expat 2.7.1 (in cpython)"
  std::string summary, fixed;    // the version without it; may be empty
  std::string undecided;         // why it cannot be said whether it is affected; empty: it is
};

// What an export of advisories says (`pylonctl gate --advisories`, /gate/advisories/file).
struct AdvisoryFacts {
  bool checked = false;
  std::string found = "no export of advisories is given";  // "none of 1,234"; unchecked: why
  std::vector<AdvisoryFact> list;
};

// What the rules need to know besides the documents; the caller looks.
struct GateFacts {
  std::string old_name_problem;  // what is wrong with the old name's link; empty: it leads to pylon.wasm
  std::string setup_problem;     // what is wrong with Setup.local; empty: it is current
  std::string today;             // "2026-11-23": overrides and the old name's end are judged by it
  SmokeFact smoke;
  std::vector<StaleFact> stale{};      // stale_facts() of the manifest
  std::vector<std::string> library{};  // library_differences() of lib/ and what was built
  AdvisoryFacts advisories{};
  std::vector<std::string> host_state{};  // what pylon.wasm has of this machine: "the checkout's folder /…"
};

struct GateInput {
  const Variant* variant = nullptr;
  const Catalog* catalog = nullptr;  // says which vendored code has no version at all
  const nlohmann::json* manifest = nullptr;
  const nlohmann::json* baseline = nullptr;  // the manifest that the baseline holds; nullptr: there is none
  std::string baseline_name;  // as `pylonctl diff` understands it: "artifacts/lean/baseline.json"
  std::string baseline_note;  // "2026-11-23: nanoarrow 0.9"
  GateFacts facts;
};

struct GateFailure {
  std::string subject;  // a module, an import, a file, …
  std::string found, allowed;
  std::optional<std::uint64_t> found_bytes, allowed_bytes;  // where they are sizes
  std::string message;                                      // a sentence
  std::string more;                                         // the command that shows more
  std::string overridden;                                   // "until 2027-01-31: <reason>"; empty: it counts
};

// kSkipped: nothing is asked for, or it cannot be judged for a reason that another rule reports.
enum class GateState { kPass, kFail, kOverridden, kSkipped };

// One rule of one variant.
struct GateCheck {
  std::string rule;
  GateState state = GateState::kPass;
  std::string found, allowed, room;  // room: what is left before it fails; "" where that means nothing
  std::optional<std::uint64_t> found_bytes, allowed_bytes;
  std::string skipped;  // why
  std::string file;     // the variant file that asks for it
  std::string path;     // JSON path in there; "" for what is always checked
  std::size_t line = 1;
  std::vector<GateFailure> failures;
};

struct Verdict {
  std::string variant;
  std::vector<GateCheck> checks;   // in the order of gate_rules()
  std::vector<std::string> notes;  // stale and expired overrides, the old name's end
  std::string undecided;           // why there is no verdict; `checks` is empty then

  bool passed() const;
  // 0 passed, 1 failed, 2 could not decide.
  int exit_code() const;
};

const char* word_of(GateState state);  // "pass", "fail", "overridden", "skipped"

// Error when the manifest lacks something that a rule needs to look at.
Verdict check_gate(const GateInput& input);

}  // namespace pylon

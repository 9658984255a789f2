// The gate: a variant's rules checked against its manifest and baseline. Every rule is judged and every
// failure is listed; nothing stops at the first.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "manifest/gate_facts.hpp"
#include "variant/variant.hpp"

namespace pylon {

struct GateRule {
  const char* id;     // "growth-module": stable; overrides and code scanning refer to it
  const char* title;  // one sentence
  const char* help;   // what it protects, and what to do when it fails
};

// All rules, in the order that they are checked and shown.
std::span<const GateRule> gate_rules();

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

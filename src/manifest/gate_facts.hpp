// What the gate's rules need to know besides the documents: whoever calls the gate looks, the rules only
// judge.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "variant/variant.hpp"

namespace pylon {

struct StaleFact {
  std::string path;           // in the manifest: "/inputs/flags/wasm-opt"
  std::string built, wanted;  // "nothing" where there is none
  std::string untrue{};       // what the manifest says there that its file does not
};

// What differs between what `manifest` was built with and what the project asks for now (`known`:
// make_known()), for example zlib 1.3.1 and 1.3.2. What only a build knows, such as the SDK, is not compared.
// Error when the manifest lacks what every manifest has.
std::vector<StaleFact> stale_facts(const nlohmann::json& manifest, const nlohmann::json& known,
                                   const Variant& variant);

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

}  // namespace pylon

// The rules of the gate, by what they look at. Each function appends one GateCheck for each of its rules,
// with all failures and no regard to overrides; states are set by check_gate.
#pragma once

#include <vector>

#include "manifest/gate.hpp"

namespace pylon {

using GateChecks = std::vector<GateCheck>;

// size-raw, size-gzip, size-brotli, size-library, size-inside, size-archive.
void check_sizes(const GateInput& input, GateChecks& checks);
// baseline, growth-raw, growth-gzip, growth-brotli, growth-module.
void check_growth(const GateInput& input, GateChecks& checks);
// unexplained-bytes.
void check_attribution(const GateInput& input, GateChecks& checks);
// required-module, forbidden-module, two-worlds, dynlink-name.
void check_modules(const GateInput& input, GateChecks& checks);
// import-allowed, feature-allowed.
void check_interface(const GateInput& input, GateChecks& checks);
// cpython-profile, vendor-version.
void check_inputs(const GateInput& input, GateChecks& checks);
// old-name, old-name-end (a note when the day is near), setup-current, artifact-current,
// library-current, no-host-state, smoke, advisories.
void check_surroundings(const GateInput& input, Verdict& verdict);

// A check of `rule` that the variant asks for under `path` ("" when it always applies).
GateCheck start_check(const GateInput& input, const char* rule, const std::string& path);
// The same, not judged.
GateCheck skipped_check(const GateInput& input, const char* rule, const std::string& path, std::string why);

// Adds a failure of it: on what, found and allowed, a sentence, and the command that shows more.
void fail(GateCheck& check, std::string subject, std::string found, std::string allowed, std::string message,
          std::string more);

// `pylonctl diff BASELINE VARIANT`, or without a baseline `pylonctl manifest VARIANT`.
std::string diff_command(const GateInput& input);

}  // namespace pylon

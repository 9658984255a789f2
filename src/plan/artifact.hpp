// A finished variant as it lies in artifacts/<variant>/, and the baseline beside it: what gate and baseline
// start from.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "advisory/match.hpp"
#include "manifest/baseline.hpp"
#include "manifest/gate.hpp"
#include "plan/project.hpp"
#include "smoke/summary.hpp"

namespace pylon {

// The manifest of a built variant. Error when it is not built, or when the manifest is not that of the
// pylon.wasm beside it (their digests differ).
nlohmann::json read_artifact(const Project& project, const std::string& variant);

// artifacts/<variant>/smoke.json: what the smokes said of a pylon.wasm. Beside the manifest and not in it,
// which stays as the build made it.
std::filesystem::path smoke_summary_path(const Project& project, const std::string& variant);

// What that file says of this very artifact, as judge_smokes() has it; none when there is no file.
std::optional<SmokeJudgement> smoke_judgement(const Project& project, const Variant& variant,
                                              const nlohmann::json& manifest);

// artifacts/<variant>/baseline.json; none when there is none. Error for another variant's.
std::optional<Baseline> read_own_baseline(const Project& project, const std::string& variant);

struct GateOptions {
  std::string baseline;      // a file, or a revision of git; empty: artifacts/<variant>/baseline.json
  std::string today;         // "2026-11-23"; empty: the day it is, in UTC
  bool require_fat = false;  // asked for by name; without smokes_may_skip a variant is judged so anyway
  std::string advisories{};  // an export of advisories; empty: the variant's own setting
};

// What an export of advisories says of the bill of materials in a variant's manifest. `problems`: files of
// the export that could not be read. Error when the export is not there.
struct AdvisoryRun {
  AdvisoryCheck check;
  std::vector<std::string> problems;
};
AdvisoryRun check_advisories(const Catalog& catalog, const nlohmann::json& manifest,
                             const std::filesystem::path& advisories);

// Judges one variant. What keeps it from being judged becomes Verdict::undecided.
Verdict judge(const Project& project, const Catalog& catalog, const Variant& variant,
              const GateOptions& options);

// What would be recorded as the new baseline of a built variant; none when nothing has changed. Error for a
// blank reason, a generated file that is stale or not committed, and whatever read_artifact and
// read_own_baseline refuse.
std::optional<Baseline> next_baseline(const Project& project, const Catalog& catalog, const Variant& variant,
                                      const std::string& reason);

// Writes artifacts/<variant>/baseline.json, whole.
void write_baseline(const Project& project, const Baseline& baseline);

// Today in UTC, "2026-11-23".
std::string utc_day();

}  // namespace pylon

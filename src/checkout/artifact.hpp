// A finished variant as it lies in artifacts/<variant>/, and the baseline beside it.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "checkout/project.hpp"
#include "judge/runner.hpp"
#include "judge/smoke_summary.hpp"
#include "manifest/baseline.hpp"

namespace pylon {

// The manifest of a built variant. Error when it is not built, or when the manifest is not that of the
// pylon.wasm beside it (their digests differ).
nlohmann::json read_artifact(const Project& project, const std::string& variant);

// artifacts/<variant>/smoke.json: what the smokes said of a pylon.wasm. Beside the manifest and not in it,
// which stays as the build made it.
std::filesystem::path smoke_summary_path(const Project& project, const std::string& variant);

// Names of the smokes (<name>.py) that the filter lets through, sorted. Error when there is none.
std::vector<std::string> smoke_names(const std::filesystem::path& folder, const std::string& filter);

// toolchain/runners.json, checked.
Runners load_runners(const std::filesystem::path& toolchain);

// What that file says of this very artifact, as judge_smokes() has it; none when there is no file.
std::optional<SmokeJudgement> smoke_judgement(const Project& project, const Variant& variant,
                                              const nlohmann::json& manifest);

// "artifacts/<variant>/baseline.json".
std::string baseline_name(const std::string& variant);

// What lies there; none when there is none. Error for another variant's.
std::optional<Baseline> read_own_baseline(const Project& project, const std::string& variant);

// What would be recorded as the new baseline of a built variant; none when nothing has changed. Error for a
// blank reason, a manifest that was changed after its build, a generated file that is stale or not committed,
// and whatever read_artifact and read_own_baseline refuse.
std::optional<Baseline> next_baseline(const Project& project, const Catalog& catalog, const Variant& variant,
                                      const std::string& reason);

// Writes artifacts/<variant>/baseline.json, whole.
void write_baseline(const Project& project, const Baseline& baseline);

// What pylonctl writes beside pylon.wasm and later goes by, manifest.json and smoke.json, is remembered by
// its digest in the build folder: a change by hand that agrees with itself shows by this alone. On another
// machine nothing is remembered. It keeps no one out who changes the digest too. `artifact`: "lean",
// "lean-dev".
void write_remembered(const Project& project, const std::string& artifact, const std::string& name,
                      const std::string& text);
enum class Memory { kNone, kSame, kChanged };  // kChanged: or gone
Memory compare_remembered(const Project& project, const std::string& artifact, const std::string& name);

// What a manifest says that only a build can make again, for notes: where nothing is remembered, it is the
// manifest's word.
extern const char* const kByWordAlone;

// What is wrong with symbols.tsv in an artifact's folder by the digest that its manifest has, or "".
std::string symbols_problem(const std::filesystem::path& folder, const nlohmann::json& manifest);

// Today in UTC, "2026-11-23".
std::string utc_day();

// What is wrong with the old name's link in an artifact's folder, or "". An equal copy is right too.
std::string old_name_problem(const std::filesystem::path& folder, const Variant& variant);

// A newer pylonctl wrote a manifest or baseline, and this one does not know all of it: says on standard error
// "pylonctl: lean/manifest.json: passed over …: /identity/mood", once in a run for each `name`; nothing when
// there are no `paths`. May be called from several threads.
void tell_unknown_fields(const std::vector<std::string>& paths, const std::string& name);

}  // namespace pylon

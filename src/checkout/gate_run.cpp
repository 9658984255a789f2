#include "checkout/gate_run.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <iterator>
#include <map>

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "checkout/artifact.hpp"
#include "checkout/build_inputs.hpp"
#include "checkout/description.hpp"
#include "checkout/library.hpp"
#include "judge/wasm_check.hpp"
#include "system/files.hpp"
#include "system/git.hpp"
#include "system/mapped_file.hpp"
#include "system/process.hpp"
#include "toolchain/advisory_export.hpp"
#include "wasm/sections.hpp"

namespace pylon {
namespace {

std::string setup_problem(const Project& project, const Catalog& catalog, const Variant& variant) {
  try {
    check_setup_current(Workspace(project, catalog), {variant});
    return "";
  } catch (const Error& error) {
    const std::vector<std::string> lines = split_lines(error.message());
    std::string first = lines.empty() ? "" : lines.front();
    if (first.ends_with(':')) first.back() = '.';
    return first;
  }
}

// What a manifest says of the SDK that made it: whether its libc is an entry of the lock, and its LLVM's
// flags, found as those of toolchain/sdk.json that fit the most parts. So a machine without an SDK can judge
// too.
Sdk sdk_of(const nlohmann::json& inputs, const SdkList& sdks, const Variant& variant) {
  Sdk sdk;
  sdk.kind = SdkKind::kGiven;
  constexpr std::string_view kLibc = "wasi-libc ";
  for (const auto& [name, sha256] : inputs.at("sources").items()) {
    if (!name.starts_with(kLibc)) continue;
    sdk.kind = SdkKind::kAssembled;
    sdk.libc_version = name.substr(kLibc.size());
  }
  std::size_t most = 0;
  for (const SdkEntry& entry : sdks.entries) {
    Sdk with;
    with.flags = sdks.flags_for(entry.llvm);
    std::size_t fitting = 1;
    for (const auto& [part, flags] : flags_by_part(variant, with)) {
      if (inputs.at("flags").value(part, "") == flags) ++fitting;
    }
    if (fitting <= most) continue;
    most = fitting;
    sdk.flags = with.flags;
  }
  return sdk;
}

// What the artifact was built from, against what the project's files say now.
std::vector<StaleFact> stale_parts(const Project& project, const Catalog& catalog, const Variant& variant,
                                   const nlohmann::json& manifest) {
  PlanSetting setting;
  setting.project = project;
  setting.sdk = sdk_of(manifest.at("inputs"), load_sdks(project.toolchain()), variant);
  const Lock lock = load_lock(project.toolchain());
  return stale_facts(manifest, make_known(known_inputs(setting, lock, catalog, variant)), variant);
}

struct FoundBaseline {
  std::optional<Baseline> baseline;
  std::string name;  // for messages and for `pylonctl diff`
};

FoundBaseline find_baseline(const Project& project, const std::string& variant, const std::string& wanted) {
  const std::string own = baseline_name(variant);
  if (wanted.empty()) return {read_own_baseline(project, variant), own};
  if (fs::is_regular_file(wanted)) {
    FoundBaseline found{read_baseline(read_file(wanted), wanted), wanted};
    if (found.baseline->variant != variant)
      throw Error(fmt::format("--baseline names {}, a baseline of '{}', not of '{}'", wanted,
                              found.baseline->variant, variant),
                  fmt::format("name {}, or leave --baseline out", own));
    return found;
  }
  const std::string name = variant + "@" + wanted;
  const auto text = git_show(project.root, wanted, own);
  if (!text) return {std::nullopt, name};
  FoundBaseline found{read_baseline(*text, wanted + ":" + own), name};
  check_baseline_of(*found.baseline, variant, wanted + ":" + own);
  return found;
}

SmokeFact smoke_fact(const Project& project, const Variant& variant, const nlohmann::json& manifest) {
  const std::optional<SmokeJudgement> judgement = smoke_judgement(project, variant, manifest);
  if (!judgement) return {};
  return {judgement->verdict, judgement->found};
}

// The rule's facts: of the export that is named, else of the one that the variant's setting names and that is
// there.
AdvisoryFacts advisory_facts(const Project& project, const Catalog& catalog, const Variant& variant,
                             const GateOptions& options, const nlohmann::json& manifest) {
  fs::path path = options.advisories;
  if (path.empty()) {
    if (variant.gate.advisories.empty())
      return {false, "no export of advisories is given (--advisories FILE)", {}};
    path = project.root / variant.gate.advisories;
    if (!fs::exists(path)) return {false, "there is no " + variant.gate.advisories, {}};
  }
  const AdvisoryRun run = check_advisories(catalog, manifest, path);
  if (!run.problems.empty())
    throw Error(fmt::format("{} of the files of {} cannot be read: {}", run.problems.size(), path.string(),
                            run.problems.front()));
  AdvisoryFacts facts{true, "", {}};
  for (const AdvisoryMatch& match : run.check.matches) {
    AdvisoryFact fact{{match.id}, match.item.label(), match.summary, match.fixed, match.undecided};
    fact.ids.insert(fact.ids.end(), match.aliases.begin(), match.aliases.end());
    facts.list.push_back(std::move(fact));
  }
  facts.found = fmt::format("{} of {}", facts.list.empty() ? "none" : std::to_string(facts.list.size()),
                            with_thousands(run.check.advisories));
  return facts;
}

void place_lines(const Project& project, Verdict& verdict) {
  std::map<std::string, std::string> texts;
  for (GateCheck& check : verdict.checks) {
    if (check.path.empty()) continue;
    auto [text, is_new] = texts.try_emplace(check.file);
    if (is_new) text->second = read_file(project.root / check.file);
    check.line = line_of_json_path(text->second, check.path);
  }
}

// What of the manifest is not so. Where nothing remembers what the last build published, as on another
// machine, that is all that can be made again without building.
std::vector<Disagreement> untrue_parts(const Project& project, const Catalog& catalog, const Variant& variant,
                                       const nlohmann::json& manifest, wasm::Bytes file, Memory memory) {
  constexpr const char* kManifest = "manifest.json";
  std::vector<Disagreement> found = check_wasm(manifest, file, "pylon.wasm", kManifest);
  if (memory != Memory::kNone) {
    if (memory == Memory::kChanged) found.push_back({kManifest, kManifest, "It is not what was published."});
    if (const std::string problem = symbols_problem(project.artifacts() / variant.name, manifest);
        !problem.empty())
      found.push_back({"symbols.tsv", "symbols.tsv", problem + "."});
    return found;
  }
  const auto add = [&](std::vector<Disagreement> more) {
    std::ranges::move(more, std::back_inserter(found));
  };
  add(check_sizes(manifest, file, "pylon.wasm", kManifest, false));
  const std::string symbols = read_file(project.artifacts() / variant.name / "symbols.tsv");
  add(check_symbols(manifest, file, symbols));
  const nlohmann::json again = made_again(project, catalog, variant, manifest, symbols);
  for (const auto& [key, value] : again.items()) {
    const std::string difference = first_difference(value, manifest.value(key, nlohmann::json()));
    if (!difference.empty())
      found.push_back(
          {kManifest, "manifest.json: /" + key, "made again, it has something else: " + difference});
  }
  return found;
}

Verdict judge_or_throw(const Project& project, const Catalog& catalog, const Variant& variant,
                       const GateOptions& options) {
  const nlohmann::json manifest = read_artifact(project, variant.name);
  const FoundBaseline found = find_baseline(project, variant.name, options.baseline);
  GateInput input;
  input.variant = &variant;
  input.catalog = &catalog;
  input.manifest = &manifest;
  input.baseline_name = found.name;
  if (found.baseline) {
    input.baseline = &found.baseline->manifest;
    input.baseline_note = found.baseline->note();
  }
  const fs::path folder = project.artifacts() / variant.name;
  const MappedFile file(folder / "pylon.wasm");
  std::vector<StaleFact> stale = stale_parts(project, catalog, variant, manifest);
  const Memory memory = compare_remembered(project, variant.name, "manifest.json");
  for (Disagreement& each : untrue_parts(project, catalog, variant, manifest, file.bytes(), memory))
    stale.push_back({std::move(each.place), "something else", "what is so", std::move(each.message)});
  input.facts = {old_name_problem(folder, variant),
                 setup_problem(project, catalog, variant),
                 options.today.empty() ? utc_day() : options.today,
                 smoke_fact(project, variant, manifest),
                 std::move(stale),
                 library_problems(folder, manifest),
                 advisory_facts(project, catalog, variant, options, manifest),
                 host_state(wasm::as_text(file.bytes()), host_words(project))};
  Verdict verdict = check_gate(input);
  if (options.require_fat && variant.smokes_may_skip) {
    verdict.notes.push_back(
        "--require-fat (PYLON_REQUIRE_FAT=1) asks nothing of this variant: it says \"smokes_may_skip\", "
        "and its smokes skip what needs modules that it has not");
  }
  if (memory == Memory::kNone)
    verdict.notes.push_back(
        fmt::format("nothing here remembers what the build published: by the manifest's word alone go {} "
                    "(pylonctl build {} makes all of them again)",
                    kByWordAlone, variant.name));
  if (input.baseline != nullptr && !git_changed(project.root, {found.name}).empty())
    verdict.notes.push_back(found.name +
                            " is not as committed: growth is judged by what is in this checkout alone");
  if (!input.facts.smoke.verdict.empty() &&
      compare_remembered(project, variant.name, "smoke.json") == Memory::kNone)
    verdict.notes.push_back(
        "nothing here remembers what the smokes said: smoke.json's word alone says it (pylonctl smoke " +
        variant.name + " runs them here)");
  place_lines(project, verdict);
  return verdict;
}

constexpr std::size_t kShortest = 8;

std::string machine_name() {
  char name[256] = "";
  return ::gethostname(name, sizeof name - 1) == 0 ? name : "";
}

}  // namespace

AdvisoryRun check_advisories(const Catalog& catalog, const nlohmann::json& manifest,
                             const fs::path& advisories) {
  std::map<std::string, std::string> repositories;
  for (const Package& package : catalog.packages) {
    if (!package.repository.empty()) repositories[package.name] = package.repository;
  }
  const std::vector<BillItem> bill = bill_of(manifest, repositories);
  AdvisoryRun run;
  run.problems = read_advisories(
      advisories, [&](const Advisory& advisory) { check_advisory(bill, advisory, run.check); });
  return run;
}

Verdict judge(const Project& project, const Catalog& catalog, const Variant& variant,
              const GateOptions& options) {
  try {
    return judge_or_throw(project, catalog, variant, options);
  } catch (const Error& error) {
    Verdict verdict;
    verdict.variant = variant.name;
    verdict.undecided = error.what();
    return verdict;
  }
}

std::vector<HostWord> host_words(const Project& project) {
  std::vector<HostWord> words{{project.root.string(), "the checkout's folder"},
                              {cache_root().string(), "the cache's folder"},
                              {environment("HOME"), "the user's folder"},
                              {machine_name(), "the machine's name"}};
  std::erase_if(words, [](const HostWord& each) { return each.word.size() < kShortest; });
  return words;
}

std::vector<std::string> host_state(std::string_view content, const std::vector<HostWord>& words) {
  std::vector<std::string> found;
  for (const HostWord& each : words) {
    if (content.find(each.word) != std::string_view::npos) found.push_back(each.meaning + " " + each.word);
  }
  return found;
}

}  // namespace pylon

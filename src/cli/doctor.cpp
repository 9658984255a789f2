// doctor: shows what this machine has of what a build needs.
#include "toolchain/doctor.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/shown.hpp"
#include "checkout/artifact.hpp"
#include "checkout/build_inputs.hpp"
#include "checkout/project.hpp"
#include "checkout/recipe.hpp"
#include "cli/options.hpp"
#include "cli/verbs.hpp"
#include "manifest/build_facts.hpp"
#include "plan/planner.hpp"
#include "plan/version_gaps.hpp"
#include "report/test_report.hpp"
#include "run/probe.hpp"
#include "run/sdk_proof.hpp"
#include "system/files.hpp"
#include "system/interrupt.hpp"

namespace pylon::cli {
namespace {

struct DoctorFlags {
  std::string format = "text";
  bool runners = false;
  std::string runner;
};

const char* health_word(Health health) {
  if (health == Health::kGood) return "good";
  return health == Health::kMissing ? "missing" : "note";
}

void print_doctor_text(const std::vector<Examined>& findings) {
  std::string group;
  for (const Examined& finding : findings) {
    if (finding.group != group) print_report(fmt::format("{}{}\n", group.empty() ? "" : "\n", finding.group));
    group = finding.group;
    print_report(fmt::format("  {:<8}{:<15} {:<12} {}\n", health_word(finding.health), finding.name,
                             shown(finding.version), finding.meaning));
    constexpr const char* kIndent = "          ";
    if (!finding.path.empty()) print_report(fmt::format("{}{}\n", kIndent, shown(finding.path)));
    if (!finding.digest.empty()) print_report(fmt::format("{}sha256 {}\n", kIndent, finding.digest));
    if (!finding.advice.empty()) print_report(fmt::format("{}to do: {}\n", kIndent, finding.advice));
  }
  print_report(fmt::format("\n{}\n", can_build(findings)
                                         ? "A build can work here."
                                         : "A build cannot work here: see what is missing above."));
}

void print_doctor_json(const std::vector<Examined>& findings) {
  nlohmann::json list = nlohmann::json::array();
  for (const Examined& finding : findings) {
    nlohmann::json entry{{"group", finding.group},
                         {"name", finding.name},
                         {"health", health_word(finding.health)},
                         {"meaning", finding.meaning}};
    if (!finding.version.empty()) entry["version"] = finding.version;
    if (!finding.path.empty()) entry["path"] = finding.path;
    if (!finding.digest.empty()) entry["sha256"] = finding.digest;
    if (!finding.advice.empty()) entry["advice"] = finding.advice;
    list.push_back(entry);
  }
  print_report(json_text({{"can_build", can_build(findings)}, {"findings", list}}));
}

// The built variants to probe with: lean, which starts fastest, first.
std::vector<fs::path> built_artifacts(const Project& project) {
  std::vector<std::string> names = variant_names(project);
  std::stable_partition(names.begin(), names.end(), [](const std::string& name) { return name == "lean"; });
  std::vector<fs::path> built;
  for (const std::string& name : names) {
    if (fs::exists(project.artifacts() / name / "pylon.wasm")) built.push_back(project.artifacts() / name);
  }
  if (built.empty())
    throw Error("no variant is built, and runners are probed with one", "run: pylonctl build lean");
  return built;
}

// What goes wrong with one runner is told of it, and keeps no other one from being probed.
ProbedRunner probed_runner(const Runner& runner, const Project& project, const std::vector<fs::path>& built) {
  ProbedRunner one{runner, {}, {}, {}, {}};
  const Looked looked = look_for(runner, places_of(project.venv(), project.toolchain()));
  one.problem = looked.problem;
  if (!looked.found) return one;
  one.program = looked.found->program.string();
  one.version = looked.found->version;
  const auto artifact =
      std::ranges::find_if(built, [&](const fs::path& each) { return form_problem(runner, each).empty(); });
  if (artifact == built.end()) {
    one.unfit = form_problem(runner, built.front());
    one.advice = form_advice(runner);
    return one;
  }
  try {
    one.results = probe_runner(*looked.found, *artifact, std::chrono::seconds(120) * runner.time_factor);
  } catch (const Error& error) {
    one.problem = error.message();
  }
  return one;
}

int run_runners(const DoctorFlags& options, const Project& project) {
  end_children_with_us();
  const std::vector<fs::path> built = built_artifacts(project);
  const Runners runners = load_runners(project.toolchain());
  if (!options.runner.empty()) runners.at(options.runner);
  std::vector<ProbedRunner> probed;
  for (const Runner& runner : runners.list) {
    if (!options.runner.empty() && runner.name != options.runner) continue;
    fmt::print(stderr, "{}\n", runner.name);  // some take minutes
    probed.push_back(probed_runner(runner, project, built));
  }
  for (const auto& [name, problem] : runners.broken) {
    if (!options.runner.empty()) break;
    ProbedRunner one;
    one.runner.name = name;
    one.runner.meaning = "its entry in toolchain/runners.json is wrong";
    one.problem = problem;
    probed.push_back(std::move(one));
  }
  const bool is_unfit = !options.runner.empty() && !probed.empty() && !probed.front().unfit.empty();
  const bool good = runners_are_good(probed, options.runner.empty() ? runners.standard : options.runner);
  print_report(options.format == "json" ? runners_json(probed, good) : runners_text(probed));
  if (is_unfit) return 2;
  return good ? 0 : 1;
}

// A finding that several variants share is told once.
void add_once(std::vector<Examined>& findings, Examined finding) {
  const auto same = [&](const Examined& each) {
    return each.name == finding.name && each.version == finding.version && each.meaning == finding.meaning;
  };
  if (std::ranges::none_of(findings, same)) findings.push_back(std::move(finding));
}

// What the versions of the variants lack. Variants with a version that the lock does not have are taken out:
// the rest can still be looked at.
std::vector<Examined> look_at_versions(const Project& project, const Lock& lock, const Catalog& catalog,
                                       std::vector<Variant>& variants, int llvm) {
  std::vector<Examined> findings;
  const auto add = [&](const std::string& name, Health health, const std::string& version,
                       const std::string& meaning, const std::string& advice) {
    add_once(findings, {"versions", name, health, version, meaning, advice});
  };
  for (const Variant& variant : variants) {
    const std::vector<VersionGap> gaps = version_gaps(project, lock, catalog, variant);
    for (const VersionGap& gap : gaps) add(gap.name, Health::kMissing, gap.version, gap.problem, gap.advice);
    const nlohmann::json profile = profile_of(project, variant, llvm);
    if (profile.is_null() || !gaps.empty()) continue;
    const bool lost = profile_is_lost(profile);
    add("profile", lost ? Health::kNote : Health::kGood, variant.cpython,
        "CPython is compiled with " + profile_words(profile), lost ? "toolchain/update-profile" : "");
  }
  std::erase_if(variants,
                [&](const Variant& variant) { return !unknown_versions(lock, catalog, variant).empty(); });
  return findings;
}

// Nothing for an SDK that cannot be told: examine() says what is wrong with it.
const SdkEntry* chosen_sdk(const SdkList& sdks, const Lock& lock) {
  try {
    return assembled_sdk(sdks, lock, cache_root());
  } catch (const Error&) {
    return nullptr;
  }
}

Examined not_proven(const std::string& why, const std::string& advice) {
  return {"WASI SDK", "abilities", Health::kNote, "", "C++ exceptions and setjmp are not proven: " + why,
          advice};
}

// What the SDK can, proven with the runtime that is there, before the group's list of SDKs.
std::vector<Examined> proofs_of(const Project& project, const SdkList& sdks,
                                const std::vector<Variant>& variants) {
  const auto unproven = [](const std::string& why) { return std::vector{not_proven(why, "")}; };
  if (variants.empty()) return unproven("there is no variant");
  const Workspace workspace(project);
  const Plan plan = make_plan(workspace, {variants.front()});
  const fs::path prefix = plan.parts.begin()->second.sdk.out;
  if (!fs::exists(prefix / "bin/clang")) return unproven("the first build assembles the SDK");
  const Runners runners = load_runners(project.toolchain());
  const auto runner = find_runner(runners.at(""), places_of(project.venv(), project.toolchain()));
  if (!runner) return unproven(runners.standard + " is not there");
  std::vector<Examined> findings;
  for (const SdkProof& proof :
       prove_sdk(workspace.sdk(), sdks, *runner,
                 {prefix, project.recipes() / "cpython/cxa_abort.c", cache_root() / "sdk-proofs"}))
    findings.push_back(
        {"WASI SDK", proof.name, proof.works ? Health::kGood : Health::kNote, proof.verdict, proof.meaning});
  return findings;
}

void add_proofs(std::vector<Examined>& findings, const Project& project, const SdkList& sdks,
                const std::vector<Variant>& variants) {
  const auto sdk = std::ranges::find(findings, "SDK", &Examined::name);
  if (sdk == findings.end() || sdk->health == Health::kMissing) return;
  const auto after = sdk - findings.begin() + 1;
  try {
    const std::vector<Examined> proofs = proofs_of(project, sdks, variants);
    findings.insert(findings.begin() + after, proofs.begin(), proofs.end());
  } catch (const Error& error) {
    findings.insert(findings.begin() + after, not_proven(error.message(), error.advice()));
  }
}

int run_build(const std::string& format, const Project& project) {
  const Lock lock = load_lock(project.toolchain());
  const Catalog catalog = load_catalog(project);
  std::vector<Variant> variants;
  for (const std::string& name : variant_names(project))
    variants.push_back(load_variant(project, catalog, name));
  DoctorSetting setting;
  setting.sdks = load_sdks(project.toolchain());
  const SdkEntry* sdk = chosen_sdk(setting.sdks, lock);
  const std::vector<Examined> versions =
      look_at_versions(project, lock, catalog, variants, sdk == nullptr ? 0 : sdk->llvm);
  setting.build = project.root / "build";
  setting.venv = project.venv();
  setting.cache = cache_root();
  setting.sources = needed_sources(project, lock, catalog, variants, sdk);
  DigestCache digests(cache_root() / "digests");
  std::vector<Examined> findings = examine(setting, lock, digests);
  findings.insert(findings.end(), versions.begin(), versions.end());
  digests.save();
  add_proofs(findings, project, setting.sdks, variants);
  if (format == "json") {
    print_doctor_json(findings);
  } else {
    print_doctor_text(findings);
  }
  return can_build(findings) ? 0 : 1;
}

}  // namespace

void add_doctor(CLI::App& app, Context& context) {
  const auto [verb, options] = add_verb<DoctorFlags>(
      app, "doctor",
      "Shows every tool, library and source that a build needs: found or not, version, "
      "digest where the bytes matter, what it is for, and exactly how to get what is missing. Exit code 1 "
      "when a build could not work. With --runners it runs small programs inside a built variant with every "
      "runtime of toolchain/runners.json and shows whether what they print and their exit code arrive; exit "
      "code 1 when they do not. 'pylonctl runners' gets more runtimes; docs/HOSTS.md says what each can do.");
  add_format(verb, options->format, {"text", "json"});
  auto* runners =
      verb->add_flag("--runners", options->runners, "Probe the runtimes that smokes can run with");
  add_runner(verb, options->runner, "Probe this one alone")->needs(runners);
  verb->footer(
      "Examples:\n"
      "  pylonctl doctor\n"
      "  pylonctl doctor --runners\n"
      "  pylonctl doctor --format json | jq '.findings[] | select(.health == \"missing\")'");
  verb->callback([options, &context] {
    const Project project{context.root()};
    context.exit_code =
        options->runners ? run_runners(*options, project) : run_build(options->format, project);
  });
}

}  // namespace pylon::cli

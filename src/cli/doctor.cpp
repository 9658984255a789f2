// doctor: shows what this machine has of what a build needs.
#include "toolchain/doctor.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "cli/verbs.hpp"
#include "plan/needed_sources.hpp"
#include "plan/project.hpp"
#include "report/runner_report.hpp"
#include "smoke/probe.hpp"
#include "system/files.hpp"
#include "system/process.hpp"

namespace pylon::cli {
namespace {

struct DoctorFlags {
  std::string format = "text";
  bool runners = false;
  std::string runner;
};

const char* word_of(Health health) {
  if (health == Health::kGood) return "good";
  return health == Health::kMissing ? "missing" : "note";
}

void print_doctor_text(const std::vector<Finding>& findings) {
  std::string group;
  for (const Finding& finding : findings) {
    if (finding.group != group) fmt::print("{}{}\n", group.empty() ? "" : "\n", finding.group);
    group = finding.group;
    fmt::print("  {:<8}{:<15} {:<12} {}\n", word_of(finding.health), finding.name, finding.version,
               finding.meaning);
    constexpr const char* kIndent = "          ";
    if (!finding.path.empty()) fmt::print("{}{}\n", kIndent, finding.path);
    if (!finding.digest.empty()) fmt::print("{}sha256 {}\n", kIndent, finding.digest);
    if (!finding.advice.empty()) fmt::print("{}to do: {}\n", kIndent, finding.advice);
  }
  fmt::print("\n{}\n", can_build(findings) ? "A build can work here."
                                           : "A build cannot work here: see what is missing above.");
}

void print_doctor_json(const std::vector<Finding>& findings) {
  nlohmann::json list = nlohmann::json::array();
  for (const Finding& finding : findings) {
    nlohmann::json entry{{"group", finding.group},
                         {"name", finding.name},
                         {"health", word_of(finding.health)},
                         {"meaning", finding.meaning}};
    if (!finding.version.empty()) entry["version"] = finding.version;
    if (!finding.path.empty()) entry["path"] = finding.path;
    if (!finding.digest.empty()) entry["sha256"] = finding.digest;
    if (!finding.advice.empty()) entry["advice"] = finding.advice;
    list.push_back(entry);
  }
  fmt::print("{}\n", nlohmann::json{{"can_build", can_build(findings)}, {"findings", list}}.dump(2));
}

// A built variant to probe with: lean starts fastest.
fs::path built_artifact(const Project& project) {
  std::vector<std::string> names = variant_names(project);
  std::stable_partition(names.begin(), names.end(), [](const std::string& name) { return name == "lean"; });
  for (const std::string& name : names) {
    if (fs::exists(project.artifacts() / name / "pylon.wasm")) return project.artifacts() / name;
  }
  throw Error("no variant is built, and runners are probed with one", "run: pylonctl build lean");
}

int run_runners(const DoctorFlags& options, const Project& project) {
  end_children_with_us();
  const fs::path artifact = built_artifact(project);
  const Runners runners = load_runners(project.toolchain());
  if (!options.runner.empty()) runners.at(options.runner);
  std::vector<ProbedRunner> probed;
  for (const Runner& runner : runners.list) {
    if (!options.runner.empty() && runner.name != options.runner) continue;
    ProbedRunner one{runner, {}, {}, {}};
    if (const auto found = find_runner(runner, places_of(project.venv(), project.toolchain()))) {
      one.program = found->program.string();
      one.version = found->version;
      one.results = probe_runner(*found, artifact, std::chrono::seconds(120));
    }
    probed.push_back(std::move(one));
  }
  const bool good = runners_are_good(probed, options.runner.empty() ? runners.standard : options.runner);
  fmt::print("{}", options.format == "json" ? runners_json(probed, good) : runners_text(probed));
  return good ? 0 : 1;
}

int run_build(const std::string& format, const Project& project) {
  const Lock lock = load_lock(project.toolchain());
  const Catalog catalog = load_catalog(project);
  std::vector<Variant> variants;
  for (const std::string& name : variant_names(project))
    variants.push_back(load_variant(project, catalog, name));
  const char* sdk = std::getenv("WASI_SDK_PATH");
  DoctorSetting setting;
  setting.build = project.root / "build";
  setting.venv = project.venv();
  setting.cache = cache_root();
  setting.sources = needed_sources(project, lock, catalog, variants, sdk != nullptr && *sdk != '\0');
  DigestCache digests(cache_root() / "digests");
  const std::vector<Finding> findings = examine(setting, lock, digests);
  digests.save();
  if (format == "json") {
    print_doctor_json(findings);
  } else {
    print_doctor_text(findings);
  }
  return can_build(findings) ? 0 : 1;
}

}  // namespace

void add_doctor(CLI::App& app, Context& context) {
  auto options = std::make_shared<DoctorFlags>();
  CLI::App* verb = app.add_subcommand("doctor", "Shows what this machine has of what a build needs");
  verb->description(
      "Shows every tool, library and source that a build needs: found or not, version, digest where the "
      "bytes matter,\n"
      "what it is for, and exactly how to get what is missing. Exit code 1 when a build could not work.\n"
      "With --runners it runs small programs inside a built variant with every runtime of "
      "toolchain/runners.json\n"
      "and shows whether what they print and their exit code arrive; exit code 1 when they do not.");
  verb->add_option("--format", options->format, "text or json")
      ->check(CLI::IsMember({"text", "json"}))
      ->capture_default_str();
  auto* runners =
      verb->add_flag("--runners", options->runners, "Probe the runtimes that smokes can run with");
  verb->add_option("--runner", options->runner, "Probe this one alone")->needs(runners);
  verb->footer(
      "Examples:\n  pylonctl doctor\n  pylonctl doctor --runners\n  pylonctl doctor --format json | jq "
      "'.findings[] | select(.health == "
      "\"missing\")'");
  verb->callback([options, &context] {
    const Project project{context.root()};
    context.exit_code =
        options->runners ? run_runners(*options, project) : run_build(options->format, project);
  });
}

}  // namespace pylon::cli

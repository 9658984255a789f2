#include "plan/smoke_run.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <set>

#include "base/error.hpp"
#include "base/suggestion.hpp"
#include "plan/artifact.hpp"
#include "plan/library.hpp"
#include "system/files.hpp"

namespace pylon {
namespace {

// A run of all smokes with the standard runner is what the gate goes by.
void record(const Project& project, const SmokeRun& run) {
  write_file(project.build() / "smoke" / run.variant / run.runner / "smoke.json", smoke_summary_text(run));
  if (!run.filter.empty() || run.runner != load_runners(project.toolchain()).standard) return;
  const fs::path file = smoke_summary_path(project, run.variant);
  write_file(file, smoke_record_text(run, fs::exists(file) ? read_file(file) : ""));
}

std::map<std::string, std::vector<std::string>> missing_modules(const Catalog& catalog, const fs::path& folder,
                                                                const std::string& filter,
                                                                const nlohmann::json& manifest) {
  const auto there = manifest.at("modules").at("built_in").get<std::set<std::string>>();
  std::vector<std::string> known;
  for (const Module& module : catalog.modules) known.push_back(module.name);
  std::map<std::string, std::vector<std::string>> missing;
  for (const std::string& name : smoke_names(folder, filter)) {
    for (const std::string& need : smoke_needs(read_file(folder / (name + ".py")))) {
      if (catalog.find_module(need) == nullptr)
        throw Error(fmt::format("tests/smoke/{}.py: it needs an unknown module '{}'{}", name, need,
                                did_you_mean(need, known)),
                    "Modules/catalog.json names them all");
      if (!there.contains(need)) missing[name].push_back(need);
    }
  }
  return missing;
}

}  // namespace

FoundRunner wanted_runner(const Project& project, const std::string& name) {
  const Runners runners = load_runners(project.toolchain());
  const Runner& runner = runners.at(name);
  auto found = find_runner(runner, places_of(project.venv(), project.toolchain()));
  if (!found) throw Error(fmt::format("{} is not on this machine", runner.name), runner.get);
  return *found;
}

SmokeRun run_smokes(const Project& project, const std::string& variant, const FoundRunner& runner,
                    SuiteSetting setting, const std::function<void(const SmokeRow&)>& on_row) {
  const nlohmann::json manifest = read_artifact(project, variant);  // Error when it is not built, or half
  setting.variant = variant;
  // Of a manifest that knows no digest none is recorded.
  if (manifest.at("stdlib").contains("sha256"))
    setting.library = library_digest(library_digests(project.artifacts() / variant / "lib"));
  setting.smokes = project.root / "tests/smoke";
  const Catalog catalog = load_catalog(project);
  setting.may_leave_out = load_variant(project, catalog, variant).smokes_may_skip;
  setting.missing = missing_modules(catalog, setting.smokes, setting.filter, manifest);
  setting.artifact = project.artifacts() / variant;
  setting.logs = project.build() / "smoke" / variant / runner.runner.name;
  SmokeRun run = run_suite(setting, runner, on_row);
  for (SmokeRow& row : run.rows) row.log = fs::path(row.log).lexically_relative(project.root).string();
  record(project, run);
  return run;
}

}  // namespace pylon

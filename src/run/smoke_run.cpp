#include "run/smoke_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>

#include "base/error.hpp"
#include "base/suggestion.hpp"
#include "checkout/artifact.hpp"
#include "checkout/library.hpp"
#include "system/files.hpp"

namespace pylon {
namespace {

// Keeps what the run said. The gate goes by artifacts/<variant>/smoke.json, which only a run of all smokes,
// of the variant as it ships, with the standard runner, replaces.
void record(const Project& project, const SmokeRun& run, bool release_level) {
  write_file(project.build() / "smoke" / run.variant / run.runner / "smoke.json", smoke_summary_text(run));
  if (!release_level || !run.filter.empty() || run.runner != load_runners(project.toolchain()).standard)
    return;
  const fs::path file = smoke_summary_path(project, run.variant);
  write_file(file, smoke_record_text(run, fs::exists(file) ? read_file(file) : ""));
}

std::map<std::string, std::vector<std::string>> missing_modules(const Catalog& catalog,
                                                                const fs::path& folder,
                                                                const std::string& filter,
                                                                const std::set<std::string>& there) {
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

// The built-in modules, by the manifest. A level such as dev has none: then those that the variant asks for.
std::set<std::string> built_in(const Project& project, const Variant& variant, SuiteSetting& setting) {
  if (variant.level.empty()) {
    const nlohmann::json manifest = read_artifact(project, variant.name);  // Error when not built, or half
    // Of a manifest that knows no digest none is recorded.
    if (manifest.at("stdlib").contains("sha256"))
      setting.library = library_digest(library_digests(setting.artifact / "lib"));
    return manifest.at("modules").at("built_in").get<std::set<std::string>>();
  }
  if (!fs::exists(setting.artifact / "pylon.wasm"))
    throw Error(fmt::format("variant {} is not built at the level {}", variant.name, variant.level),
                fmt::format("run: pylonctl build {} --level {}", variant.name, variant.level));
  std::set<std::string> names;
  for (const ModuleChoice& choice : variant.modules) {
    if (choice.kept) names.insert(choice.module->name);
  }
  return names;
}

}  // namespace

std::vector<Variant> smoked_variants(const Workspace& workspace, const std::vector<std::string>& names,
                                     bool all) {
  const std::vector<std::string> known = variant_names(workspace.project());
  std::vector<std::string> plain;
  std::vector<Variant> levels;
  for (const std::string& name : names) {
    const bool is_variant = std::ranges::find(known, name) != known.end();
    const auto title = is_variant ? std::nullopt : split_title(name, known);
    if (title)
      levels.push_back(
          at_level(load_variant(workspace.project(), workspace.catalog(), title->first), title->second));
    else
      plain.push_back(name);
  }
  std::vector<Variant> variants;
  if (all || !plain.empty() || levels.empty()) variants = wanted_variants(workspace, plain, all, "");
  std::ranges::move(levels, std::back_inserter(variants));
  return variants;
}

SmokeRun run_smokes(const Project& project, const Variant& variant, const FoundRunner& runner,
                    SuiteSetting setting, const std::function<void(const SmokeRow&)>& on_row) {
  setting.variant = variant.title();
  setting.artifact = project.artifacts() / variant.title();
  const std::set<std::string> there = built_in(project, variant, setting);
  setting.smokes = project.root / "tests/smoke";
  const Catalog catalog = load_catalog(project);
  setting.may_leave_out = variant.smokes_may_skip;
  setting.missing = missing_modules(catalog, setting.smokes, setting.filter, there);
  setting.logs = project.build() / "smoke" / variant.title() / runner.runner.name;
  SmokeRun run = run_suite(setting, runner, on_row);
  for (SmokeRow& row : run.rows) row.log = fs::path(row.log).lexically_relative(project.root).string();
  record(project, run, variant.level.empty());
  return run;
}

}  // namespace pylon

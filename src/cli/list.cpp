// list: the variants, or with --modules what became of each catalogue module in one of them.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "checkout/artifact.hpp"
#include "checkout/project.hpp"
#include "cli/options.hpp"
#include "cli/verbs.hpp"
#include "run/found_runner.hpp"
#include "toolchain/lock.hpp"
#include "variant/module_needs.hpp"
#include "variant/setup_local.hpp"

namespace pylon::cli {
namespace {

struct ListOptions {
  bool names = false;
  bool runners = false;
  std::string modules_of;
  std::string format = "text";
};

// Counts as a manifest does: with the registry module, which every variant has and the catalogue has not.
std::size_t kept(const Variant& variant) {
  return 1 + static_cast<std::size_t>(std::ranges::count(variant.modules, true, &ModuleChoice::kept));
}

// Why the variant's CPython cannot be had: "toolchain/lock.json has no cpython 3.13.99 (known versions: …)";
// "" when it can.
std::string cpython_problem(const Lock& lock, const std::string& version) {
  try {
    lock.find("cpython", version);
    return "";
  } catch (const Error& error) {
    return fmt::format("{} ({})", error.message(), error.advice());
  }
}

nlohmann::json library_setting_json(const LibrarySetting& library) {
  if (!library.is_inside()) return {{"where", library.where}};
  return {{"where", library.where}, {"pack", library.pack}, {"sources", library.sources}};
}

void print_variants(const std::vector<Variant>& variants, const Lock& lock, bool json) {
  nlohmann::json list = nlohmann::json::array();
  std::string text;
  for (const Variant& variant : variants) {
    const std::size_t modules = kept(variant);
    const std::size_t dropped = variant.modules.size() + 1 - modules;
    list.push_back({{"name", variant.name},
                    {"description", variant.description},
                    {"files", variant.files},
                    {"cpython", variant.cpython},
                    {"packages", variant.packages},
                    {"modules", modules},
                    {"dropped", dropped},
                    {"library", library_setting_json(variant.library)}});
    const std::string problem = cpython_problem(lock, variant.cpython);
    if (!problem.empty()) list.back()["cpython_problem"] = problem;
    if (json) continue;
    text +=
        fmt::format("{}\n  {}\n  CPython {}, {} modules built in, {} dropped\n  packages: {}\n", variant.name,
                    variant.description, variant.cpython, modules, dropped, join(variant.packages, " "));
    if (variant.component.is_one) text += fmt::format("  form: {}\n", variant.component.words());
    if (variant.library.has_place()) text += fmt::format("  library: {}\n", variant.library.words());
    if (!problem.empty()) text += fmt::format("  cannot be built: {}\n", problem);
  }
  print_report(json ? json_text({{"variants", list}}) : text);
}

void print_module_names(const Variant& variant) {
  for (const ModuleChoice& choice : variant.modules) print_report(fmt::format("{}\n", choice.module->name));
}

void print_modules(const Variant& variant, bool json) {
  nlohmann::json list = {
      {{"name", kRegistryModule}, {"package", "pylon"}, {"kept", true}, {"file", variant.files.front()}}};
  std::string text = fmt::format("+ {:<34} {:<10}\n", kRegistryModule, "pylon");
  for (const ModuleChoice& choice : variant.modules) {
    const Module& module = *choice.module;
    nlohmann::json entry = {
        {"name", module.name}, {"package", module.package}, {"kept", choice.kept}, {"file", choice.file}};
    if (!choice.kept) entry["reason"] = choice.reason;
    list.push_back(entry);
    if (json) continue;
    const std::string why = choice.kept ? "" : "  " + absence_of(choice);
    text += fmt::format("{} {:<34} {:<10}{}\n", choice.kept ? '+' : '-', module.name, module.package, why);
  }
  print_report(json ? json_text({{"variant", variant.name}, {"modules", list}}) : text);
}

void run_list(const ListOptions& options, const Project& project) {
  const Catalog catalog = load_catalog(project);
  const bool json = options.format == "json";
  if (options.runners) {
    for (const Runner& runner : load_runners(project.toolchain()).list)
      print_report(fmt::format("{}\n", runner.name));
    return;
  }
  if (!options.modules_of.empty() && options.names)
    return print_module_names(load_variant(project, catalog, options.modules_of));
  if (!options.modules_of.empty())
    return print_modules(load_variant(project, catalog, options.modules_of), json);
  if (options.names) return print_report(fmt::format("{}\n", fmt::join(variant_names(project), "\n")));
  std::vector<Variant> variants;
  for (const std::string& name : variant_names(project))
    variants.push_back(load_variant(project, catalog, name));
  print_variants(variants, load_lock(project.toolchain()), json);
}

}  // namespace

void add_list(CLI::App& app, Context& context) {
  const auto [verb, options] = add_verb<ListOptions>(
      app, "list",
      "Shows the variants that can be built: what each is for, its packages, and how many modules are built "
      "in.");
  verb->add_option("--modules", options->modules_of,
                   "Show each module of this variant: + kept, - dropped, by which file and why")
      ->type_name("VARIANT");
  verb->add_flag("--names", options->names, "Only the names of variants, or of the modules, a line each");
  verb->add_flag("--runners", options->runners, "Only the names of the runtimes that smokes can run with");
  add_format(verb, options->format, {"text", "json"});
  verb->footer("Examples:\n  pylonctl list\n  pylonctl list --modules lean | grep '^-'");
  verb->callback([options, &context] { run_list(*options, {context.root()}); });
}

}  // namespace pylon::cli

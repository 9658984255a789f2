// runners: the runtimes that pylon.wasm can be tried with, and how those get here that are packages.
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/json.hpp"
#include "checkout/artifact.hpp"
#include "checkout/project.hpp"
#include "cli/options.hpp"
#include "cli/verbs.hpp"
#include "run/found_runner.hpp"
#include "system/interrupt.hpp"
#include "system/process.hpp"

namespace pylon::cli {
namespace {

struct RunnersFlags {
  std::string action = "list";
  std::vector<std::string> names;
  bool all = false;
  std::string format = "text";
};

RunnerPlaces places_in(const Project& project) { return places_of(project.venv(), project.toolchain()); }

nlohmann::json packages_json(const Runner& runner) {
  nlohmann::json list = nlohmann::json::array();
  for (const PackageSet& set : runner.packages) {
    for (const PackagePin& pin : set.pins)
      list.push_back({{"client", set.client}, {"name", pin.name}, {"version", pin.version}});
  }
  return list;
}

void list_runners(const RunnersFlags& flags, const Project& project) {
  const RunnerPlaces places = places_in(project);
  const Runners runners = load_runners(project.toolchain());
  for (const std::string& name : flags.names) runners.at(name);  // Error for one that is not there
  nlohmann::json list = nlohmann::json::array();
  for (const Runner& runner : runners.list) {
    if (!flags.names.empty() && std::ranges::find(flags.names, runner.name) == flags.names.end()) continue;
    const Looked looked = look_for(runner, places);
    nlohmann::json entry{{"name", runner.name},
                         {"meaning", runner.meaning},
                         {"form", runner.form},
                         {"found", looked.found.has_value()},
                         {"packages", packages_json(runner)}};
    if (looked.found) {
      entry["program"] = looked.found->program.string();
      entry["version"] = looked.found->version;
      entry["got"] = nlohmann::json::object();
      for (const PackageSet& set : runner.packages)
        entry["got"][set.name] = package_folder(set, places.toolchain, places.cache).string();
    } else {
      entry["get"] = looked.problem.empty() ? runner.get : looked.problem;
    }
    for (const RunnerLimit& limit : runner.limits) entry["limits"].push_back(limit.text);
    list.push_back(entry);
    if (flags.format == "json") continue;
    print_report(fmt::format("{:<20} {:<14} {:<9} {}\n", runner.name,
                             looked.found ? looked.found->version : "", looked.found ? "here" : "not here",
                             runner.meaning + (runner.form == "component" ? " (components alone)" : "")));
    if (!looked.found)
      print_report(fmt::format("{:<20} {}\n", "", entry["get"].get_ref<const std::string&>()));
  }
  for (const auto& [name, problem] : runners.broken)
    fmt::print(stderr, "{} is left out: {}\n", name, problem);
  if (flags.format == "json") print_report(json_text({{"runners", list}}));
}

void say_command(const std::vector<std::string>& command) {
  std::string line = quote_command(command);
  if (line.size() > 100) line = line.substr(0, 97) + "...";
  fmt::print(stderr, "  {}\n", line);
}

void get_runner(const Runner& runner, const RunnerPlaces& places) {
  if (const auto there = runner.packages.empty() ? find_runner(runner, places) : std::nullopt) {
    print_report(fmt::format("{} {} is here: pylonctl smoke lean --runner {}\n", runner.name, there->version,
                             runner.name));
    return;
  }
  if (runner.packages.empty())
    throw Error(fmt::format("{} is not made of packages that this verb can get", runner.name), runner.get);
  for (const PackageSet& set : runner.packages) {
    if (!has_packages(set, places.toolchain, places.cache))
      fmt::print(stderr, "{}: what {} needs, by {} (pinned packages: {})\n", set.name, runner.name,
                 set.client, set.pins.size());
    get_packages(set, places.toolchain, places.cache, say_command);
  }
  const auto found = find_runner(runner, places);
  if (!found)
    throw Error(fmt::format("the packages of {} are here, and its program is not", runner.name), runner.get);
  print_report(
      fmt::format("{} {}: pylonctl smoke lean --runner {}\n", runner.name, found->version, runner.name));
}

// All that can be had is got; then what cannot is told.
void get_runners(const RunnersFlags& flags, const Project& project) {
  end_children_with_us();
  const Runners runners = load_runners(project.toolchain());
  const RunnerPlaces places = places_in(project);
  std::vector<const Runner*> wanted;
  for (const std::string& name : flags.names) wanted.push_back(&runners.at(name));
  for (const Runner& runner : runners.list) {
    if (flags.all && !runner.packages.empty()) wanted.push_back(&runner);
  }
  if (wanted.empty()) throw Error("no runner is named", "name one of 'pylonctl runners list', or give --all");
  std::string failures;
  for (const Runner* runner : wanted) {
    try {
      get_runner(*runner, places);
    } catch (const Error& error) {
      failures += fmt::format("\n{}: {}", runner->name, error.what());
    }
  }
  if (!failures.empty()) throw Error("not everything could be had" + failures);
}

}  // namespace

void add_runners(CLI::App& app, Context& context) {
  CLI::App* verb = app.add_subcommand("runners");
  verb->description(
      "Runtimes that toolchain/runners.json describes. Some are programs of their own; others are packages "
      "of pip, npm, Maven, Cargo, Go or Debian with a short driver in toolchain/runners: 'get' fetches "
      "those with that client, in pinned versions, into the cache folder. After that 'smoke', 'conformance' "
      "and 'doctor --runners' know them. docs/HOSTS.md says what each of them can and cannot do.");
  auto flags = std::make_shared<RunnersFlags>();
  verb->add_option("ACTION", flags->action,
                   "'list' says what is here and how to get the rest; 'get' gets packages")
      ->check(one_of({"list", "get"}));
  verb->add_option("RUNNER", flags->names, "Runtimes of the list; 'list' without any shows all");
  verb->add_flag("--all", flags->all, "get: all that are packages (2 GB)");
  add_format(verb, flags->format, {"text", "json"});
  verb->footer(
      "Examples:\n  pylonctl runners list\n  pylonctl runners get chicory && pylonctl smoke lean --runner "
      "chicory\n"
      "  pylonctl runners list --format json | jq -r '.runners[] | select(.found) | .name'");
  verb->callback([flags, &context] {
    const Project project{context.root()};
    if (flags->action == "list")
      list_runners(*flags, project);
    else
      get_runners(*flags, project);
  });
}

}  // namespace pylon::cli

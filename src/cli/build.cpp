// build: makes the artifacts of variants, or shows what it would do.
#include "plan/build.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/shown.hpp"
#include "checkout/build_inputs.hpp"
#include "checkout/library.hpp"
#include "cli/build_table.hpp"
#include "cli/options.hpp"
#include "cli/verbs.hpp"
#include "manifest/build_facts.hpp"
#include "plan/build_watch.hpp"
#include "plan/planner.hpp"
#include "plan/shard.hpp"
#include "plan/version_gaps.hpp"
#include "remote/remote_build.hpp"
#include "report/build_report.hpp"
#include "store/launcher.hpp"
#include "store/receipt.hpp"
#include "store/step_runner.hpp"
#include "store/store.hpp"
#include "store/stored_output.hpp"
#include "system/files.hpp"
#include "system/process.hpp"

namespace pylon::cli {
namespace {

struct BuildFlags {
  std::vector<std::string> variants;
  bool all = false;
  bool plan = false;
  bool explain = false;
  bool summary = false;
  fs::path trace;
  std::string cpython;
  std::string level;
  std::string shard;
  fs::path costs;
  std::string remote_store;
  std::string format = "text";
  BuildOptions build;
};

// The receipt of a build: the states of the project's files from before it read them (`seen`), of the files
// whose digests it asked for, and of what it made. While they are the same, a second run would do nothing.
std::string receipt(const Workspace& workspace, std::vector<SeenFile> seen,
                    const std::vector<Variant>& variants, const std::vector<std::string>& arguments,
                    const std::string& printed) {
  std::vector<fs::path> files = workspace.digests().asked_for();
  for (const Variant& variant : variants) {
    const fs::path folder = workspace.project().artifacts() / variant.title();
    for (const char* name : {"", "pylon.wasm", "manifest.json", "symbols.tsv", kLibraryList})
      files.push_back(folder / name);
    if (!variant.old_name.empty()) files.push_back(folder / variant.old_name);
    seen.push_back({folder / "lib", tree_state(folder / "lib")});
  }
  for (SeenFile& file : look_at_files(files)) seen.push_back(std::move(file));
  return receipt_text(invocation(own_executable(), arguments), seen, printed);
}

void report(const BuildFlags& options, const BuildWatch& watch, const std::optional<RemoteBuild>& remote) {
  const BuildRun run = watch.finish();
  if (!options.trace.empty()) write_file(options.trace, build_trace(run));
  if (!options.summary) return;
  fmt::print(stderr, "{}{}", build_summary(run), remote ? remote->summary() : "");
}

bool watched(const BuildFlags& options) { return options.summary || !options.trace.empty(); }

void say_damage(const Variant& variant, const std::vector<std::string>& problems) {
  constexpr std::size_t kShown = 10;
  for (std::size_t i = 0; i < std::min(problems.size(), kShown); ++i)
    fmt::print(stderr, "pylonctl: artifacts/{}/{}\n", variant.title(), shown(problems[i]));
  if (problems.size() > kShown) fmt::print(stderr, "pylonctl: and {} more\n", problems.size() - kShown);
  if (!problems.empty()) fmt::print(stderr, "pylonctl: artifacts/{} is published again\n", variant.title());
}

// Removes damaged steps from the store, and what is damaged in artifacts/: Ninja makes both again. Call it
// after write_ninja_files(), which holds the steps: what a parallel prune deleted would be missing, not
// damaged.
void discard_damage(const Project& project, const Plan& plan, const std::vector<Variant>& variants) {
  for (const DamagedStep& step : discard_damaged(plan)) {
    fmt::print(stderr, "pylonctl: {} in the cache was damaged ({}); it is made again\n", step.name,
               step.file);
  }
  for (const Variant& variant : variants)
    say_damage(variant, withdraw_damaged(project, variant, plan.parts.at(variant.title())));
}

// Runs Ninja on all variants. A remote store gets what it makes while it runs; the uploads end before this
// returns or throws.
void run_ninja_with(const BuildFlags& options, const Project& project, const Plan& plan,
                    std::optional<RemoteBuild>& remote) {
  std::vector<std::string> names;
  for (const auto& [title, parts] : plan.parts) names.push_back(title);
  if (remote) remote->begin_uploads(plan);
  try {
    run_ninja(project, names, options.build);
  } catch (const Error&) {
    if (remote) remote->end_uploads();
    throw;
  }
  if (remote) remote->end_uploads();
}

void run_steps(const BuildFlags& options, const Project& project, const Plan& plan, std::int64_t began,
               std::optional<RemoteBuild>& remote) {
  if (!watched(options)) return run_ninja_with(options, project, plan, remote);
  const BuildWatch watch(project, plan, began);
  try {
    run_ninja_with(options, project, plan, remote);
  } catch (const Error&) {
    report(options, watch, remote);  // what was slow before it failed, and what was not reached
    throw;
  }
  report(options, watch, remote);
}

void open_remote(const BuildFlags& options, std::optional<RemoteBuild>& remote) {
  if (options.build.offline) return;
  if (auto setting = remote_setting(options.remote_store))
    remote.emplace(std::move(*setting), options.explain);
}

// Fetches finished steps from the remote store, and writes Ninja's files again: a fetched step waits for
// nothing.
void bring_steps(const Project& project, const Plan& plan, std::optional<RemoteBuild>& remote) {
  if (!remote) return;
  remote->bring(plan);
  write_ninja_files(project, plan);  // what was fetched does not wait for what it was made of
}

// A line for the screen when CPython is compiled without a profile, or with one that does not fit; else "".
std::string profile_note(const nlohmann::json& profile, const std::string& cpython) {
  const std::string words = profile_words(profile);
  if (words.empty() || profile.at("state") == "used") return "";
  std::string note = fmt::format("pylonctl: CPython {} is compiled with {}", cpython, words);
  if (profile_is_missing(profile))
    note += fmt::format(
        ": toolchain/recipes/cpython/{}.profdata.gz is missing. It takes about 15 % more "
        "instructions to start and 12 % more to work; toolchain/update-profile makes one",
        cpython);
  else if (profile_is_lost(profile))
    note +=
        ". It takes more instructions to start and to work than it could; toolchain/update-profile makes a "
        "profile with this compiler";
  return note + "\n";
}

// Checks the launcher's name, that the trace's file can be written, and PYLON_STORE_LIMIT, before anything is
// done. Returns that limit in bytes.
std::uint64_t check_settings(const BuildFlags& options) {
  parse_launcher(options.build.launcher);
  if (!options.trace.empty()) write_file(options.trace, "");
  return store_limit();
}

// Refuses versions that nobody has looked at (version_gaps), and says when CPython has no profile: before any
// step runs.
void check_versions(const Workspace& workspace, const std::vector<Variant>& variants) {
  std::set<std::string> notes;
  for (const Variant& variant : variants) {
    fail_for_gaps(variant.name,
                  version_gaps(workspace.project(), workspace.lock(), workspace.catalog(), variant));
    notes.insert(
        profile_note(profile_of(workspace.project(), variant, workspace.sdk().llvm), variant.cpython));
  }
  for (const std::string& note : notes) fmt::print(stderr, "{}", note);
}

// More machines than variants: nothing to do is no failure.
void say_empty_shard(const BuildFlags& options) {
  fmt::print(stderr, "pylonctl: no variant falls to shard {}\n", options.shard);
  if (options.format == "json")
    print_report(json_text({{options.plan ? "steps" : "variants", nlohmann::json::array()}}));
}

void run_build(const BuildFlags& options, const Project& project, const std::vector<std::string>& arguments) {
  const std::int64_t began = clock_now();
  const std::vector<SeenFile> seen = look_at({project.variants(), project.modules(), project.toolchain()});
  const Shard shard = options.shard.empty() ? Shard{} : parse_shard(options.shard);
  const Workspace workspace(project);
  std::vector<Variant> variants = wanted_variants(workspace, options.variants, options.all, options.cpython);
  if (!options.shard.empty()) keep_shard(variants, shard, project, options.costs);
  if (variants.empty()) return say_empty_shard(options);
  for (Variant& variant : variants) variant = at_level(variant, options.level);
  check_versions(workspace, variants);
  check_setup_current(workspace, variants);
  const Plan plan = make_plan(workspace, variants);
  if (options.explain) print_reasons(plan);
  if (options.plan) return print_plan(plan, options.format);
  const std::uint64_t limit = check_settings(options);
  std::optional<RemoteBuild> remote;
  open_remote(options, remote);
  const FileLock lock(project.build() / "lock", [](const fs::path&) {
    fmt::print(stderr, "pylonctl: another build of this checkout is running; waiting for it\n");
  });
  remove_tree(receipt_path(project.root));
  write_ninja_files(project, plan);
  discard_damage(project, plan, variants);
  bring_steps(project, plan, remote);
  run_steps(options, project, plan, began, remote);
  settle_steps(project, plan);
  fmt::print(stderr, "{}",
             pruned_text(prune_store(workspace.setting().store, {limit, {}}, false), false, false));
  const std::string printed = build_table(project, variants, options.format);
  print_report(printed);
  // No receipt for --explain, --summary and --trace: the next run would be answered with the table alone.
  if (!options.explain && !watched(options))
    write_file(receipt_path(project.root), receipt(workspace, seen, variants, arguments, printed));
}

}  // namespace

void add_build(CLI::App& app, Context& context) {
  const auto [verb, options] =
      add_verb<BuildFlags>(app, "build", "Builds variants into artifacts/<variant>/");
  add_variants(verb, options->variants, options->all, "to build");
  verb->add_option("-j,--jobs", options->build.jobs, "Parallel steps (default: the number of processors)")
      ->check(CLI::Range(1, 1024));
  verb->add_flag("--plan", options->plan, "Print the steps and their state; run nothing");
  verb->add_flag("--explain", options->explain, "Say for each step that has to run, why");
  verb->add_flag("--summary", options->summary,
                 "Say where the time went, what was reused, and why the rest was not");
  verb->add_option("--trace", options->trace,
                   "Write a trace of all steps for ui.perfetto.dev or chrome://tracing")
      ->type_name("FILE");
  verb->add_option("--step-timeout", options->build.step_seconds,
                   "Seconds after which a command of a step counts as hung (default: 7200)")
      ->check(positive());
  verb->add_flag("--keep-going", options->build.keep_going, "After a failed step, run what does not need it");
  verb->add_flag("--offline", options->build.offline, "Use downloaded sources only");
  verb->add_option(
          "--launcher", options->build.launcher,
          "Start compilers through ccache, sccache, distcc, icecc or 'ccache distcc'; none: directly "
          "(default: $PYLON_LAUNCHER)")
      ->type_name("NAMES");
  verb->add_option("--cpython", options->cpython,
                   "CPython version of toolchain/lock.json, in place of the variant's own");
  verb->add_option(
          "--level", options->level,
          "Build artifacts/<variant>-LEVEL/ as the variant's level says: dev is fast, with no manifest "
          "(default: release)")
      ->type_name("LEVEL");
  verb->add_option("--remote-store", options->remote_store,
                   "Fetch finished steps from this server and upload what is made; none: do not (default: "
                   "$PYLON_REMOTE_STORE; docs/SCALING.md)")
      ->type_name("URL");
  auto* shard = verb->add_option("--shard", options->shard,
                                 "Of the variants, build only the part that falls to machine NUMBER of COUNT")
                    ->type_name("NUMBER/COUNT");
  verb->add_option(
          "--costs", options->costs,
          "Divide by these seconds of each variant (pylonctl store costs) in place of the sizes of the "
          "committed baselines")
      ->type_name("FILE")
      ->needs(shard);
  add_format(verb, options->format, {"text", "json"});
  verb->footer(
      "Examples:\n"
      "  pylonctl build --all\n"
      "  pylonctl build lean --explain     say why each step runs\n"
      "  pylonctl build lean --level dev   artifacts/lean-dev/ in seconds: no wasm-opt, no manifest\n"
      "  pylonctl build fat --plan         show the steps only\n"
      "  pylonctl build --all --summary --trace build.json\n"
      "  pylonctl build --all --shard 3/8  the third of eight machines\n\n"
      "Finished steps are kept in the cache folder (XDG_CACHE_HOME/pylon) and shared by all checkouts. Over\n"
      "PYLON_STORE_LIMIT (20G; none: no bound) a build removes those least recently used that no checkout "
      "needs.\n"
      "A build that was interrupted can be run again and gives the same bytes.");
  verb->callback([options, &context] { run_build(*options, {context.root()}, context.arguments); });
}

}  // namespace pylon::cli

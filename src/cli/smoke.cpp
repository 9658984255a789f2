// smoke: runs the smokes inside built variants with a real runtime.
#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"
#include "checkout/project.hpp"
#include "cli/options.hpp"
#include "cli/verbs.hpp"
#include "report/test_report.hpp"
#include "run/smoke_suite.hpp"
#include "system/files.hpp"
#include "system/interrupt.hpp"

namespace pylon::cli {
namespace {

constexpr std::uint64_t kMegabyte = 1U << 20U;

struct SmokeFlags {
  std::vector<std::string> variants;
  bool all = false;
  std::string runner;
  std::string junit;
  std::string format = "text";
  SuiteSetting setting;
  unsigned timeout = static_cast<unsigned>(SuiteSetting{}.time_limit.count());
  unsigned memory = static_cast<unsigned>(SuiteSetting{}.memory / kMegabyte);
};

void say_limits(const Runner& runner, const std::string& filter) {
  for (const RunnerLimit& limit : runner.limits) {
    if (!limit.smoke.empty() && (filter.empty() || glob_matches(filter, limit.smoke)))
      fmt::print(stderr, "{} is not run with {}: {}\n", limit.smoke, runner.name, limit.text);
  }
}

int run_smoke(const SmokeFlags& options, const Project& project) {
  end_children_with_us();
  const Workspace workspace(project);
  const FoundRunner runner = wanted_runner(places_of(project.venv(), project.toolchain()), options.runner);
  SuiteSetting setting = options.setting;
  setting.time_limit = std::chrono::seconds(options.timeout) * runner.runner.time_factor;
  setting.memory = options.memory * kMegabyte;
  SmokeRuns runs;
  for (const Variant& variant : smoked_variants(workspace, options.variants, options.all)) {
    const fs::path artifact = project.artifacts() / variant.name;
    if (options.all && !form_problem(runner.runner, artifact).empty()) {
      fmt::print(stderr, "{} is left out: {}\n", variant.name, form_problem(runner.runner, artifact));
      continue;
    }
    need_form(runner.runner, artifact);
    if (runs.empty()) say_limits(runner.runner, setting.filter);
    runs.push_back(run_smokes(project, variant, runner, setting, [&](const SmokeRow& row) {
      fmt::print(stderr, "{}", smoke_progress(variant.title(), row));
    }));
  }
  if (runs.empty())
    throw Error("no variant is built that " + runner.runner.name + " can run",
                "build one, or take another --runner");
  if (!options.junit.empty()) write_file(options.junit, tests_junit(to_tests(runs)));
  const bool colours = wants_colours();
  print_report(options.format == "json" ? smoke_json(runs) : smoke_text(runs, colours));
  return std::ranges::all_of(runs, &SmokeRun::passed) ? 0 : 1;
}

}  // namespace

void add_smoke(CLI::App& app, Context& context) {
  const auto [verb, options] = add_verb<SmokeFlags>(
      app, "smoke",
      "Runs every tests/smoke/*.py inside pylon.wasm, each in a process of its own, "
      "and judges what it printed: pass, skip, fail, lost output (the host lost the end of standard output), "
      "trap, time-out. Transcripts stay in build/pylon/smoke/VARIANT/RUNNER/. "
      "A run of all smokes with the standard runner is written to artifacts/VARIANT/smoke.json, "
      "which `pylonctl gate` reads. lean-dev, which `build lean --level dev` makes, is run too, "
      "and nothing of it is recorded. Exit code 1 when a smoke falls short, 2 when they could not be run.");
  add_variants(verb, options->variants, options->all, "to run");
  add_runner(verb, options->runner, "A runtime of toolchain/runners.json (default: wasmtime)");
  add_require_fat(verb, options->setting.require_fat,
                  "Nothing may be skipped: what is missing fails and is named");
  verb->add_option("--filter", options->setting.filter,
                   "Only smokes whose name this glob matches ('numpy*')");
  verb->add_option("--junit", options->junit, "Also write the verdicts to this file as JUnit XML");
  verb->add_option("-j,--jobs", options->setting.jobs,
                   "Smokes at the same time (default: one for each processor)");
  add_format(verb, options->format, {"text", "json"});
  verb->add_option("--timeout", options->timeout, "Seconds that each smoke may take")
      ->check(positive())
      ->capture_default_str();
  verb->add_option("--memory", options->memory, "Megabytes of memory that each smoke may take")
      ->check(positive())
      ->capture_default_str();
  verb->footer(
      "Examples:\n"
      "  pylonctl smoke lean\n"
      "  pylonctl smoke fat --require-fat          as in a release cut: nothing is skipped\n"
      "  pylonctl smoke --all --runner node --junit smoke.xml\n"
      "  pylonctl smoke fat --filter 'numpy*' --format json | jq '.runs[].smokes[]'");
  verb->callback([options, &context] { context.exit_code = run_smoke(*options, {context.root()}); });
}

}  // namespace pylon::cli

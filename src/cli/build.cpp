// build: makes the artifacts of variants, or shows what it would do.
#include "plan/build.hpp"

#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "cli/verbs.hpp"
#include "plan/explain.hpp"
#include "plan/receipt.hpp"
#include "report/size_table.hpp"
#include "system/files.hpp"

namespace pylon::cli {
namespace {

struct Options {
  std::vector<std::string> variants;
  bool all = false;
  bool plan = false;
  bool explain = false;
  std::string cpython;
  std::string format = "text";
  BuildOptions build;
};

void print_plan(const Plan& plan, const std::string& format) {
  if (format == "json") {
    nlohmann::json steps = nlohmann::json::array();
    for (const Step& step : plan.steps) {
      steps.push_back({{"name", step.name},
                       {"key", step.key},
                       {"out", step.out.string()},
                       {"done", step_state(step) == StepState::kDone}});
    }
    fmt::print("{}\n", nlohmann::json{{"steps", steps}}.dump(2));
    return;
  }
  for (const Step& step : plan.steps) {
    fmt::print("{:5} {} {}\n", step_state(step) == StepState::kDone ? "done" : "to do",
               step.key.substr(0, 16), step.name);
  }
}

void print_reasons(const Plan& plan) {
  std::size_t count = 0;
  for (const Step& step : plan.steps) {
    for (const std::string& reason : explain(step)) {
      fmt::print(stderr, "{}\n", reason);
      ++count;
    }
  }
  if (count == 0) fmt::print(stderr, "every step is finished; nothing has to run\n");
}

std::string table(const Project& project, const std::vector<Variant>& variants, const std::string& format) {
  std::vector<SizeRow> rows;
  for (const Variant& variant : variants) {
    const fs::path folder = project.artifacts() / variant.name;
    rows.push_back(size_row(variant.name, nlohmann::json::parse(read_file(folder / "manifest.json")),
                            (folder / "pylon.wasm").lexically_relative(project.root).string()));
  }
  if (format == "json") return size_table_json(rows).dump(2) + "\n";
  return size_table_text(rows, wants_colours());
}

// What this build would have to look at again: the project's files as they were before it read them, the
// files whose digests it asked for, and what it made.
std::string receipt(const Workspace& workspace, std::vector<SeenFile> seen,
                    const std::vector<Variant>& variants, const std::vector<std::string>& arguments,
                    const std::string& printed) {
  std::vector<fs::path> files = workspace.digests->asked_for();
  for (const Variant& variant : variants) {
    const fs::path folder = workspace.project().artifacts() / variant.name;
    for (const char* name : {"", "pylon.wasm", "manifest.json"}) files.push_back(folder / name);
    if (!variant.old_name.empty()) files.push_back(folder / variant.old_name);
  }
  for (SeenFile& file : look_at_files(files)) seen.push_back(std::move(file));
  return receipt_text(invocation(arguments), seen, printed);
}

void run(const Options& options, const Project& project, const std::vector<std::string>& arguments) {
  const std::vector<SeenFile> seen = look_at({project.variants(), project.modules(), project.toolchain()});
  Workspace workspace = open_workspace(project);
  const std::vector<Variant> variants =
      wanted_variants(workspace, options.variants, options.all, options.cpython);
  check_setup_current(workspace, variants);
  const Plan plan = make_plan(workspace, variants);
  if (options.explain) print_reasons(plan);
  if (options.plan) return print_plan(plan, options.format);
  const FileLock lock(project.build() / "lock", [](const fs::path&) {
    fmt::print(stderr, "pylonctl: another build of this checkout is running; waiting for it\n");
  });
  remove_tree(receipt_path(project.root));
  write_ninja_files(project, plan);
  std::vector<std::string> names;
  for (const Variant& variant : variants) names.push_back(variant.name);
  run_ninja(project, names, options.build);
  const std::string printed = table(project, variants, options.format);
  fmt::print("{}", printed);
  if (!options.explain)
    write_file(receipt_path(project.root), receipt(workspace, seen, variants, arguments, printed));
}

}  // namespace

void add_build(CLI::App& app, Context& context) {
  auto options = std::make_shared<Options>();
  CLI::App* verb = app.add_subcommand("build", "Builds variants into artifacts/<variant>/");
  verb->add_option("VARIANT", options->variants, "Variants to build; see 'pylonctl list'");
  verb->add_flag("--all", options->all, "Build every variant");
  verb->add_option("-j,--jobs", options->build.jobs, "Parallel steps (default: the number of processors)")
      ->check(CLI::Range(1, 1024));
  verb->add_flag("--plan", options->plan, "Print the steps and their state; run nothing");
  verb->add_flag("--explain", options->explain, "Say for each step that has to run, why");
  verb->add_flag("--keep-going", options->build.keep_going, "After a failed step, run what does not need it");
  verb->add_flag("--offline", options->build.offline, "Use downloaded sources only");
  verb->add_option("--cpython", options->cpython,
                   "CPython version of toolchain/lock.json, in place of the variant's own");
  verb->add_option("--format", options->format, "Of the table or plan: text or json")
      ->check(CLI::IsMember({"text", "json"}));
  verb->footer(
      "Examples:\n"
      "  pylonctl build --all\n"
      "  pylonctl build lean --explain     say why each step runs\n"
      "  pylonctl build fat --plan         show the steps only\n\n"
      "Finished steps are kept in the cache folder (XDG_CACHE_HOME/pylon) and shared by all checkouts.\n"
      "A build that was interrupted can be run again and gives the same bytes.");
  verb->callback([options, &context] { run(*options, {context.root()}, context.arguments); });
}

}  // namespace pylon::cli

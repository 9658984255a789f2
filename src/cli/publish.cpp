// Hidden verbs, which Ninja calls: `step` runs one build step from its specification file, `publish` puts a
// finished variant, or its manifest, into artifacts/ when everything it needs is there.
#include <algorithm>
#include <cstdlib>
#include <memory>

#include "base/error.hpp"
#include "checkout/project.hpp"
#include "cli/options.hpp"
#include "cli/verbs.hpp"
#include "plan/build.hpp"
#include "plan/planner.hpp"
#include "store/step_runner.hpp"
#include "system/files.hpp"
#include "system/interrupt.hpp"
#include "system/process.hpp"

namespace pylon::cli {
namespace {

struct PublishFlags {
  std::string variant;
  std::string cpython;
  std::string key;
  std::string level;
  bool manifest = false;
};

void run_publish(const PublishFlags& options, const Project& project) {
  const std::int64_t start = clock_now();
  const Workspace workspace(project);
  std::vector<Variant> variants = wanted_variants(workspace, {options.variant}, false, options.cpython);
  variants.front() = at_level(variants.front(), options.level);
  const Plan plan = make_plan(workspace, variants);
  const auto publication = std::ranges::find(plan.publications, options.manifest, &Publication::manifest);
  if (publication == plan.publications.end() || !publication->key.starts_with(options.key)) {
    throw Error("the project's files changed while " + options.variant + " was being built",
                "run the build again");
  }
  const auto publish = options.manifest ? publish_manifest : publish_file;
  publish(workspace, variants.front(), plan.parts.at(publication->title()));
  leave_record(
      {publication->name(), publication->key, start, clock_now(), 0, usage_so_far(), true, true, {}});
}

}  // namespace

void add_publish(CLI::App& app, Context& context) {
  const auto [verb, options] =
      add_verb<PublishFlags>(app, "publish", "Puts a finished variant into artifacts/");
  verb->group("");
  verb->add_option("VARIANT", options->variant)->required();
  verb->add_option("--cpython", options->cpython)->required();
  verb->add_option("--level", options->level);
  verb->add_flag("--manifest", options->manifest);
  verb->add_option("--key", options->key, "Of the publication, as planned")->required();
  verb->callback([options, &context] { run_publish(*options, {context.root()}); });
}

void add_step(CLI::App& app, Context&) {
  auto specification = std::make_shared<std::filesystem::path>();
  CLI::App* verb = app.add_subcommand("step", "Runs one build step")->group("");
  verb->add_option("SPECIFICATION", *specification)->required()->check(CLI::ExistingFile);
  verb->callback([specification] {
    end_children_with_us();
    const std::string jobs = environment("PYLON_JOBS"), path = environment("PYLON_PATH"),
                      seconds = environment("PYLON_STEP_SECONDS");
    RunnerSettings settings{own_executable(), !path.empty() ? path : "/usr/local/bin:/usr/bin:/bin"};
    if (!jobs.empty()) settings.jobs = std::atoi(jobs.c_str());
    if (!seconds.empty()) settings.time_limit = std::chrono::seconds(std::atoi(seconds.c_str()));
    settings.launcher = parse_launcher(environment("PYLON_LAUNCHER"));
    run_step(parse_step_specification(read_file(*specification), specification->string()), settings);
  });
}

}  // namespace pylon::cli

// Hidden verb: puts a finished variant, or its manifest, into artifacts/. Ninja calls it when everything it
// needs is there.
#include "plan/publish.hpp"

#include <algorithm>
#include <memory>

#include "base/error.hpp"
#include "checkout/workspace.hpp"
#include "cli/verbs.hpp"
#include "plan/planner.hpp"
#include "store/step_record.hpp"

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
  auto options = std::make_shared<PublishFlags>();
  CLI::App* verb = app.add_subcommand("publish", "Puts a finished variant into artifacts/")->group("");
  verb->add_option("VARIANT", options->variant)->required();
  verb->add_option("--cpython", options->cpython)->required();
  verb->add_option("--level", options->level);
  verb->add_flag("--manifest", options->manifest);
  verb->add_option("--key", options->key, "Of the publication, as planned")->required();
  verb->callback([options, &context] { run_publish(*options, {context.root()}); });
}

}  // namespace pylon::cli

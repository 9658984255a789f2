// store: the team's remote store of finished steps by hand: fill it, look into it; and what variants cost.
#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "base/workers.hpp"
#include "checkout/project.hpp"
#include "cli/options.hpp"
#include "cli/verbs.hpp"
#include "plan/planner.hpp"
#include "plan/shard.hpp"
#include "plan/step_needs.hpp"
#include "remote/remote_build.hpp"

namespace pylon::cli {
namespace {

constexpr unsigned kUploads = 4;

struct StoreFlags {
  std::vector<std::string> variants;
  bool all = false;
  std::string level, remote_store;
};

Plan plan_for(const StoreFlags& options, const Project& project) {
  const Workspace workspace(project);
  std::vector<Variant> variants =
      wanted_variants(workspace, options.variants, options.all || options.variants.empty(), "");
  for (Variant& variant : variants) variant = at_level(variant, options.level);
  return make_plan(workspace, variants);
}

// Uploads steps that are finished here. 1 when one of them could not be uploaded.
int run_push(const StoreFlags& options, const Project& project) {
  auto setting = remote_setting(options.remote_store);
  if (!setting) throw Error("no remote store is set", "set PYLON_REMOTE_STORE, or give --remote-store URL");
  const Plan plan = plan_for(options, project);
  std::vector<const Step*> finished;
  for (const Step& step : plan.steps) {
    if (step_state(step) == StepState::kDone) finished.push_back(&step);
  }
  RemoteStore store(std::move(*setting));
  std::vector<StepTransfer> results(finished.size());
  run_workers(finished.size(), kUploads, [&](std::size_t i) {
    results[i] = store.push(*finished[i]);
    fmt::print(stderr, "{}\n", transfer_text(results[i], true));
  });
  const TransferSum sum = sum_of(results);
  const std::size_t failed = sum.failed + sum.refused;
  print_report(
      fmt::format("{} steps uploaded, {} bytes; {} were there already; {} failed; {} are not finished here\n",
                  sum.done, with_thousands(sum.bytes), results.size() - sum.done - failed, failed,
                  plan.steps.size() - finished.size()));
  return failed > 0 ? 1 : 0;
}

int run_costs(const StoreFlags& options, const Project& project) {
  print_report(json_text({{"variants", variant_costs(plan_for(options, project))}}));
  return 0;
}

void add_push(CLI::App* verb, Context& context) {
  auto options = std::make_shared<StoreFlags>();
  CLI::App* push = verb->add_subcommand("push", "Uploads what is finished here and the remote store lacks");
  add_variants(push, options->variants, options->all, "whose steps are uploaded (default: all)");
  push->add_option("--level", options->level, "The steps of this level (default: release)")
      ->type_name("LEVEL");
  push->add_option("--remote-store", options->remote_store, "The server (default: $PYLON_REMOTE_STORE)")
      ->type_name("URL");
  push->footer("Example:\n  pylonctl build --all && pylonctl store push --all");
  push->callback([options, &context] { context.exit_code = run_push(*options, {context.root()}); });
}

void add_costs(CLI::App* verb, Context& context) {
  auto options = std::make_shared<StoreFlags>();
  CLI::App* costs =
      verb->add_subcommand("costs", "Prints the seconds that each variant took, for build --costs");
  add_variants(costs, options->variants, options->all, "to look at (default: all)");
  costs->footer(
      "Example:\n"
      "  pylonctl store costs > costs.json      on a machine that has built them\n"
      "  pylonctl build --all --shard 3/8 --costs costs.json\n"
      "All machines must be given the same file: else a variant is built twice, or not at all.");
  costs->callback([options, &context] { context.exit_code = run_costs(*options, {context.root()}); });
}

}  // namespace

void add_store(CLI::App& app, Context& context) {
  CLI::App* verb = app.add_subcommand("store", "The team's remote store of finished steps");
  verb->require_subcommand(1);
  verb->footer(
      "Settings, for build and store alike:\n"
      "  PYLON_REMOTE_STORE       http(s)://…: a server that speaks the protocol of Bazel's remote caches\n"
      "  PYLON_REMOTE_STORE_MODE  read-write, or read\n"
      "  PYLON_REMOTE_KEY         the team's key, which entries are signed with (openssl rand -hex 32)\n"
      "  PYLON_REMOTE_KEY_FILE    or a file with the key\n"
      "  PYLON_REMOTE_LOGIN       user:password, or Bearer TOKEN; else the netrc file ($NETRC or ~/.netrc)\n"
      "  PYLON_REMOTE_UPLOAD_SECONDS  how long uploads may go on after a build's last step (60)\n"
      "See docs/SCALING.md.");
  add_push(verb, context);
  add_costs(verb, context);
}

}  // namespace pylon::cli

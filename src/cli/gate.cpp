// gate: checks built variants against their rules and baselines.
#include <fmt/format.h>

#include <memory>

#include "base/day.hpp"
#include "base/error.hpp"
#include "cli/verbs.hpp"
#include "plan/artifact.hpp"
#include "plan/workspace.hpp"
#include "report/gate_report.hpp"

namespace pylon::cli {
namespace {

struct GateFlags {
  std::vector<std::string> variants;
  bool all = false;
  std::string format = "text";
  GateOptions gate;
};

std::string gate_formatted(const Verdicts& verdicts, const std::string& format) {
  if (format == "json") return gate_json(verdicts);
  if (format == "sarif") return gate_sarif(verdicts, PYLON_VERSION);
  if (format == "junit") return gate_junit(verdicts);
  if (format == "github") return gate_github(verdicts);
  if (format == "markdown") return gate_markdown(verdicts);
  return gate_text(verdicts, wants_colours());
}

int run_gate(const GateFlags& options, const Project& project) {
  Workspace workspace;  // no SDK is needed to judge
  workspace.setting.project = project;
  workspace.catalog = load_catalog(project);
  Verdicts verdicts;
  for (const Variant& variant : wanted_variants(workspace, options.variants, options.all, "")) {
    verdicts.push_back(judge(project, workspace.catalog, variant, options.gate));
  }
  fmt::print("{}", gate_formatted(verdicts, options.format));
  return gate_exit_code(verdicts);
}

}  // namespace

void add_gate(CLI::App& app, Context& context) {
  auto options = std::make_shared<GateFlags>();
  CLI::App* verb = app.add_subcommand("gate", "Checks built variants against their rules and baselines");
  verb->description(
      "Checks each variant's manifest against the budgets and the gate of its variant file, and against its\n"
      "baseline. Lists every failure with what was found, what is allowed, and the command that shows more.\n"
      "Exit code 1 when a rule fails, 2 when a variant could not be judged.");
  verb->add_option("VARIANT", options->variants, "Variants to check; see 'pylonctl list'");
  verb->add_flag("--all", options->all, "Check every variant");
  verb->add_option("--format", options->format, "text, json, sarif, junit, github or markdown")
      ->check(CLI::IsMember({"text", "json", "sarif", "junit", "github", "markdown"}))
      ->capture_default_str();
  verb->add_option("--baseline", options->gate.baseline,
                   "Judge growth by this file, or by the baseline in this revision of git");
  verb->add_option("--today", options->gate.today,
                   "Judge overrides and the old name's end as on this day (2027-01-31); default: today, UTC")
      ->check(CLI::Validator(
          [](const std::string& day) { return is_day(day) ? std::string() : "not a day: " + day; }, "DAY"));
  verb->footer(
      "Examples:\n"
      "  pylonctl gate lean\n"
      "  pylonctl gate --all --format markdown >> \"$GITHUB_STEP_SUMMARY\"\n"
      "  pylonctl gate fat --baseline HEAD~3      growth since then\n"
      "  pylonctl gate --all --format json | jq '.variants[].rules[] | select(.state == \"fail\")'");
  verb->callback([options, &context] { context.exit_code = run_gate(*options, {context.root()}); });
}

}  // namespace pylon::cli

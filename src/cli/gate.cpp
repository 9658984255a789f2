// gate: checks built variants against their rules and baselines.
#include "checkout/gate_run.hpp"
#include "checkout/project.hpp"
#include "cli/options.hpp"
#include "cli/verbs.hpp"
#include "report/gate_report.hpp"
#include "report/test_report.hpp"

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
  if (format == "sarif") return findings_sarif(to_findings(verdicts), PYLON_VERSION);
  if (format == "junit") return tests_junit(to_tests(verdicts));
  if (format == "github") return findings_github(to_findings(verdicts));
  if (format == "markdown") return gate_markdown(verdicts);
  return gate_text(verdicts, wants_colours());
}

int run_gate(const GateFlags& options, const Project& project) {
  const Workspace workspace(project);
  Verdicts verdicts;
  for (const Variant& variant : wanted_variants(workspace, options.variants, options.all, "")) {
    verdicts.push_back(judge(project, workspace.catalog(), variant, options.gate));
  }
  print_report(gate_formatted(verdicts, options.format));
  for (const Verdict& verdict : verdicts) tell_undecided(verdict.variant, verdict.undecided);
  return gate_exit_code(verdicts);
}

}  // namespace

void add_gate(CLI::App& app, Context& context) {
  const auto [verb, options] = add_verb<GateFlags>(
      app, "gate",
      "Checks each variant's manifest against the budgets and the gate of its variant file, and against its "
      "baseline. Lists every failure with what was found, what is allowed, and the command that shows more. "
      "Exit code 1 when a rule fails, 2 when a variant could not be judged.");
  add_variants(verb, options->variants, options->all, "to check");
  add_format(verb, options->format, {"text", "json", "sarif", "junit", "github", "markdown"});
  verb->add_option("--baseline", options->gate.baseline,
                   "Judge growth by this file, or by the baseline in this revision of git");
  add_require_fat(verb, options->gate.require_fat,
                  "The smokes of variants with NumPy may have skipped nothing (so it is anyway)");
  add_today(verb, options->gate.today);
  verb->add_option("--advisories", options->gate.advisories,
                   "Check components against this export in the OSV format: a JSON file, a folder or a zip")
      ->type_name("EXPORT");
  verb->footer(
      "Examples:\n"
      "  pylonctl gate lean\n"
      "  pylonctl gate --all --format markdown >> \"$GITHUB_STEP_SUMMARY\"\n"
      "  pylonctl gate fat --baseline HEAD~3      growth since then\n"
      "  pylonctl gate --all --format json | jq '.variants[].rules[] | select(.state == \"fail\")'");
  verb->callback([options, &context] { context.exit_code = run_gate(*options, {context.root()}); });
}

}  // namespace pylon::cli

// audit: what native builds forgive and WebAssembly does not.
#include "plan/audit.hpp"

#include <fmt/format.h>

#include <memory>

#include "cli/options.hpp"
#include "cli/verbs.hpp"
#include "plan/planner.hpp"
#include "report/audit_report.hpp"

namespace pylon::cli {
namespace {

struct AuditFlags {
  std::vector<std::string> variants;
  bool all = false;
  std::string format = "text";
};

std::string audit_formatted(const Audits& audits, const std::string& format) {
  if (format == "json") return audit_json(audits);
  if (format == "sarif") return findings_sarif(to_findings(audits), PYLON_VERSION);
  if (format == "github") return findings_github(to_findings(audits));
  return audit_text(audits, wants_colours());
}

int run_audit(const AuditFlags& options, const Project& project) {
  const Workspace workspace(project);
  const std::vector<Variant> variants = wanted_variants(workspace, options.variants, options.all, "");
  const Plan plan = make_plan(workspace, variants);
  Audits audits;
  for (const Variant& variant : variants)
    audits.push_back(audit_variant(variant, workspace.catalog(), plan.parts.at(variant.name)));
  print_report(audit_formatted(audits, options.format));
  for (const Audit& audit : audits) tell_undecided(audit.variant, audit.undecided);
  return audit_exit_code(audits);
}

}  // namespace

void add_audit(CLI::App& app, Context& context) {
  auto options = std::make_shared<AuditFlags>();
  CLI::App* verb = app.add_subcommand("audit");
  verb->description(
      "Looks into the objects that a variant is linked from, and into the linked file: functions that "
      "CPython calls through its tables by another type than they have, symbols with two different bodies, "
      "calls with another type than the function's, imports that the variant does not allow, and functions "
      "that the linker made to trap. Nothing is run. A build checks the objects before it links, and "
      "fails on a finding. Exit code 1 when something is found, 2 when a variant could not be looked at.");
  add_variants(verb, options->variants, options->all, "to look at");
  add_format(verb, options->format, {"text", "json", "sarif", "github"});
  verb->footer(
      "Examples:\n"
      "  pylonctl audit fat\n"
      "  pylonctl audit --all --format github      annotations in a workflow\n"
      "  pylonctl audit --all --format json | jq '.variants[].findings[] | {rule, module, entry, found, "
      "expected}'");
  verb->callback([options, &context] { context.exit_code = run_audit(*options, {context.root()}); });
}

}  // namespace pylon::cli

// advisories: known vulnerabilities in what built variants are made of.
#include <fmt/format.h>

#include "base/text.hpp"
#include "checkout/artifact.hpp"
#include "checkout/gate_run.hpp"
#include "checkout/project.hpp"
#include "cli/options.hpp"
#include "cli/verbs.hpp"
#include "report/advisory_report.hpp"

namespace pylon::cli {
namespace {

struct AdvisoryFlags {
  std::filesystem::path path;
  std::vector<std::string> variants;
  std::string format = "text";
};

// Why a match does not count, by the variant's own setting.
std::string acceptance(const GateSetting& setting, const AdvisoryMatch& match, const std::string& today) {
  for (const GateOverride& each : setting.overrides) {
    if (each.rule != "advisories" || today > each.until) continue;
    bool named = glob_matches(each.subject, match.id);
    for (const std::string& alias : match.aliases) named = named || glob_matches(each.subject, alias);
    if (named) return fmt::format("until {}: {}", each.until, each.reason);
  }
  return "";
}

AdvisoryReport report_of(const Project& project, const Catalog& catalog, const Variant& variant,
                         const AdvisoryFlags& options, std::vector<std::string>& problems) {
  const nlohmann::json manifest = read_artifact(project, variant.name);
  AdvisoryRun run = check_advisories(catalog, manifest, options.path);
  problems = std::move(run.problems);  // the same for each variant
  AdvisoryReport report{variant.name, std::move(run.check), {}, {}};
  for (const AdvisoryMatch& match : report.check.matches)
    report.accepted.push_back(acceptance(variant.gate, match, utc_day()));
  for (const BillItem& item : bill_of(manifest, {})) {
    if (item.version.empty()) report.unversioned.push_back(item.label());
  }
  return report;
}

std::string advisories_formatted(const AdvisoryReports& reports, const std::string& format) {
  if (format == "json") return advisory_json(reports);
  if (format == "sarif") return findings_sarif(to_findings(reports), PYLON_VERSION);
  return format == "markdown" ? advisory_markdown(reports) : advisory_text(reports);
}

int run_advisories(const AdvisoryFlags& options, const Project& project) {
  const Workspace workspace(project);
  AdvisoryReports reports;
  for (const Variant& variant : wanted_variants(workspace, options.variants, options.variants.empty(), ""))
    reports.variants.push_back(report_of(project, workspace.catalog(), variant, options, reports.problems));
  print_report(advisories_formatted(reports, options.format));
  for (const std::string& problem : reports.problems) tell_undecided("not read", problem);
  return advisory_exit_code(reports);
}

}  // namespace

void add_advisories(CLI::App& app, Context& context) {
  const auto [verb, options] = add_verb<AdvisoryFlags>(
      app, "advisories",
      "Reads an export of advisories in the OSV format: a JSON file, a folder of them, "
      "or an ecosystem's all.zip (PyPI, Debian, OSS-Fuzz, CVE: see https://osv.dev/). "
      "Compares it with the components of each built variant: "
      "packages, code that they vendor, and the C library, by package URL, CPE and repository. "
      "Debian's export says something of what comes from Debian alone, the C library and the compiler's "
      "runtime: of SQLite, zlib, xz and CPython it tells Debian's own builds. For all take the CVE export too. "
      "Advisories that a variant file accepts (/gate/advisories/accept) are shown, and do not count.");
  verb->add_option("EXPORT", options->path, "The file or folder")->required();
  verb->add_option("--variant", options->variants, "A variant to look at (may be given again); default: all");
  verb->add_option("--format", options->format, "text, json, sarif or markdown")
      ->check(CLI::IsMember({"text", "json", "sarif", "markdown"}))
      ->capture_default_str();
  verb->footer(
      "Examples:\n"
      "  pylonctl advisories all.zip\n"
      "  pylonctl advisories osv/ --variant lean --format sarif > advisories.sarif\n"
      "  pylonctl gate --all --advisories all.zip       the same as a rule of the gate\n"
      "Exit codes: 0 nothing is affected; 1 a component is; 2 it cannot be said: a file that cannot be read, "
      "or an\n"
      "advisory about a component whose version is not known or cannot be compared.");
  verb->callback([options, &context] { context.exit_code = run_advisories(*options, {context.root()}); });
}

}  // namespace pylon::cli

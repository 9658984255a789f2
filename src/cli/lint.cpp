// lint: finds known landmines in sources and documents.
#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <memory>

#include "cli/lint_run.hpp"
#include "cli/options.hpp"
#include "cli/verbs.hpp"
#include "report/lint_report.hpp"

namespace pylon::cli {
namespace {

struct LintFlags {
  std::vector<std::string> paths;
  std::string format = "text";
  bool fix = false;
  bool diff = false;
};

std::string lint_formatted(const lint::Report& report, const std::string& format) {
  if (format == "json") return lint_json(report);
  if (format == "sarif") return findings_sarif(to_findings(report), PYLON_VERSION);
  if (format == "github") return findings_github(to_findings(report));
  return lint_text(report, wants_colours());
}

int run_lint_verb(const LintFlags& options) {
  const LintRun done = run_lint(options.paths, options.fix    ? Mend::kApply
                                               : options.diff ? Mend::kShow
                                                              : Mend::kNothing);
  if (options.diff && ::isatty(STDOUT_FILENO) == 0)
    fmt::print("{}", done.patch);  // for a program: every byte counts
  else
    print_report(options.diff ? done.patch : lint_formatted(done.report, options.format));
  std::fflush(stdout);  // in this order too where both go to the same place
  if (options.fix) fmt::print(stderr, "pylonctl: {} mended in {} files\n", done.mended, done.written);
  if (options.format != "json") fmt::print(stderr, "pylonctl: {}\n", lint_summary(done.report));
  return done.report.exit_code();
}

}  // namespace

void add_lint(CLI::App& app, Context& context) {
  auto options = std::make_shared<LintFlags>();
  CLI::App* verb = app.add_subcommand("lint");
  verb->description(
      "Looks through C, C++, Python, Cython, shell, JSON, Setup.local, the commands in YAML and Makefiles, "
      "and the code in Markdown, for what has gone wrong before: capsule-null, duckdb-uuid, "
      "dynlink-name, exit-flush, old-artifact-name, smoke-gate. Each finding says why and what to do. "
      "UTF-16 is read too. What git ignores, binary files and files of more than 4 MiB are skipped. "
      "A comment `pylon-lint: allow RULE: REASON` on the line or the line before allows a finding; "
      "whole files are allowed by lines `allow RULE in GLOB: REASON` in the file .pylon-lint. "
      "Exit code 1 when something is found, 2 when something could not be looked at.");
  verb->add_option("PATH", options->paths, "Files and folders to look at")->required();
  add_format(verb, options->format, {"text", "json", "sarif", "github"});
  CLI::Option* fix =
      verb->add_flag("--fix", options->fix, "Mend what a machine can mend, then report what is left");
  verb->add_flag("--diff", options->diff, "Show as a patch what --fix would do, and nothing else")
      ->excludes(fix);
  verb->footer(
      "Examples:\n"
      "  pylonctl lint .\n"
      "  pylonctl lint src Modules --diff | git apply\n"
      "  pylonctl lint . --format github              annotations in a pull request\n"
      "  pylonctl lint . --format json | jq '.findings[] | select(.allowed | not)'");
  verb->callback([options, &context] { context.exit_code = run_lint_verb(*options); });
}

}  // namespace pylon::cli

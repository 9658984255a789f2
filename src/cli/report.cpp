// report: one page that shows what a variant is made of.
#include <fmt/format.h>

#include <optional>

#include "base/shown.hpp"
#include "cli/options.hpp"
#include "cli/verbs.hpp"
#include "manifest/diff.hpp"
#include "release/comparand.hpp"
#include "report/diff_report.hpp"
#include "system/files.hpp"

namespace pylon::cli {
namespace {

struct ReportOptions {
  std::string variant, other;
  std::string output;
  std::string format = "html";
  DiffLimits limits;
};

void write_report(const std::string& text, const ReportOptions& options, const Context& context) {
  if (options.output == "-" || (options.output.empty() && options.format == "markdown")) {
    print_text(text);
    return;
  }
  // Beside the artifact it tells of; a page about a file from elsewhere goes to the current folder.
  const bool of_file =
      options.variant.find_first_of("./@") != std::string::npos || fs::is_regular_file(options.variant);
  const fs::path file = !options.output.empty() ? fs::path(options.output)
                        : of_file               ? fs::path("report.html")
                                  : Project{context.root()}.artifacts() / options.variant / "report.html";
  write_file(file, text);
  fmt::print(stderr, "wrote {} ({} bytes)\n", shown(file.string()), text.size());
}

void run_report(const ReportOptions& options, const Context& context) {
  const auto project = [&] { return Project{context.root()}; };
  const DiffSide side = load_comparand(options.variant, project);
  std::optional<DiffSide> other;
  std::optional<Diff> diff;
  if (!options.other.empty()) {
    other = load_comparand(options.other, project);
    diff = compare(*other, side);
  }
  const Diff* difference = diff ? &*diff : nullptr;
  write_report(options.format == "html" ? report_page(side, difference, options.limits)
                                        : variant_markdown(side, difference, options.limits),
               options, context);
}

}  // namespace

void add_report(CLI::App& app, Context& context) {
  const auto [verb, options] = add_verb<ReportOptions>(
      app, "report",
      "Writes one HTML file that needs nothing else: a treemap of the bytes by package, row, object and "
      "function, the rows as a table, what the file asks of its host, what is absent and why. With OTHER, "
      "what changed since OTHER as well. Markdown is what a comment on a pull request wants. VARIANT and "
      "OTHER may be all that diff takes.");
  verb->add_option("VARIANT", options->variant, "What to show")->required();
  verb->add_option("OTHER", options->other, "What to compare it with");
  verb->add_option(
          "-o,--output", options->output,
          "Where to write (default: artifacts/VARIANT/report.html; '-' and Markdown: standard output)")
      ->type_name("FILE");
  add_format(verb, options->format, {"html", "markdown"});
  add_limits(verb, options->limits);
  verb->footer(
      "Examples:\n"
      "  pylonctl report lean                    writes artifacts/lean/report.html\n"
      "  pylonctl report fat lean -o fat.html    fat, and what it has that lean has not\n"
      "  pylonctl report lean lean@main --format markdown");
  verb->callback([options, &context] { run_report(*options, context); });
}

}  // namespace pylon::cli

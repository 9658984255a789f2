// diff: how two files differ, to the byte.
#include "manifest/diff.hpp"

#include <future>

#include "base/json.hpp"
#include "cli/options.hpp"
#include "cli/verbs.hpp"
#include "release/comparand.hpp"
#include "report/diff_report.hpp"

namespace pylon::cli {
namespace {

struct DiffOptions {
  std::string before, after;
  std::string format = "text";
  DiffLimits limits;
};

std::string rendered(const Diff& diff, const DiffOptions& options) {
  if (options.format == "json") return json_text(diff_json(diff, options.limits));
  if (options.format == "markdown") return diff_markdown(diff, options.limits);
  if (options.format == "html") return diff_page(diff, options.limits);
  const bool colours = wants_colours();
  return diff_text(diff, options.limits, colours);
}

void run_diff(const DiffOptions& options, Context& context) {
  const auto project = [&] { return Project{context.root()}; };
  // Both sides at once, in two threads: reading and digesting is half of the time.
  std::future<DiffSide> other = std::async(std::launch::async, load_comparand, options.after, project);
  const DiffSide before = load_comparand(options.before, project);
  const DiffSide after = other.get();
  const std::string text = rendered(compare(before, after), options);
  if (options.format == "html")
    print_text(text);  // the page escapes what it shows, in its own way
  else
    print_report(text);
}

}  // namespace

void add_diff(CLI::App& app, Context& context) {
  const auto [verb, options] = add_verb<DiffOptions>(
      app, "diff",
      "Says how B differs from A: sizes, and the parts that the difference is made of, which add up to it "
      "with nothing left over; rows and functions that came, went, grew or shrank; modules, imports, "
      "features and inputs. Each of A and B is a variant, a manifest.json, a baseline.json, a WebAssembly "
      "file (sections only), an archive of a release, or VARIANT@REVISION: the baseline committed in that "
      "git revision.");
  verb->add_option("A", options->before, "What it was")->type_name("VARIANT|FILE")->required();
  verb->add_option("B", options->after, "What it is")->type_name("VARIANT|FILE")->required();
  add_format(verb, options->format, {"text", "json", "markdown", "html"});
  add_limits(verb, options->limits);
  verb->footer(
      "Examples:\n"
      "  pylonctl diff lean fat                  what NumPy costs\n"
      "  pylonctl diff lean@HEAD~3 lean          what the last three commits did\n"
      "  pylonctl diff lean@main lean --format markdown --threshold 100\n"
      "  pylonctl diff old.wasm new.wasm         two files without manifests: sections\n"
      "Exit codes: 0 compared, however large the difference; 2 could not compare. `pylonctl gate` judges.");
  verb->callback([options, &context] { run_diff(*options, context); });
}

}  // namespace pylon::cli

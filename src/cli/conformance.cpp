// conformance: runs CPython's or NumPy's own tests inside a built variant.
#include <fmt/format.h>

#include <thread>

#include "base/error.hpp"
#include "checkout/artifact.hpp"
#include "cli/options.hpp"
#include "cli/verbs.hpp"
#include "report/test_report.hpp"
#include "run/conformance_suite.hpp"
#include "system/files.hpp"
#include "system/interrupt.hpp"

namespace pylon::cli {
namespace {

constexpr std::uint64_t kMegabyte = 1U << 20U;

struct ConformanceFlags {
  std::string variant, suite, filter, runner, out;
  bool sample = false;
  unsigned jobs = 0;
  unsigned timeout = 900;
  unsigned memory = 2048;
  std::string format = "text";
};

ConformanceSetting setting_of(const ConformanceFlags& options, const Project& project,
                              const std::string& suite) {
  ConformanceSetting setting;
  setting.variant = options.variant;
  setting.artifact = fs::absolute(project.artifacts() / options.variant);
  setting.logs = fs::absolute(project.build() / "conformance" / options.variant / suite);
  setting.filter = options.filter;
  setting.sample = options.sample;
  setting.time_limit = std::chrono::seconds(options.timeout);
  setting.memory = options.memory * kMegabyte;
  setting.jobs = options.jobs > 0 ? options.jobs : std::thread::hardware_concurrency();
  return setting;
}

std::string conformance_formatted(const ConformanceReport& report, const std::string& format, bool colours) {
  if (format == "json") return conformance_json(report);
  if (format == "markdown") return conformance_markdown(report);
  if (format == "junit") return tests_junit(to_tests(report));
  return conformance_text(report, true, colours);
}

// Each file says on the disk how its cases went.
void need_folders(const Runner& runner) {
  for (const RunnerLimit& limit : runner.limits) {
    if (limit.probe == "preopens")
      throw Error(fmt::format("the suites cannot run with {}: {}", runner.name, limit.text),
                  "take another --runner; 'pylonctl smoke' runs with this one");
  }
}

int run_conformance_verb(const ConformanceFlags& options, const Project& project) {
  finish_on_interrupt();
  const Workspace workspace(project);
  const Variant variant = wanted_variants(workspace, {options.variant}, false, "").front();
  read_artifact(project, variant.name);  // Error when it is not built, or half
  const FoundRunner runner = wanted_runner(places_of(project.venv(), project.toolchain()), options.runner);
  need_form(runner.runner, project.artifacts() / variant.name);
  need_folders(runner.runner);
  const SuiteSource suite =
      find_suite(workspace, variant, options.suite.empty() ? usual_suite(variant) : options.suite);
  ConformanceReport report;
  report.expectations =
      expectations_of(parse_expectations(read_file(suite.expect),
                                         read_file(suite.expect.parent_path() / "expectations.schema.json"),
                                         suite.expect.lexically_relative(project.root).string()),
                      variant.name);
  const ConformanceSetting setting = setting_of(options, project, suite.name);
  report.run =
      run_conformance(setting, suite, report.expectations, runner,
                      [&](const FileResult& file, std::size_t ended, std::size_t planned) {
                        fmt::print(stderr, "{}", conformance_progress(variant.name, file, ended, planned));
                      });
  report.judgement = judge_conformance(report.run, report.expectations);
  // Whatever was asked for, the whole answer is there for people to read.
  write_file(setting.logs / "summary.txt", conformance_text(report, true, false));
  if (options.out.empty()) {
    print_report(conformance_formatted(report, options.format, wants_colours()));
  } else {
    write_file(options.out, conformance_formatted(report, options.format, false));
    print_report(conformance_text(report, false, wants_colours()));
  }
  return conformance_exit_code(report.run, report.judgement);
}

}  // namespace

void add_conformance(CLI::App& app, Context& context) {
  const auto [verb, options] = add_verb<ConformanceFlags>(
      app, "conformance",
      "Runs CPython's package `test`, or NumPy's own tests on a variant that has NumPy, inside pylon.wasm: "
      "the sources are those that the variant is built of. --suite programs runs tests/conformance/programs "
      "instead, and compares what they print with what native CPython of the same version does; "
      "--suite arrow sends streams of clients of Arrow through it, and lets them judge what comes back. "
      "Each file has a process of its own, and another one after each case that ends its process. "
      "tests/conformance/SUITE.json says what is known to fall short, and why; what else does is new. "
      "Logs stay in build/pylon/conformance/VARIANT/SUITE/. Exit code 1 when something new falls short, "
      "2 when it was interrupted (what had finished is shown) or could not be run.");
  verb->add_option("VARIANT", options->variant, "The variant to run; see 'pylonctl list'")->required();
  verb->add_option("--suite", options->suite,
                   "arrow, cpython, numpy or programs (default: numpy where the variant has it)")
      ->check(one_of(suite_names()));
  verb->add_option("--filter", options->filter, "Only files that this glob matches ('test_j*', 'linalg/*')");
  verb->add_flag("--sample", options->sample, "Only the files of the suite's fast sample");
  add_runner(verb, options->runner, "A runtime of toolchain/runners.json (default: wasmtime)");
  verb->add_option("-j,--jobs", options->jobs, "Files at the same time (default: one for each processor)");
  verb->add_option("--timeout", options->timeout, "Seconds that each process may take")
      ->check(positive())
      ->capture_default_str();
  verb->add_option("--memory", options->memory, "Megabytes of memory that each process may take")
      ->check(positive())
      ->capture_default_str();
  add_format(verb, options->format, {"text", "json", "markdown", "junit"});
  verb->add_option("--out", options->out, "Write that to this file, and a summary to standard output");
  verb->footer(
      "Examples:\n"
      "  pylonctl conformance lean --sample\n"
      "  pylonctl conformance lean --filter 'test_re*'\n"
      "  pylonctl conformance lean --suite programs --filter 'generated/dates_*'\n"
      "  pylonctl conformance lean --suite arrow --filter 'pyarrow/decimal*'\n"
      "  pylonctl conformance fat --jobs 2 --format junit --out numpy.xml\n"
      "  pylonctl conformance fat --suite cpython --format json | jq '.new[]'");
  verb->callback(
      [options, &context] { context.exit_code = run_conformance_verb(*options, {context.root()}); });
}

}  // namespace pylon::cli

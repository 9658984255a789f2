#include "run/conformance_suite.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <mutex>
#include <optional>

#include "base/error.hpp"
#include "base/text.hpp"
#include "base/workers.hpp"
#include "plan/planner.hpp"
#include "run/smoke_suite.hpp"
#include "system/files.hpp"
#include "system/interrupt.hpp"
#include "system/process.hpp"
#include "system/temporary_folder.hpp"

namespace pylon {
namespace {

// A file whose cases go on ending their processes is given up.
constexpr int kMostProcesses = 64;
constexpr std::chrono::seconds kListLimit{120};
constexpr std::uint64_t kKeptOutput = std::uint64_t{1} << 20U;

// A copy of lib/ for the tests: they write into it (email's own tests compile it), and not every runtime can
// mount it read-only.
struct ArtifactCopy {
  TemporaryFolder scratch;

  explicit ArtifactCopy(const fs::path& artifact) {
    copy_tree(artifact / "lib", scratch.path() / "lib");
    for (const char* file : {"pylon.wasm", "symbols.tsv"}) {
      if (fs::exists(artifact / file)) fs::copy_file(artifact / file, scratch.path() / file);
    }
  }
};

// A driver outside of pylon.wasm, which starts `guest` itself.
std::vector<std::string> native_command(const SuiteSource& suite, const std::vector<std::string>& arguments,
                                        const std::vector<std::string>& guest) {
  std::vector<std::string> command = {suite.program, suite.driver};
  command.insert(command.end(), arguments.begin(), arguments.end());
  command.emplace_back("--");
  command.insert(command.end(), guest.begin(), guest.end());
  return command;
}

// One process of a driver: the folders that it sees, and what it has written.
struct DriverRun {
  TemporaryFolder scratch;
  Command command;

  DriverRun(const ConformanceSetting& setting, const SuiteSource& suite, const FoundRunner& runner,
            const std::string& file) {
    const bool native = !suite.program.empty();
    const fs::path records = native ? scratch.path() / "record" : fs::path("/record");
    std::vector<std::string> arguments{"--list"};
    if (!file.empty()) arguments = {(records / "cases.jsonl").string(), file};
    GuestRun run;
    run.mounts = suite.mounts;
    run.mounts.push_back({(scratch.path() / "root").string(), "/", true});
    run.mounts.push_back({(scratch.path() / "record").string(), "/record", true});
    // The root shows where the others are mounted, as on any system.
    for (const char* folder : {"root/tmp", "root/lib", "root/suite/test", "record"})
      fs::create_directories(scratch.path() / folder);
    run.arguments = {native ? suite.inside : "/driver/" + suite.driver};
    if (!native) run.arguments.insert(run.arguments.end(), arguments.begin(), arguments.end());
    run.memory = setting.memory;
    command = guest_command(runner, setting.artifact, run);
    if (native) command.argv = native_command(suite, arguments, command.argv);
    command.time_limit = setting.time_limit;
    command.output_limit = kKeptOutput;
  }

  std::string record() const {
    const fs::path path = scratch.path() / "record/cases.jsonl";
    return fs::exists(path) ? read_file(path) : "";
  }
};

std::vector<std::string> files_of(const ConformanceSetting& setting, const SuiteSource& suite,
                                  const FoundRunner& runner) {
  DriverRun driver(setting, suite, runner, "");
  driver.command.time_limit = kListLimit;
  const Outcome outcome = run_process(driver.command);
  if (!outcome.ok()) {
    throw Error(fmt::format("the files of the suite {} cannot be listed ({}):\n{}", suite.name,
                            outcome.description(), outcome.errors),
                "see whether the variant runs at all: pylonctl smoke " + setting.variant);
  }
  std::vector<std::string> files = split_lines(outcome.output);
  std::ranges::sort(files);
  return files;
}

std::vector<std::string> wanted_files(std::vector<std::string> files, const ConformanceSetting& setting,
                                      const SuiteSource& suite, const Expectations& expectations) {
  for (const std::string& file : expectations.sample) {
    if (setting.sample && std::ranges::find(files, file) == files.end())
      throw Error(fmt::format("{}: /sample: the suite has no file '{}'", suite.expect.string(), file));
  }
  const auto unwanted = [&](const std::string& file) {
    const bool left_out = std::ranges::any_of(
        expectations.left_out, [&](const LeftOut& each) { return glob_matches(each.files, file); });
    const bool sampled = std::ranges::find(expectations.sample, file) != expectations.sample.end();
    return left_out || (setting.sample && !sampled) ||
           (!setting.filter.empty() && !glob_matches(setting.filter, file));
  };
  std::erase_if(files, unwanted);
  if (!files.empty()) return files;
  throw Error(fmt::format("no file of the suite {} is to be run", suite.name),
              "a run that tests nothing proves nothing: see --filter, and the sample in " +
                  suite.expect.filename().string());
}

std::string log_text(const Command& command, const Outcome& outcome) {
  return fmt::format("$ {}\n{}\n---- standard error\n{}\n---- {}\n", quote_command(command.argv),
                     outcome.output, outcome.errors, outcome.description());
}

// None when it was interrupted.
std::optional<FileResult> run_file(const ConformanceSetting& setting, const SuiteSource& suite,
                                   const FoundRunner& runner, const std::string& name) {
  FileResult file;
  file.name = name;
  const auto start = std::chrono::steady_clock::now();
  std::string log;
  for (int processes = 0;; ++processes) {
    if (processes == kMostProcesses) {
      file.whole = {"", CaseOutcome::kFailed, fmt::format("given up after {} processes", processes), {}};
      break;
    }
    const DriverRun driver(setting, suite, runner, name);
    write_file(driver.scratch.path() / "record/done.json", done_cases(file));
    const Outcome outcome = run_process(driver.command);
    if (interrupted()) return std::nullopt;
    log += log_text(driver.command, outcome);
    const bool more = add_process(file, read_record(driver.record()),
                                  {outcome.exit_code, outcome.signal, outcome.timed_out}, outcome.errors);
    CaseResult& last = more ? file.cases.back() : file.whole;
    if (!last.frames.empty()) name_frames_of(setting.artifact, last.frames);
    if (!more) break;
  }
  file.time = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - start);
  std::string flat = name;
  std::ranges::replace(flat, '/', '.');
  file.log = (setting.logs / (flat + ".log")).string();
  write_file(file.log, log);
  return file;
}

bool has_numpy(const Variant& variant) {
  return std::ranges::find(variant.packages, "numpy") != variant.packages.end();
}

const Step& source_step(const Plan& plan, const Variant& variant, const std::string& source) {
  for (const Step& step : plan.steps) {
    if (!step.name.starts_with("source-" + source + "-")) continue;
    if (fs::exists(step.stamp())) return step;
    throw Error(fmt::format("the sources of {} are not unpacked", source),
                "run: pylonctl build " + variant.name);
  }
  throw Error(fmt::format("{} does not have {}, which this suite tests", variant.name, source),
              "name a variant that has it, or another --suite");
}

// A copy of `parts` of `source`; whole or not there.
fs::path own_copy(const fs::path& source, const std::vector<std::string>& parts, const fs::path& copy) {
  if (fs::exists(copy)) return copy;
  const fs::path unfinished = copy.string() + ".new";
  remove_tree(unfinished);
  for (const std::string& part : parts) {
    fs::create_directories((unfinished / part).parent_path());
    if (fs::is_directory(source / part)) {
      copy_tree(source / part, unfinished / part);
    } else {
      fs::copy_file(source / part, unfinished / part);
    }
  }
  fs::rename(unfinished, copy);
  return copy;
}

}  // namespace

ConformanceRun run_conformance(
    const ConformanceSetting& wanted, const SuiteSource& suite, const Expectations& expectations,
    const FoundRunner& runner,
    const std::function<void(const FileResult&, std::size_t, std::size_t)>& on_file) {
  const ArtifactCopy copy(wanted.artifact);
  ConformanceSetting setting = wanted;
  setting.artifact = copy.scratch.path();
  const std::vector<std::string> names =
      wanted_files(files_of(setting, suite, runner), setting, suite, expectations);
  ConformanceRun run{suite.name,         suite.version,
                     setting.variant,    file_sha256(setting.artifact / "pylon.wasm"),
                     runner.runner.name, runner.version,
                     setting.filter,     setting.sample,
                     names.size(),       {}};
  std::mutex one_at_a_time;
  run_workers(names.size(), setting.jobs, [&](std::size_t i) {
    if (interrupted()) return;
    std::optional<FileResult> file = run_file(setting, suite, runner, names[i]);
    if (!file) return;
    const std::scoped_lock lock(one_at_a_time);
    on_file(*file, run.files.size() + 1, names.size());
    run.files.push_back(std::move(*file));
  });
  std::ranges::sort(run.files, {}, &FileResult::name);
  return run;
}

const std::vector<std::string>& suite_names() {
  static const std::vector<std::string> names = {"arrow", "cpython", "numpy", "programs"};
  return names;
}

std::string usual_suite(const Variant& variant) { return has_numpy(variant) ? "numpy" : "cpython"; }

SuiteSource find_suite(const Workspace& workspace, const Variant& variant, const std::string& name) {
  const Project& project = workspace.project();
  const fs::path tests = project.root / "tests/conformance", build = project.build() / "conformance";
  const Plan plan = make_plan(workspace, {variant});
  const bool arrow = name == "arrow", programs = name == "programs";
  const std::string source = arrow ? "nanoarrow" : programs ? "cpython" : name;
  const Step& step = source_step(plan, variant, source);
  SuiteSource suite;
  suite.name = name;
  suite.version = step.name.substr(std::string("source--").size() + source.size());
  suite.driver = name + "_driver.py";
  suite.expect = tests / (name + ".json");
  if (programs) {  // they write into a scratch folder alone, and need no copy
    suite.mounts = {{(tests / "support").string(), "/driver", false},
                    {(tests / "programs").string(), "/suite", false}};
    return suite;
  }
  if (arrow) {  // clients of Arrow write the streams, and judge what comes back
    suite.program = (project.venv() / "bin/python").string();
    suite.driver = (tests / "support" / suite.driver).string();
    suite.inside = "/driver/inside.py";
    suite.mounts = {{(project.root / "tests/arrow").string(), "/driver", false}};
    return suite;
  }
  // The tests of CPython are the package `test` of its library; those of NumPy are spread over its packages,
  // and its settings of pytest lie beside them.
  const bool numpy = name == "numpy";
  const fs::path copy =
      own_copy(step.out / "src",
               numpy ? std::vector<std::string>{"numpy", "pytest.ini"} : std::vector<std::string>{"Lib/test"},
               build / "suites" / step.out.filename());
  suite.mounts = {{(tests / "support").string(), "/driver", false},
                  {(numpy ? copy : copy / "Lib/test").string(), numpy ? "/suite" : "/suite/test", true}};
  if (numpy) {
    const fs::path site = project.root / "build/conformance-site";
    if (!fs::exists(site / "stamp"))
      throw Error(fmt::format("pytest, which NumPy's tests need, is not in {}", site.string()),
                  "run: toolchain/bootstrap test");
    suite.mounts.push_back({site.string(), "/site", true});
  }
  return suite;
}

}  // namespace pylon

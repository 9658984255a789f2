#include "run/probe.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "base/text.hpp"
#include "system/files.hpp"
#include "system/temporary_folder.hpp"

namespace pylon {
namespace {

struct Probe {
  const char* name;
  const char* meaning;
  const char* program;
  int exit_code;
  std::string out;
  const char* errors = "";  // part of standard error
};

constexpr std::size_t kLongOutput = 10'000'000, kInput = 300'000;

// Without a trailing flush wherever Python's own end does it: that flush is what hosts lose.
const std::vector<Probe>& probes() {
  static const std::vector<Probe> list = {
      {"exit", "standard output is kept on sys.exit(3)", "import sys; print('last words'); sys.exit(3)", 3,
       "last words\n"},
      {"exception", "standard output and error are kept on an uncaught exception",
       "print('last words'); raise ValueError('on purpose')", 1, "last words\n", "ValueError: on purpose"},
      {"os-exit", "what was flushed is kept on os._exit(4)",
       "import os; print('last words', flush=True); os._exit(4)", 4, "last words\n"},
      {"long-output", "ten megabytes of standard output arrive whole",
       "import sys; sys.stdout.write('0123456789' * 1000000); sys.exit(5)", 5, ""},
      {"no-line-end", "a last line without a line end arrives", "print('last words', end='')", 0,
       "last words"},
      {"input", "standard input arrives whole",
       "import sys; text = sys.stdin.read(); print(len(text), text[:3], text[-3:])", 0, "300000 012 789\n"},
      {"environment", "variables arrive, and only those that were given",
       "import os; print(os.environ.get('PYLON_PROBE'), os.environ.get('PATH'))", 0, "a value None\n"},
      {"arguments", "arguments arrive as they are", "import sys; print(sys.argv[1:])", 0,
       "['one two', '', '--three', 'ä']\n"},
      {"preopens", "a folder can be read and written",
       "print(open('/scratch/in.txt').read(), file=open('/scratch/out.txt', 'w')); import os; "
       "print(sorted(os.listdir('/scratch')))",
       0, "['in.txt', 'out.txt']\n"},
  };
  return list;
}

std::string digits(std::size_t size) {
  std::string text;
  text.reserve(size);
  while (text.size() < size) text += "0123456789";
  return text;
}

std::string expected_output(const Probe& probe) {
  return probe.name == std::string_view("long-output") ? digits(kLongOutput) : probe.out;
}

std::string quoted_output(const std::string& text) {
  constexpr std::size_t kLongest = 60;
  if (text.size() > kLongest) return fmt::format("{} bytes", with_thousands(text.size()));
  return "'" + replaced(text, {{'\n', "\\n"}}) + "'";
}

struct Problem {
  std::string text;  // "": none
  bool lost_output = false;
};

Problem problem_of(const Probe& probe, const Outcome& outcome, const fs::path& scratch) {
  if (outcome.timed_out) return {"it did not end in time"};
  const std::string expected = expected_output(probe);
  if (outcome.output != expected) {
    const bool lost = outcome.output.size() < expected.size() && expected.starts_with(outcome.output);
    return {fmt::format("standard output is {}, not {} ({})", quoted_output(outcome.output),
                        quoted_output(expected), outcome.description()),
            lost};
  }
  if (outcome.exit_code != probe.exit_code)
    return {fmt::format("{}, not exit code {}", outcome.description(), probe.exit_code)};
  if (outcome.errors.find(probe.errors) == std::string::npos)
    return {fmt::format("standard error lacks '{}'", probe.errors), true};
  const fs::path written = scratch / "out.txt";
  if (probe.name == std::string_view("preopens") &&
      (!fs::exists(written) || read_file(written) != "from outside\n"))
    return {"what was written is not on the disk"};
  return {};
}

ProbeResult run_probe(const Probe& probe, const FoundRunner& runner, const fs::path& artifact,
                      std::chrono::seconds time_limit) {
  const TemporaryFolder scratch;
  write_file(scratch.path() / "in.txt", "from outside");
  GuestRun run;
  run.mounts = {{scratch.path().string(), "/scratch", true}};
  // A host that calls a pipe a terminal gets a traceback without colours too.
  run.environment = {{"PYLON_PROBE", "a value"}, {"NO_COLOR", "1"}};
  run.arguments = {"-c", probe.program, "one two", "", "--three", "ä"};
  Command command = guest_command(runner, artifact, run);
  command.input = digits(kInput);
  command.time_limit = time_limit;
  ProbeResult result{probe.name, probe.meaning, ProbeState::kGood, false, ""};
  try {
    const Problem problem = problem_of(probe, run_process(command), scratch.path());
    result.problem = problem.text;
    result.lost_output = problem.lost_output;
  } catch (const Error& error) {
    result.problem = error.message();
  }
  if (!result.problem.empty()) {
    const bool known = std::ranges::any_of(
        runner.runner.limits, [&](const RunnerLimit& limit) { return limit.probe == probe.name; });
    result.state = known ? ProbeState::kKnown : ProbeState::kBad;
  }
  return result;
}

}  // namespace

std::vector<ProbeResult> probe_runner(const FoundRunner& runner, const fs::path& artifact,
                                      std::chrono::seconds time_limit) {
  std::vector<ProbeResult> results;
  for (const Probe& probe : probes()) results.push_back(run_probe(probe, runner, artifact, time_limit));
  return results;
}

}  // namespace pylon

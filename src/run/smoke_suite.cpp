#include "run/smoke_suite.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <mutex>
#include <thread>

#include "base/error.hpp"
#include "base/text.hpp"
#include "base/workers.hpp"
#include "run/function_names.hpp"
#include "system/files.hpp"
#include "system/temporary_folder.hpp"

namespace pylon {
namespace {

using Clock = std::chrono::steady_clock;

std::string log_text(const Command& command, const Outcome& outcome, const Transcript& transcript) {
  std::string text = fmt::format("$ {}\n{}", quote_command(command.argv), outcome.output);
  if (!outcome.output.ends_with('\n')) text += "\n";
  if (!outcome.errors.empty()) text += fmt::format("---- standard error\n{}\n", outcome.errors);
  text += fmt::format("---- {}: {}", outcome.description(), word_of(transcript.verdict));
  if (!transcript.reason.empty()) text += ": " + transcript.reason;
  for (const Frame& frame : transcript.frames)
    text += "\n     in " +
            (frame.name.empty() ? fmt::format("function {}", frame.index.value_or(0)) : frame.name);
  return text + "\n";
}

SmokeRow left_out(const SuiteSetting& setting, const std::string& name) {
  SmokeRow row;
  row.name = name;
  const bool allowed = setting.may_leave_out && !setting.require_fat;
  row.transcript.verdict = allowed ? SmokeVerdict::kSkip : SmokeVerdict::kFail;
  row.transcript.reason = fmt::format("not run: needs {}", fmt::join(setting.missing.at(name), ", "));
  const fs::path log = setting.logs / (name + ".log");
  write_file(log, row.transcript.reason + "\n");
  row.log = log.string();
  return row;
}

SmokeRow run_one(const SuiteSetting& setting, const FoundRunner& runner, const std::string& name) {
  if (setting.missing.contains(name)) return left_out(setting, name);
  const TemporaryFolder scratch;
  GuestRun run;
  run.mounts = {{setting.smokes.string(), "/smoke", false}, {scratch.path().string(), "/tmp", true}};
  run.environment = {{"PYLON_REQUIRE_FAT", setting.require_fat ? "1" : "0"}};
  run.arguments = {"/smoke/" + name + ".py"};
  run.memory = setting.memory;
  Command command = guest_command(runner, setting.artifact, run);
  command.time_limit = setting.time_limit;
  const Clock::time_point start = Clock::now();
  const Outcome outcome = run_process(command);
  SmokeRow row;
  row.name = name;
  row.time = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - start);
  row.transcript = read_transcript({outcome.exit_code, outcome.signal, outcome.timed_out}, outcome.output,
                                   outcome.errors, setting.require_fat);
  if (row.transcript.verdict == SmokeVerdict::kTimeout)
    row.transcript.reason = fmt::format("it did not end within {} s", setting.time_limit.count());
  if (!row.transcript.frames.empty()) name_frames_of(setting.artifact, row.transcript.frames);
  const fs::path log = setting.logs / (name + ".log");
  write_file(log, log_text(command, outcome, row.transcript));
  row.log = log.string();
  return row;
}

}  // namespace

std::vector<std::string> smoke_names(const fs::path& folder, const std::string& filter) {
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    if (entry->path().extension() != ".py" || !entry->is_regular_file()) continue;
    const std::string name = entry->path().stem().string();
    if (filter.empty() || glob_matches(filter, name)) names.push_back(name);
  }
  if (names.empty()) {
    throw Error(filter.empty() ? fmt::format("there is no smoke in {}", folder.string())
                               : fmt::format("no smoke in {} matches '{}'", folder.string(), filter),
                "a run that checks nothing proves nothing: see 'ls tests/smoke'");
  }
  std::ranges::sort(names);
  return names;
}

std::vector<std::string> smoke_needs(std::string_view text) {
  constexpr std::string_view kMark = "# Needs: ";
  std::vector<std::string> needs;
  for (const std::string& line : split_lines(text)) {
    if (!line.starts_with(kMark)) continue;
    std::string words = line.substr(kMark.size());
    std::ranges::replace(words, ',', ' ');
    for (std::string& word : split_words(words)) needs.push_back(std::move(word));
  }
  return needs;
}

SmokeRun run_suite(const SuiteSetting& setting, const FoundRunner& runner,
                   const std::function<void(const SmokeRow&)>& on_row) {
  std::vector<std::string> names = smoke_names(setting.smokes, setting.filter);
  for (const RunnerLimit& limit : runner.runner.limits) std::erase(names, limit.smoke);
  if (names.empty())
    throw Error(fmt::format("no smoke is left that {} can run", runner.runner.name),
                "see toolchain/runners.json");
  SmokeRun run{setting.variant,
               file_sha256(setting.artifact / "pylon.wasm"),
               runner.runner.name,
               runner.version,
               setting.require_fat,
               setting.filter,
               std::vector<SmokeRow>(names.size()),
               setting.library};
  std::mutex one_at_a_time;
  const unsigned jobs = setting.jobs > 0 ? setting.jobs : std::thread::hardware_concurrency();
  run_workers(names.size(), jobs, [&](std::size_t i) {
    run.rows[i] = run_one(setting, runner, names[i]);
    const std::scoped_lock lock(one_at_a_time);
    on_row(run.rows[i]);
  });
  return run;
}

}  // namespace pylon

#include "store/step_runner.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "base/text.hpp"
#include "store/store.hpp"
#include "store/stored_output.hpp"
#include "system/files.hpp"

namespace pylon {
namespace {

constexpr std::size_t kTailLines = 25;
// The priority (nice) of a step that can wait: a usual neighbour gets 28 times its processor time (sched(7)).
constexpr int kPatientPriority = 15;

struct Folders {
  fs::path out;
  fs::path work;
  fs::path log;
  std::map<std::string, std::string> launcher;  // its environment
};

Folders folders_of(const Step& step) {
  const std::string name = step.out.filename().string();
  return {step.out, step.out.parent_path() / (name + ".work"), step.out.parent_path() / (name + ".log"), {}};
}

std::string expand(std::string text, const Folders& folders, const RunnerSettings& settings) {
  const auto replace = [&](std::string_view from, const fs::path& to) {
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.native().size()) {
      text.replace(at, from.size(), to.native());
    }
  };
  replace("{out}", folders.out);
  replace("{work}", folders.work);
  replace("{pylonctl}", settings.pylonctl);
  return text;
}

// The whole environment of a command: the caller's language, time zone or CFLAGS must not reach a build.
std::map<std::string, std::string> fixed_environment(const Folders& folders, const RunnerSettings& settings) {
  return {
      {"PATH", settings.path},
      {"HOME", folders.work.string()},
      {"TMPDIR", folders.work.string()},
      {"LC_ALL", "C.UTF-8"},
      {"TZ", "UTC"},
      {"SOURCE_DATE_EPOCH", "315532800"},  // 1980-01-01: the least date that zip files can hold
      {"PYTHONHASHSEED", "0"},
      {"JOBS", std::to_string(settings.jobs)},
  };
}

std::string tail(const std::string& text) {
  const std::vector<std::string> lines = split_lines(text);
  const std::size_t first = lines.size() - std::min(lines.size(), kTailLines);
  std::string end;
  for (std::size_t i = first; i < lines.size(); ++i) end += "\n    " + lines[i];
  return end;
}

Command prepare(const StepCommand& wanted, const Folders& folders, const RunnerSettings& settings) {
  Command command;
  for (const std::string& word : wanted.argv) command.argv.push_back(expand(word, folders, settings));
  // pylonctl's own actions get the caller's environment: the cache folder, local sources, and what the
  // clients of registries need (proxies, certificates). Their outputs are proven by digests.
  if (wanted.argv.front() != "{pylonctl}") {
    command.environment = fixed_environment(folders, settings);
    command.environment->insert(folders.launcher.begin(), folders.launcher.end());
    for (const auto& [name, value] : wanted.environment) {
      (*command.environment)[name] = expand(value, folders, settings);
    }
  }
  command.folder = folders.work;
  command.log = folders.log;
  command.time_limit = settings.time_limit;
  return command;
}

void run_command(const Step& step, const StepCommand& wanted, const Folders& folders,
                 const RunnerSettings& settings) {
  const Command command = prepare(wanted, folders, settings);
  const Outcome outcome = run_process(command);
  if (outcome.ok()) return;
  throw Error(fmt::format("step {} failed: {}\n  command: {}\n  its last lines:{}", step.name,
                          outcome.description(), quote_command(command.argv), tail(read_file(folders.log))),
              "read the whole log: " + folders.log.string());
}

void empty_folder(const fs::path& path) {
  remove_tree(path);
  fs::create_directories(path);
}

// "pylonctl action number", "wasm-opt", "sh build.sh": what a reader of a trace knows the command by.
std::string title_of(const StepCommand& command) {
  const auto name = [](const std::string& word) { return std::string(file_name(word)); };
  const std::vector<std::string>& argv = command.argv;
  if (argv.front() == "{pylonctl}") return argv.size() > 2 ? "pylonctl " + argv[2] : "pylonctl";
  if (argv.front() == "sh" && argv.size() > 1) return "sh " + name(argv[1]);
  return name(argv.front());
}

// Runs the commands and notes their times; leaves the record also when a command fails.
void run_commands(const Step& step, const Folders& folders, const RunnerSettings& settings,
                  StepRecord& record) {
  const auto end = [&](bool ok) {
    record.end = clock_now();
    record.usage = usage_so_far();
    record.ok = ok;
  };
  try {
    for (const StepCommand& command : step.commands) {
      const std::int64_t start = clock_now();
      run_command(step, command, folders, settings);
      record.commands.push_back({title_of(command), start, clock_now()});
    }
    end(true);
  } catch (...) {
    end(false);
    leave_record(record);
    throw;
  }
}

nlohmann::json record_json(const StepRecord& record) {
  nlohmann::json document{{"name", record.name},
                          {"key", record.key},
                          {"start", record.start},
                          {"end", record.end},
                          {"waited", record.waited},
                          {"cpu", record.usage.cpu_us},
                          {"peak", record.usage.peak_bytes},
                          {"ran", record.ran},
                          {"ok", record.ok}};
  for (const CommandRecord& command : record.commands)
    document["commands"].push_back({command.title, command.start, command.end});
  return document;
}

StepRecord parse_record(const nlohmann::json& document) {
  StepRecord record;
  record.name = document.at("name");
  record.key = document.at("key");
  record.start = document.at("start");
  record.end = document.at("end");
  record.waited = document.at("waited");
  record.usage = {document.at("cpu"), document.at("peak")};
  record.ran = document.at("ran");
  record.ok = document.at("ok");
  for (const auto& command : document.value("commands", nlohmann::json::array()))
    record.commands.push_back({command.at(0), command.at(1), command.at(2)});
  return record;
}

}  // namespace

void run_step(const Step& step, const RunnerSettings& settings) {
  // Lowers the priority of this process and all that it starts. Where that is refused the build only takes
  // longer.
  if (step.can_wait) static_cast<void>(::setpriority(PRIO_PROCESS, 0, kPatientPriority));
  if (fs::exists(step.stamp())) return;
  StepRecord record{step.name, step.key, clock_now(), 0, 0, {}, true, true, {}};
  Folders folders = folders_of(step);
  const FileLock lock(step.lock(), [](const fs::path& path) {
    fmt::print(stderr, "pylonctl: another build is making {}; waiting for it\n", path.stem().string());
  });
  record.waited = clock_now() - record.start;
  if (fs::exists(step.stamp())) {
    record.end = clock_now();
    record.ran = false;
    return leave_record(record);
  }
  lock.share_with_children();
  empty_folder(folders.out);
  empty_folder(folders.work);
  fs::remove(folders.log);
  folders.launcher = launcher_environment(settings.launcher, step, folders.work);
  run_commands(step, folders, settings, record);
  check_outputs(step);
  Step finished = step;
  finished.cost = {record.end - record.start - record.waited, record.usage.cpu_us, folder_bytes(step.out)};
  finish_step(std::move(finished));
  remove_tree(folders.work);
  record.end = clock_now();
  leave_record(record);
}

std::int64_t clock_now() {
  return std::chrono::duration_cast<std::chrono::microseconds>(
             std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

void leave_record(const StepRecord& record) {
  const char* file = std::getenv("PYLON_RECORD");
  if (file == nullptr || *file == '\0') return;
  const std::string line = record_json(record).dump() + "\n";
  // One write to the end of the file: several steps end at once.
  const int out = ::open(file, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0644);
  if (out < 0) return;
  [[maybe_unused]] const auto written = ::write(out, line.data(), line.size());
  ::close(out);
}

std::vector<StepRecord> read_records(const fs::path& file) {
  std::vector<StepRecord> records;
  if (!fs::exists(file)) return records;
  for (const std::string& line : split_lines(read_file(file))) {
    try {
      records.push_back(parse_record(nlohmann::json::parse(line)));
    } catch (const nlohmann::json::exception&) {
      continue;
    }
  }
  return records;
}

}  // namespace pylon

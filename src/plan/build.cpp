#include "plan/build.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <thread>

#include "base/error.hpp"
#include "base/text.hpp"
#include "plan/ninja_file.hpp"
#include "plan/step_needs.hpp"
#include "plan/urgency.hpp"
#include "store/launcher.hpp"
#include "store/store.hpp"
#include "system/files.hpp"
#include "system/process.hpp"

namespace pylon {
namespace {

// A cold build of lean and fat takes 2.5 GB of the cache; a little more than that must be free.
constexpr std::uint64_t kColdBuildBytes = 4'000'000'000;

void check_disk(const Plan& plan) {
  if (plan.steps.empty()) return;
  const fs::path store = plan.steps.front().out.parent_path();
  if (fs::exists(store) || free_bytes(store) >= kColdBuildBytes) return;
  throw Error(fmt::format("too little disk: {} has {} MB free, a first build needs {} MB", store.string(),
                          free_bytes(store) / 1'000'000, kColdBuildBytes / 1'000'000),
              "free some space, or set XDG_CACHE_HOME to a folder on a larger disk");
}

// True when the steps will use ccache, whose log then starts anew.
bool set_up_launcher(const BuildOptions& options, const fs::path& build, const std::string& path) {
  const char* wished = std::getenv("PYLON_LAUNCHER");
  const std::string words = !options.launcher.empty() ? options.launcher : wished != nullptr ? wished : "";
  const Launcher launcher = parse_launcher(words);
  ::setenv("PYLON_LAUNCHER", words.c_str(), 1);
  prepare_launcher(launcher, path);
  if (launcher.empty() || launcher.front() != "ccache") return false;
  remove_tree(cache_log(build));
  ::setenv("CCACHE_STATSLOG", cache_log(build).c_str(), 0);
  return true;
}

// Always the same one, whatever PATH has: another version takes what this one has made for never made, as its
// log has another format. Where toolchain/bootstrap has made no virtual environment, that of PATH.
std::string ninja_program(const Project& project) {
  const fs::path own = project.venv() / "bin/ninja";
  return fs::exists(own) ? own.string() : "ninja";
}

}  // namespace

void write_ninja_files(const Project& project, const Plan& plan) {
  for (const fs::path& folder : {project.root, cache_root(), own_executable()}) check_buildable(folder);
  check_disk(plan);
  hold_steps(project, plan);
  const fs::path folder = project.build();
  std::vector<Step> steps = by_urgency(plan.steps);
  const Waits waits = find_waits(plan);
  for (Step& step : steps) {
    if (const auto found = waits.find(step.stamp()); found != waits.end()) step.after = found->second;
  }
  for (const Step& step : steps) {
    write_file_if_changed(folder / "steps" / (step.out.filename().string() + ".json"),
                          step_specification(step));
  }
  write_file_if_changed(folder / "build.ninja",
                        ninja_text(steps, plan.publications, {own_executable(), project.root, folder}));
}

std::vector<std::string> pending_steps(const Project& project, const std::vector<std::string>& variants) {
  Command command;
  command.argv = {
      "env", "NINJA_STATUS=", ninja_program(project), "-n", "-f", (project.build() / "build.ninja").string()};
  command.argv.insert(command.argv.end(), variants.begin(), variants.end());
  const Outcome outcome = run_process(command);
  if (!outcome.ok()) throw Error("ninja cannot say what is to do: " + outcome.output);
  std::vector<std::string> steps = split_lines(outcome.output);
  std::erase_if(steps, [](const std::string& line) { return line.starts_with("ninja: "); });
  return steps;
}

void run_ninja(const Project& project, const std::vector<std::string>& variants,
               const BuildOptions& options) {
  const int jobs = options.jobs > 0 ? options.jobs : static_cast<int>(std::thread::hardware_concurrency());
  const std::string path = (project.venv() / "bin").string() + ":/usr/local/bin:/usr/bin:/bin";
  ::setenv("PYLON_JOBS", std::to_string(jobs).c_str(), 1);
  ::setenv("PYLON_PATH", path.c_str(), 1);
  ::setenv("PYLON_OFFLINE", options.offline ? "1" : "0", 1);
  if (options.step_seconds > 0)
    ::setenv("PYLON_STEP_SECONDS", std::to_string(options.step_seconds).c_str(), 1);
  const bool cached = set_up_launcher(options, project.build(), path);
  ::setenv("NINJA_STATUS", "[%f/%t %es] ", 0);
  Command command;
  command.argv = {ninja_program(project), "-f", (project.build() / "build.ninja").string(), "-j",
                  std::to_string(jobs)};
  if (options.keep_going) command.argv.insert(command.argv.end(), {"-k", "0"});
  command.argv.insert(command.argv.end(), variants.begin(), variants.end());
  command.inherit = true;
  command.ends_its_own = true;
  const Outcome outcome = run_process(command);
  if (cached && fs::exists(cache_log(project.build())))
    fmt::print(stderr, "{}", cache_report(read_file(cache_log(project.build()))));
  if (outcome.ok()) return;
  throw Error("the build failed: ninja ended with " + outcome.description(),
              "see the failed step above; the finished steps are kept, so the next run goes on from there");
}

}  // namespace pylon

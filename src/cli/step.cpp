// Hidden verb: runs one build step from its specification file. Ninja calls it.
#include <cstdlib>
#include <memory>

#include "cli/verbs.hpp"
#include "store/step_runner.hpp"
#include "system/files.hpp"
#include "system/interrupt.hpp"
#include "system/process.hpp"

namespace pylon::cli {

void add_step(CLI::App& app, Context&) {
  auto specification = std::make_shared<std::filesystem::path>();
  CLI::App* verb = app.add_subcommand("step", "Runs one build step")->group("");
  verb->add_option("SPECIFICATION", *specification)->required()->check(CLI::ExistingFile);
  verb->callback([specification] {
    end_children_with_us();
    const char* jobs = std::getenv("PYLON_JOBS");
    const char* path = std::getenv("PYLON_PATH");
    const char* launcher = std::getenv("PYLON_LAUNCHER");
    const char* seconds = std::getenv("PYLON_STEP_SECONDS");
    RunnerSettings settings{own_executable(), path != nullptr ? path : "/usr/local/bin:/usr/bin:/bin"};
    if (jobs != nullptr) settings.jobs = std::atoi(jobs);
    if (seconds != nullptr) settings.time_limit = std::chrono::seconds(std::atoi(seconds));
    settings.launcher = parse_launcher(launcher != nullptr ? launcher : "");
    run_step(parse_step_specification(read_file(*specification), specification->string()), settings);
  });
}

}  // namespace pylon::cli

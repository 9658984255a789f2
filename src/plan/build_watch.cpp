#include "plan/build_watch.hpp"

#include <algorithm>
#include <cstdlib>
#include <thread>

#include "plan/step_needs.hpp"
#include "store/step_runner.hpp"
#include "system/files.hpp"

namespace pylon {
namespace {

std::int64_t cost_when_made(const Step& step) {
  return parse_step_specification(read_file(step.stamp()), step.stamp().string()).cost.wall_us;
}

void fill_in(StepSpan& step, const StepRecord& record, std::int64_t began) {
  step.fate = !record.ok ? StepFate::kFailed : record.ran ? StepFate::kRun : StepFate::kElsewhere;
  step.start = record.start - began;
  step.end = record.end - began;
  step.waited = record.waited;
  step.cpu = record.usage.cpu_us;
  step.peak_bytes = record.usage.peak_bytes;
  for (const CommandRecord& command : record.commands)
    step.commands.push_back({command.title, command.start - began, command.end - began});
}

}  // namespace

BuildWatch::BuildWatch(const Project& project, const Plan& plan, std::int64_t began)
    : records_(project.build() / "record"), began_(began) {
  // What only made fetched steps has no part in this build.
  const Waits wanted = find_waits(plan);
  for (const Step& step : plan.steps) {
    if (wanted.contains(step.stamp()) || step_state(step) == StepState::kDone) add_step(step);
  }
  for (const Publication& publication : plan.publications) add_publication(publication);
  before_.cores = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
  fs::create_directories(records_.parent_path());
  fs::remove(records_);
  ::setenv("PYLON_RECORD", records_.c_str(), 1);
  before_.planned = clock_now() - began;
}

std::vector<std::size_t> BuildWatch::places_of(const std::vector<fs::path>& stamps) const {
  std::vector<std::size_t> places;
  for (const fs::path& stamp : stamps) {
    const auto found = std::ranges::find(stamps_, stamp);
    if (found != stamps_.end()) places.push_back(static_cast<std::size_t>(found - stamps_.begin()));
  }
  return places;
}

void BuildWatch::add_step(const Step& step) {
  StepSpan span;
  span.name = step.name;
  span.key = step.key;
  span.after = places_of(step.after);
  if (step_state(step) == StepState::kDone) {
    span.saved = cost_when_made(step);
  } else {
    span.fate = StepFate::kNotReached;
    span.reasons = explain(step);
  }
  before_.steps.push_back(std::move(span));
  stamps_.push_back(step.stamp());
}

void BuildWatch::add_publication(const Publication& publication) {
  StepSpan span;
  span.name = publication.name();
  span.key = publication.key;
  span.after = places_of(publication.after);
  // Shown as reused until its record says that Ninja ran it.
  before_.steps.push_back(std::move(span));
}

BuildRun BuildWatch::finish() const {
  BuildRun run = before_;
  for (const StepRecord& record : read_records(records_)) {
    const auto step = std::ranges::find(run.steps, record.key, &StepSpan::key);
    if (step != run.steps.end()) fill_in(*step, record, began_);
  }
  run.wall = clock_now() - began_;
  run.cpu = usage_so_far().cpu_us;
  return run;
}

}  // namespace pylon

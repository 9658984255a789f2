#include "report/build_summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/text.hpp"

namespace pylon {
namespace {

constexpr std::size_t kWidth = 100;

double seconds(std::int64_t microseconds) { return static_cast<double>(microseconds) / 1e6; }

double share(std::int64_t part, std::int64_t whole) {
  return whole > 0 ? 100 * static_cast<double>(part) / static_cast<double>(whole) : 0;
}

std::string why(const StepSpan& step) {
  // A reason begins with the step's name, which the line has.
  std::vector<std::string> reasons;
  for (const std::string& reason : step.reasons)
    reasons.push_back(reason.starts_with(step.name + ": ") ? reason.substr(step.name.size() + 2) : reason);
  std::string text = join(reasons, "; ");
  if (step.fate != StepFate::kRun) text = std::string(name_of(step.fate)) + (text.empty() ? "" : ": ") + text;
  if (text.size() > kWidth) text = text.substr(0, kWidth - 1) + "…";
  return text;
}

std::string table(const BuildRun& run, const std::vector<std::size_t>& path) {
  std::vector<std::size_t> order = in_order(run);
  if (order.empty()) return "";
  std::ranges::stable_sort(
      order, [&](std::size_t a, std::size_t b) { return run.steps[a].duration() > run.steps[b].duration(); });
  std::size_t width = 4;
  for (const std::size_t place : order) width = std::max(width, run.steps[place].name.size());
  const std::set<std::size_t> critical(path.begin(), path.end());
  std::string text = fmt::format("\n  {:{}} {:>8} {:>9} {:>6} {:>8}  why\n", "step", width, "seconds",
                                 "of build", "cores", "peak MB");
  for (const std::size_t place : order) {
    const StepSpan& step = run.steps[place];
    const double cores = share(step.cpu, step.duration()) / 100;
    text += fmt::format("{} {:{}} {:>8.1f} {:>7.0f} % {:>6.1f} {:>8}  {}\n",
                        critical.contains(place) ? '*' : ' ', step.name, width, seconds(step.duration()),
                        share(step.duration(), run.wall), cores, step.peak_bytes / 1'000'000, why(step));
  }
  return text;
}

std::string path_text(const BuildRun& run, const std::vector<std::size_t>& path) {
  if (path.empty()) return "";
  std::vector<std::string> names;
  std::int64_t busy = 0;
  for (const std::size_t place : path) {
    names.push_back(run.steps[place].name);
    busy += run.steps[place].duration();
  }
  return fmt::format(
      "\n* critical path: {:.1f} s in steps, {:.1f} s between them (planning, waiting for a free lane)\n{}\n",
      seconds(busy), seconds(run.wall - busy), wrap(join(names, " > "), kWidth));
}

std::string reused_text(const BuildRun& run) {
  std::vector<std::string> names;
  std::int64_t saved = 0;
  for (const StepSpan& step : run.steps) {
    if (step.fate != StepFate::kReused) continue;
    names.push_back(step.name);
    saved += step.saved;
  }
  if (names.empty()) return "";
  const std::string took = saved > 0 ? fmt::format(" ({:.1f} s when they were made)", seconds(saved)) : "";
  return fmt::format("\nreused, because nothing they depend on has changed{}:\n{}\n", took,
                     wrap(join(names, ", "), kWidth));
}

}  // namespace

std::string build_summary(const BuildRun& run) {
  const auto count = [&](auto wanted) { return std::ranges::count_if(run.steps, wanted); };
  const std::vector<std::size_t> path = critical_path(run);
  std::string text = fmt::format(
      "{:.1f} s, {:.0f} % of {} core{} busy ({:.1f} s of processor time); planning {:.2f} s\n"
      "{} of {} steps ran, {} reused\n",
      seconds(run.wall), run.busy_per_cent(), run.cores, run.cores == 1 ? "" : "s", seconds(run.cpu),
      seconds(run.planned), count([](const StepSpan& step) { return step.ran(); }), run.steps.size(),
      count([](const StepSpan& step) { return step.fate == StepFate::kReused; }));
  if (const auto lost = count([](const StepSpan& step) { return step.fate == StepFate::kNotReached; });
      lost > 0)
    text += fmt::format("{} not reached after a failure\n", lost);
  return text + table(run, path) + path_text(run, path) + reused_text(run);
}

}  // namespace pylon

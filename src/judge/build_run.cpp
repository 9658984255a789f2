#include "judge/build_run.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace pylon {

std::string_view name_of(StepFate fate) {
  // In the order of StepFate.
  constexpr std::array kNames{"reused", "run", "made by another build", "failed", "not reached"};
  return kNames.at(static_cast<std::size_t>(fate));
}

double BuildRun::busy_per_cent() const {
  const double all = static_cast<double>(wall) * cores;
  return all > 0 ? 100 * static_cast<double>(cpu) / all : 0;
}

std::vector<std::size_t> in_order(const BuildRun& run) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < run.steps.size(); ++i) {
    if (run.steps[i].ran()) order.push_back(i);
  }
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
    const StepSpan &left = run.steps[a], &right = run.steps[b];
    return left.start != right.start ? left.start < right.start : left.name < right.name;
  });
  return order;
}

std::vector<std::size_t> critical_path(const BuildRun& run) {
  // The step of these that ended last; steps that took no time in this build are passed over.
  const auto last_of = [&](const std::vector<std::size_t>& places) {
    std::optional<std::size_t> last;
    for (const std::size_t place : places) {
      if (run.steps[place].ran() && (!last || run.steps[place].end > run.steps[*last].end)) last = place;
    }
    return last;
  };
  std::vector<std::size_t> path;
  for (auto step = last_of(in_order(run)); step; step = last_of(run.steps[*step].after)) {
    path.push_back(*step);
    if (path.size() > run.steps.size()) break;  // a circle cannot be, and must not hang
  }
  std::ranges::reverse(path);
  return path;
}

std::vector<int> lanes(const BuildRun& run) {
  std::vector<int> lane(run.steps.size(), -1);
  std::vector<std::int64_t> free_at;
  for (const std::size_t place : in_order(run)) {
    const StepSpan& step = run.steps[place];
    auto free = std::ranges::find_if(free_at, [&](std::int64_t end) { return end <= step.start; });
    if (free == free_at.end()) free = free_at.insert(free, 0);
    *free = step.end;
    lane[place] = static_cast<int>(free - free_at.begin());
  }
  return lane;
}

}  // namespace pylon

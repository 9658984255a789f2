#include "plan/urgency.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <string_view>

namespace pylon {
namespace {

struct Duration {
  std::string_view name;  // of a step, or what its name begins with
  int seconds;
};

// Seconds, rounded: what a step cost in a cold build, had it both of two cores for itself. Only their order
// and sums matter: a wrong number costs time and nothing else.
constexpr std::array kDurations{
    Duration{"build-python", 40}, Duration{"cpython-config", 40}, Duration{"cpython", 35},
    Duration{"numpy", 60},        Duration{"nanoarrow", 20},      Duration{"optimize-fat", 30},
    Duration{"optimize", 20},     Duration{"sizes-fat", 70},      Duration{"sizes", 35},
    Duration{"archive", 2},       Duration{"sqlite", 16},         Duration{"xz", 10},
    Duration{"stdlib", 4},        Duration{"source", 2},          Duration{"sdk", 12},
    Duration{"snapshot-fat", 4},  Duration{"snapshot", 2},
};

// A step that could start so much later runs with less priority: build-python, which CPython's compilation
// needs only when configure has ended, and all of lean, whose sizes take less time than fat's.
constexpr int kPatientSeconds = 10;

int seconds_of(const std::string& step) {
  const Duration* best = nullptr;
  for (const Duration& one : kDurations) {
    if (step.starts_with(one.name) && (best == nullptr || one.name.size() > best->name.size())) best = &one;
  }
  return best != nullptr ? best->seconds : 1;
}

}  // namespace

std::vector<Step> by_urgency(std::vector<Step> steps) {
  const auto waits = [&](std::size_t step, std::size_t before) {
    return std::ranges::find(steps[step].after, steps[before].stamp()) != steps[step].after.end();
  };
  std::vector<int> urgency(steps.size(), 0);  // seconds from its start to the end of all that waits for it
  for (std::size_t i = steps.size(); i-- > 0;) {
    urgency[i] += seconds_of(steps[i].name);
    for (std::size_t before = 0; before < i; ++before)
      if (waits(i, before)) urgency[before] = std::max(urgency[before], urgency[i]);
  }
  std::vector<int> start(steps.size(), 0);  // the earliest, were there a processor for each
  int whole = 0;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    for (std::size_t before = 0; before < i; ++before)
      if (waits(i, before)) start[i] = std::max(start[i], start[before] + seconds_of(steps[before].name));
    whole = std::max(whole, start[i] + urgency[i]);
  }
  for (std::size_t i = 0; i < steps.size(); ++i)
    steps[i].can_wait = whole - start[i] - urgency[i] >= kPatientSeconds;
  std::vector<std::size_t> order(steps.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return urgency[a] > urgency[b]; });
  std::vector<Step> sorted;
  for (const std::size_t place : order) sorted.push_back(std::move(steps[place]));
  return sorted;
}

}  // namespace pylon

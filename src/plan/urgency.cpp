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

// From traces of cold builds on two cores, rounded. Only their order decides anything: a wrong number costs
// time and nothing else.
constexpr std::array kDurations{
    Duration{"build-python", 100},
    Duration{"cpython-config", 40},
    Duration{"cpython", 100},
    Duration{"numpy", 180},
    Duration{"nanoarrow", 60},
    Duration{"optimize-fat", 60},
    Duration{"optimize", 40},
    Duration{"sizes-fat", 60},
    Duration{"sizes", 40},
    Duration{"sqlite", 35},
    Duration{"xz", 25},
    Duration{"stdlib", 20},
    Duration{"source", 4},
};

int seconds_of(const std::string& step) {
  const Duration* best = nullptr;
  for (const Duration& one : kDurations) {
    if (step.starts_with(one.name) && (best == nullptr || one.name.size() > best->name.size())) best = &one;
  }
  return best != nullptr ? best->seconds : 1;
}

}  // namespace

std::vector<Step> by_urgency(std::vector<Step> steps) {
  std::vector<int> urgency(steps.size(), 0);
  for (std::size_t i = steps.size(); i-- > 0;) {
    urgency[i] += seconds_of(steps[i].name);
    for (std::size_t before = 0; before < i; ++before) {
      if (std::ranges::find(steps[i].after, steps[before].stamp()) != steps[i].after.end())
        urgency[before] = std::max(urgency[before], urgency[i]);
    }
  }
  std::vector<std::size_t> order(steps.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return urgency[a] > urgency[b]; });
  std::vector<Step> sorted;
  for (const std::size_t place : order) sorted.push_back(std::move(steps[place]));
  return sorted;
}

}  // namespace pylon

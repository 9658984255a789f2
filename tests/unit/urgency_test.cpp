#include <catch2/catch_test_macros.hpp>
#include <map>

#include "plan/ninja_file.hpp"

using namespace pylon;

namespace {

// Steps by name, in this order; each waits for those named.
std::vector<Step> plan(const std::vector<std::pair<std::string, std::vector<std::string>>>& wanted) {
  std::vector<Step> steps;
  std::map<std::string, std::filesystem::path> stamps;
  for (const auto& [name, after] : wanted) {
    Step step;
    step.name = name;
    seal(step, {"/store", "/nowhere"});
    for (const std::string& before : after) step.after.push_back(stamps.at(before));
    stamps[name] = step.stamp();
    steps.push_back(step);
  }
  return steps;
}

std::vector<std::string> order_of(std::vector<Step> steps) {
  std::vector<std::string> names;
  for (const Step& step : by_urgency(std::move(steps))) names.push_back(step.name);
  return names;
}

}  // namespace

TEST_CASE("what most has to come after goes first") {
  // stdlib comes first in the plan, but NumPy has wasm-opt and more behind it.
  CHECK(order_of(plan({{"stdlib", {}},
                       {"nanoarrow", {}},
                       {"link-lean", {"nanoarrow"}},
                       {"optimize-lean", {"link-lean"}},
                       {"source-numpy-2.5.5", {}},
                       {"numpy", {"source-numpy-2.5.5"}},
                       {"link-fat", {"numpy", "nanoarrow"}},
                       {"optimize-fat", {"link-fat"}},
                       {"sizes-fat", {"optimize-fat"}}})) ==
        std::vector<std::string>{"source-numpy-2.5.5", "numpy", "nanoarrow", "link-fat", "optimize-fat",
                                 "sizes-fat", "link-lean", "optimize-lean", "stdlib"});
}

TEST_CASE("what could start ten seconds later can wait, beside what cannot") {
  std::vector<Step> steps = plan({{"cpython", {}},
                                  {"numpy", {}},
                                  {"link-lean", {"cpython"}},
                                  {"optimize-lean", {"link-lean"}},
                                  {"sizes-lean", {"optimize-lean"}},
                                  {"link-fat", {"cpython", "numpy"}},
                                  {"optimize-fat", {"link-fat"}},
                                  {"sizes-fat", {"optimize-fat"}}});
  std::vector<std::string> patient;
  for (const Step& step : by_urgency(steps))
    if (step.can_wait) patient.push_back(step.name);
  CHECK(patient == std::vector<std::string>{"cpython", "link-lean", "optimize-lean", "sizes-lean"});
  steps.erase(steps.begin() + 5, steps.end());  // without fat, NumPy is what nobody waits for
  for (const Step& step : by_urgency(steps)) CHECK(step.can_wait == (step.name == "numpy"));
}

TEST_CASE("equally urgent steps keep their order, and nothing is lost") {
  CHECK(order_of(plan({{"b", {}}, {"a", {}}, {"c", {"a"}}})) == std::vector<std::string>{"a", "b", "c"});
  CHECK(by_urgency({}).empty());
}

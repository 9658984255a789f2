// Which of the steps that could run at once is started first.
#pragma once

#include <vector>

#include "store/step.hpp"

namespace pylon {

// Sorts steps (each after what it waits for) by how long the work that follows them takes, the longest first:
// Ninja starts what is ready in the order of its file. Equally urgent steps keep their order.
//
// Sets Step::can_wait on steps that could start ten seconds later without delaying the end. They run with a
// lower priority: lean's sizes give way to fat's wasm-opt, build-python to configure, which uses one core.
std::vector<Step> by_urgency(std::vector<Step> steps);

}  // namespace pylon

// Which of the steps that could run at once is started first.
#pragma once

#include <vector>

#include "plan/step.hpp"

namespace pylon {

// The steps (each after everything it waits for) in the order of how long what still has to come after them
// takes, the longest first: Ninja starts what is ready in the order of its file. Steps that are as urgent as
// each other keep their order.
//
// Step::can_wait is set on those that could start ten seconds later without the whole taking longer. They run
// with a lower priority: lean's sizes while wasm-opt works on fat, build-python while configure asks one
// question after the other.
std::vector<Step> by_urgency(std::vector<Step> steps);

}  // namespace pylon

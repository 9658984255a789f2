// Which of the steps that could run at once is started first.
#pragma once

#include <vector>

#include "plan/step.hpp"

namespace pylon {

// The steps (each after everything it waits for) in the order of how long what still has to come after them
// takes, the longest first: Ninja starts what is ready in the order of its file. Steps that are as urgent as
// each other keep their order.
std::vector<Step> by_urgency(std::vector<Step> steps);

}  // namespace pylon

// Which of the steps that could run at once is started first.
#pragma once

#include <vector>

#include "store/step.hpp"

namespace pylon {

// The steps (each after everything it waits for) in the order of how long what still has to come after them
// takes, the longest first: Ninja starts what is ready in the order of its file. Steps that are as urgent as
// each other keep their order.
//
// Step::can_wait is set on those that could start a minute later without the whole taking longer. They run
// with a lower priority: what they leave undone fills the end of the build, where little else is left to do.
std::vector<Step> by_urgency(std::vector<Step> steps);

}  // namespace pylon

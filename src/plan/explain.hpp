// Why a step runs: its ingredients beside those of the last finished step of the same name.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "store/step.hpp"

namespace pylon {

enum class StepState { kDone, kToDo };

StepState step_state(const Step& step);

// One line a reason: "zlib: flags OPT changed: '-O2' -> '-Os'", or "never built before". Empty for a finished
// step.
std::vector<std::string> explain(const Step& step);

}  // namespace pylon

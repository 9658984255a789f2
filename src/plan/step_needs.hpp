// What each step of a plan has to wait for, when some of its steps are finished and what they were made of is
// not there: a step that came from a remote store does not need its inputs, unless somebody reads through it.
// And why a step runs: its ingredients beside those of the last finished step of the same name.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "store/step.hpp"

namespace pylon {

// Beside the stamp of a step that came from a remote store: the folders of other steps that its files name,
// one a line. None of a step that was made here.
inline constexpr const char* kFetchedMark = ".fetched";

// The folders of finished steps below `store` that a text names: "sdk-0123456789abcdef". Any text may come.
std::set<std::string> steps_named(std::string_view text, const std::string& store);

// For each step, by its stamp, the stamps of the steps that it waits for:
//   a step to be made              what it runs after, and the steps that its commands name
//   one that was made here         what it ran after
//   one that was fetched           nothing; if a step to be made reads it, the steps that its files name
// Starts from what is to be published and goes back, so that only wanted steps are looked for. `bring` is
// given, once, each wanted step that is not finished, and may finish it.
using Waits = std::map<std::filesystem::path, std::vector<std::filesystem::path>>;
using Bring = std::function<void(const std::vector<const Step*>&)>;
Waits find_waits(const Plan& plan, const Bring& bring = {});

enum class StepState { kDone, kToDo };

StepState step_state(const Step& step);

// One line a reason: "zlib: flags OPT changed: '-O2' -> '-Os'", or "never built before". Empty for a finished
// step.
std::vector<std::string> explain(const Step& step);

}  // namespace pylon

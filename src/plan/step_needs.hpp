// What each step of a plan has to wait for, when some of its steps are finished and what they were made of is
// not there: a step that came from a remote store does not need its inputs, unless somebody reads through it.
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
inline constexpr const char* kFetched = ".fetched";

// The folders of finished steps below `store` that a text names: "sdk-0123456789abcdef". Any text may come.
std::set<std::string> steps_named(std::string_view text, const std::string& store);

// By a step's stamp, the stamps that it waits for:
//   a step that is to be made      what it is to run after, and whatever step its commands name
//   one that was made here         what it ran after
//   one that was fetched           nothing; the steps that its files name, if one that is to be made reads it
// Walks from what is to be published back, so that a step is only looked for when somebody wants it. Steps
// that are wanted and not finished are given to `bring` first, which may finish some of them; each is given
// once.
using Waits = std::map<std::filesystem::path, std::vector<std::filesystem::path>>;
using Bring = std::function<void(const std::vector<const Step*>&)>;
Waits find_waits(const Plan& plan, const Bring& bring = {});

}  // namespace pylon

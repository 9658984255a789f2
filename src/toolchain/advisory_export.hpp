// An export of a database of advisories: one JSON file, a folder of them, or the zip of an ecosystem.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "advisory/osv.hpp"

namespace pylon {

// Calls `take` for every advisory of `path`: a .json file, a .zip (the ecosystem's all.zip), or a folder with
// such files at any depth. Returns one sentence for each file that is no advisory; the others are taken.
// Error when there is nothing at `path`, the zip is damaged, or no advisory is found at all.
std::vector<std::string> read_advisories(const std::filesystem::path& path,
                                         const std::function<void(const Advisory&)>& take);

}  // namespace pylon

// The files of a source tree, as somebody who works in it means them: without what git ignores.
#pragma once

#include <filesystem>
#include <vector>

namespace pylon {

// Regular files below `root`, absolute and sorted; links are not followed. In a work tree of git those that
// are tracked or could be (`git ls-files -co --exclude-standard`), else, and below a folder that git ignores
// as a whole, all but .git. Error when `root` cannot be read.
std::vector<std::filesystem::path> source_files(const std::filesystem::path& root);

}  // namespace pylon

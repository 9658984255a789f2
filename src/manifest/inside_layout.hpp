// How files of lib/ lie in the library inside.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace pylon {

// Path inside -> path below lib/ of the file that it is. With sources they are the same. Without, compiled
// files take the place of their sources, where Python looks for them when there is no source:
// "python3.13/json/__pycache__/decoder.cpython-313.pyc" is "python3.13/json/decoder.pyc". Sources that were
// not compiled stay; compiled ones of other versions or levels ("x.cpython-313.opt-1.pyc") go.
std::map<std::string, std::string> inside_layout(const std::vector<std::string>& files, bool sources);

}  // namespace pylon

// How files of lib/ lie in the library inside.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace pylon {

// Raised when files lie elsewhere, or say other things, without sources.
inline constexpr int kInsideLayoutVersion = 2;

// Path inside -> path below lib/ of the same file. With sources the two are equal. Without, a compiled file
// takes its source's place: "python3.13/json/decoder.pyc" ->
// "python3.13/json/__pycache__/decoder.cpython-313.pyc". A source that was not compiled stays.
std::map<std::string, std::string> inside_layout(const std::vector<std::string>& files, bool sources);

// Whether the file lists what a package consists of (PEP 376): it says other things where compiled files take
// the place of their sources.
bool is_record(std::string_view path);

// What the RECORD at `path` ("python3.13/site-packages/x-1.0.dist-info/RECORD") says without sources: each
// compiled file by its new name and without a digest, as installers list compiled files; its source is gone.
std::string compiled_record(const std::string& path, std::string_view record);

}  // namespace pylon

// Whether what a manifest says adds up: numbers in it that follow from other numbers in it.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

namespace pylon {

struct Inconsistency {
  std::string path;     // in the manifest: "/attribution/rows"
  std::string message;  // what it says, and what the rest gives
};

// What does not add up in a manifest that the schema accepts: rows whose sum is not the file's size, a module
// that is listed twice, a stack larger than the memory, a gzip size of 5 bytes.
std::vector<Inconsistency> inconsistencies(const nlohmann::json& manifest);

}  // namespace pylon

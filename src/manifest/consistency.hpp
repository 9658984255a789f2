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

// Of a manifest that the schema accepts. Sections and rows against the file's size and the sums that the
// manifest has of them, totals of packages against the rows, a row or section list that names something
// twice, a stack that the memory has no room for, compressed sizes that no compression gives.
std::vector<Inconsistency> inconsistencies(const nlohmann::json& manifest);

}  // namespace pylon

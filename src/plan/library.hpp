// lib/ of an artifact: what it is put together from.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "plan/planner.hpp"

namespace pylon {

struct LibraryPart {
  std::string title;            // for messages
  std::filesystem::path from;   // a folder
  std::filesystem::path below;  // where in lib/ its files go
};

// The standard library, and the packages' Python files where `site` looks for them; all in the store.
std::vector<LibraryPart> library_parts(const Variant& variant, const VariantParts& parts);

}  // namespace pylon

// The linker keeps one of equal string constants, in one place of its own. Whose they are is seen from the
// objects that hold them.
#pragma once

#include <map>
#include <string_view>
#include <vector>

#include "wasm/object_file.hpp"

namespace pylon {

// String -> the one owner that has it. `Owner` is an index of the caller's, or kSharedString.
inline constexpr int kSharedString = -1;
using StringOwners = std::map<std::string_view, int>;

// Adds the strings (each with its final NUL) of an object's mergeable segments. They point into its bytes.
void add_strings(StringOwners& owners, const wasm::ObjectFile& object, int owner);

// Cuts a merged piece of data at its NULs; what follows the last one is a string as well.
std::vector<std::string_view> cut_strings(std::string_view merged);

}  // namespace pylon

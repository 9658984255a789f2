// One custom section of a finished module, written and read back.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "wasm/sections.hpp"

namespace pylon::wasm {

// Raised when with_custom_section gives other bytes: outputs made with the old ones must not be met.
inline constexpr int kCustomSectionVersion = 1;

// The module with a custom section at its end, in place of any of that name. Everything else stays as it is,
// byte by byte. Error with the offset when `module` is not a list of sections.
std::string with_custom_section(Bytes module, std::string_view name, std::string_view content);

// What the custom section of that name holds, without the name; none when there is none. Error when there are
// two: which of them counts would be a guess.
std::optional<Bytes> custom_section(Bytes module, std::string_view name);

}  // namespace pylon::wasm

// A finished module with one thing changed: a custom section, which is read back too, or an import's name.
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

// Raised when renamed_import gives other bytes: outputs made with the old ones must not be met.
inline constexpr int kRenamedImportVersion = 1;

struct ImportName {
  std::string_view module, name;
};

// The module with `from`, a function that it imports, under the name `to`; all else as it is. Error when it
// imports no such function, or when `to` is there too.
std::string renamed_import(Bytes module, const ImportName& from, const ImportName& to);

}  // namespace pylon::wasm

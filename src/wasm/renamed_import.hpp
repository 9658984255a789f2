// An import under another name.
#pragma once

#include <string>
#include <string_view>

#include "wasm/bytes.hpp"

namespace pylon::wasm {

// Raised when renamed_import gives other bytes: outputs made with the old ones must not be met.
inline constexpr int kRenamedImportVersion = 1;

struct ImportName {
  std::string_view module, name;
};

// The module with `from`, a function that it imports, under the name `to`; all else as it is. Error when it
// imports no such function, or when `to` is there too.
std::string renamed_import(Bytes module, const ImportName& from, const ImportName& to);

}  // namespace pylon::wasm

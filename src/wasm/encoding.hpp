// How WebAssembly writes numbers and what has a length: for our writers of sections.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace pylon::wasm {

// An unsigned LEB128 number, as short as it goes.
inline std::string leb(std::uint64_t number) {
  std::string out;
  do {
    const auto low = static_cast<char>(number & 0x7FU);
    number >>= 7U;
    out += number != 0 ? static_cast<char>(low | '\x80') : low;
  } while (number != 0);
  return out;
}

// The length of `content`, and it.
inline std::string sized(std::string_view content) { return leb(content.size()).append(content); }

}  // namespace pylon::wasm

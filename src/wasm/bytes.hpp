// Foreign bytes, and the same memory as text: one place for the casts.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>

namespace pylon::wasm {

using Bytes = std::span<const std::uint8_t>;

// Told of bytes that are not looked at for a while, so that their memory can be given back; by any thread.
using BytesRead = std::function<void(Bytes)>;

// Both are views of the same memory, which must outlive them.
inline std::string_view as_text(Bytes bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}
inline Bytes as_bytes(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

}  // namespace pylon::wasm

// Any bytes as a WebAssembly module: facts whose sizes add up, or an Error.
#include "wasm/sections.hpp"

#include <cstddef>
#include <cstdlib>

#include "base/error.hpp"
#include "wasm/features.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const pylon::wasm::Bytes bytes(data, size);
  try {
    const pylon::wasm::Module module = pylon::wasm::read_module(bytes);
    std::uint64_t sum = 8;
    for (const pylon::wasm::Section& section : module.sections) sum += section.header + section.size;
    if (sum != size) std::abort();
    pylon::wasm::used_features(bytes);
  } catch (const pylon::Error&) {  // an answer like any other
  }
  return 0;
}

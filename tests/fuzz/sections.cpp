// Any bytes as a WebAssembly module: facts whose sizes add up, or an Error. All readers agree on which it is.
#include "wasm/sections.hpp"

#include <cstddef>
#include <cstdlib>

#include "base/error.hpp"
#include "wasm/contents.hpp"
#include "wasm/feature_set.hpp"
#include "wasm/numbering.hpp"

namespace {

void check(pylon::wasm::Bytes bytes) {
  const pylon::wasm::Module module = pylon::wasm::read_module(bytes);
  std::uint64_t sum = 8;
  for (const pylon::wasm::Section& section : module.sections) sum += section.header + section.size;
  if (sum != bytes.size()) std::abort();
  const pylon::wasm::Contents contents = pylon::wasm::read_contents(bytes);
  if (contents.bodies.size() != module.counts.functions) std::abort();
  for (const pylon::wasm::Body& body : contents.bodies) {
    if (body.offset + body.size > bytes.size()) std::abort();
  }
  pylon::wasm::used_features(bytes);
  pylon::wasm::number_functions(bytes);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    check({data, size});
  } catch (const pylon::Error&) {  // an answer like any other
  }
  return 0;
}

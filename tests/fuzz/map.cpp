// Any text as a map of wasm-ld: chunks whose names lie in the text, or an Error.
#include <cstddef>
#include <cstdlib>

#include "base/error.hpp"
#include "wasm/linker_map.hpp"
#include "wasm/numbering.hpp"

namespace {

bool inside(std::string_view part, std::string_view text) {
  return part.empty() || part == "<internal>" ||
         (part.data() >= text.data() && part.data() + part.size() <= text.data() + text.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  try {
    const pylon::wasm::LinkerMap map = pylon::wasm::read_map(text, "pylon.map");
    for (const auto* list : {&map.functions, &map.data}) {
      for (const pylon::wasm::MapChunk& chunk : *list) {
        if (!inside(chunk.file, text) || !inside(chunk.member, text) || !inside(chunk.title, text))
          std::abort();
      }
    }
  } catch (const pylon::Error&) {  // an answer like any other
  }
  try {
    pylon::wasm::read_function_map(text, 3, "functions.map");
  } catch (const pylon::Error&) {
  }
  return 0;
}

// Any bytes as an `ar` archive: members that lie inside of it, or an Error.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "base/error.hpp"
#include "wasm/symbols.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    for (const pylon::wasm::ArchiveMember& member : pylon::wasm::read_archive({data, size})) {
      if (member.bytes.data() < data || member.bytes.data() + member.bytes.size() > data + size) std::abort();
    }
  } catch (const pylon::Error&) {  // an answer like any other
  }
  return 0;
}

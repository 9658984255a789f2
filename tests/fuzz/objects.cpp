// Any bytes as a relocatable object: definitions with digests, or an Error. An object has no twin in its own
// copy unless it defines one name twice by itself.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <set>

#include "../unit/object_definitions.hpp"
#include "base/error.hpp"
#include "wasm/symbols.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const pylon::wasm::Bytes bytes(data, size);
  try {
    std::set<std::string> names;
    bool unique = true;
    for (const pylon::wasm::Definition& definition : pylon::wasm::read_definitions(bytes)) {
      unique = names.insert(definition.symbol).second && unique;
    }
    const auto twins = pylon::wasm::find_twins({{"a.o", bytes}, {"b.o", bytes}});
    if (unique && !twins.empty()) std::abort();
    pylon::wasm::find_mismatches({{"a.o", bytes}, {"b.o", bytes}});
  } catch (const pylon::Error&) {  // an answer like any other
  }
  return 0;
}

// Any bytes as a relocatable object whose tables are looked for: an answer, or an Error. Every function that is
// wrong was looked at.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "base/error.hpp"
#include "manifest/call_tables.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const pylon::wasm::Bytes bytes(data, size);
  try {
    const pylon::CallTables tables = pylon::check_call_tables({{"a.o", bytes}, {"b.o", bytes}});
    std::size_t checked = 0;
    for (const auto& [rule, number] : tables.checked) checked += number;
    if (tables.wrong.size() > checked) std::abort();
  } catch (const pylon::Error&) {  // an answer like any other
  }
  return 0;
}

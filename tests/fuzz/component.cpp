// Any bytes as a component: core modules that lie inside of it, in order, what its host sees, or an Error.
#include "wasm/component.hpp"

#include <cstddef>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "base/error.hpp"
#include "manifest/module_facts.hpp"
#include "report/section_table.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const pylon::wasm::Bytes bytes(data, size);
  try {
    std::uint64_t end = 0;
    for (const pylon::wasm::NestedModule& nested : pylon::wasm::core_modules(bytes)) {
      if (nested.offset < end || nested.offset + nested.size > size) std::abort();
      end = nested.offset + nested.size;
    }
    pylon::section_table(bytes, true);
    pylon::file_facts(bytes);
    const pylon::wasm::Bytes program = pylon::wasm::main_module(bytes);
    if (!program.empty() && (program.data() < data || program.data() + program.size() > data + size))
      std::abort();
    pylon::module_facts(bytes);
  } catch (const pylon::Error&) {  // an answer like any other
  }
  return 0;
}

// Any text as symbols.tsv: lines that give the same text again, or an Error.
#include <cstddef>
#include <cstdlib>

#include "base/error.hpp"
#include "manifest/symbol_table.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  try {
    const std::vector<pylon::SymbolLine> lines = pylon::read_symbols(text, "symbols.tsv");
    const std::string again = pylon::symbols_text(lines);
    if (pylon::read_symbols(again, "symbols.tsv").size() != lines.size()) std::abort();
  } catch (const pylon::Error&) {  // an answer like any other
  }
  return 0;
}

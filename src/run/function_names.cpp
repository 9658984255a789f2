#include "run/function_names.hpp"

#include <cxxabi.h>

#include <cstdlib>
#include <map>
#include <memory>
#include <set>

#include "base/error.hpp"
#include "base/text.hpp"
#include "manifest/symbol_table.hpp"
#include "system/files.hpp"
#include "system/mapped_file.hpp"
#include "wasm/component.hpp"
#include "wasm/contents.hpp"

namespace pylon {
namespace {

// "_ZN4llvm3foo" as "llvm::foo"; other names as they are.
std::string demangled(const std::string& name) {
  if (!name.starts_with("_Z")) return name;
  int status = 0;
  const std::unique_ptr<char, decltype(&std::free)> text(
      abi::__cxa_demangle(name.c_str(), nullptr, nullptr, &status), &std::free);
  return status == 0 ? text.get() : name;
}

// Digest as symbols.tsv has it -> what has these bytes.
using Names = std::map<std::string, std::set<std::string>, std::less<>>;

Names names_by_digest(std::string_view symbols) {
  Names names;
  for (const SymbolLine& line : read_symbols(symbols, "symbols.tsv")) {
    if (line.function && !line.symbol.empty())
      names[std::string(line.digest)].insert(demangled(std::string(line.symbol)));
  }
  return names;
}

// Gives frames with an index and without a name theirs, C++ names as they are written in the source;
// functions with the same bytes share theirs ("a or b"). What is not found stays without. Error for malformed
// files.
void name_frames(wasm::Bytes file, std::string_view symbols, std::span<Frame> frames) {
  const wasm::Bytes module = wasm::main_module(file);
  const wasm::Contents contents = wasm::read_contents(module);
  const Names names = names_by_digest(symbols);
  for (Frame& frame : frames) {
    if (!frame.name.empty()) frame.name = demangled(frame.name);
    if (!frame.name.empty() || !frame.index || *frame.index < contents.imported_functions) continue;
    const std::size_t at = *frame.index - contents.imported_functions;
    if (at >= contents.bodies.size()) continue;
    const wasm::Body& body = contents.bodies[at];
    const auto found = names.find(symbol_digest(wasm::as_text(module.subspan(body.offset, body.size))));
    if (found == names.end()) continue;
    frame.name = join(std::vector<std::string>(found->second.begin(), found->second.end()), " or ");
  }
}

}  // namespace

void name_frames_of(const fs::path& artifact, std::span<Frame> frames) {
  try {
    const MappedFile module(artifact / "pylon.wasm");
    name_frames(module.bytes(), read_file(artifact / "symbols.tsv"), frames);
  } catch (const Error&) {
  }
}

}  // namespace pylon

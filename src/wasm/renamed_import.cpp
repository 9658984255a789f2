#include "wasm/renamed_import.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "wasm/encoding.hpp"
#include "wasm/sections.hpp"

namespace pylon::wasm {
namespace {

constexpr std::uint8_t kImportSection = 2;

// As a function's import begins: both names, and its kind.
std::string written(const ImportName& import) { return sized(import.module) + sized(import.name) + '\0'; }

std::ptrdiff_t number_of(const Module& module, const ImportName& import) {
  return std::ranges::count_if(module.imports, [&](const Import& each) {
    return each.module == import.module && each.name == import.name && each.kind == "func";
  });
}

}  // namespace

std::string renamed_import(Bytes module, const ImportName& from, const ImportName& to) {
  const Module read = read_module(module);
  const auto refuse = [&](const ImportName& import, const char* what) {
    throw Error(fmt::format("the module {} {}.{}", what, import.module, import.name));
  };
  if (number_of(read, from) != 1) refuse(from, "does not import, once,");
  if (number_of(read, to) != 0) refuse(to, "imports already");
  const std::string_view text = as_text(module);
  const auto section = std::ranges::find(read.sections, kImportSection, &Section::id);
  std::string payload(as_text(section_payload(module, *section)));
  const std::string before = written(from), after = written(to);
  const std::size_t at = payload.find(before);
  if (at == std::string::npos) refuse(from, "writes in a compact form its import of");
  payload.replace(at, before.size(), after);
  const std::size_t end = section->offset + section->header + section->size;
  return std::string(text.substr(0, section->offset)) + static_cast<char>(kImportSection) + sized(payload) +
         std::string(text.substr(end));
}

}  // namespace pylon::wasm

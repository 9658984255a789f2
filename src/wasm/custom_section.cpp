#include "wasm/custom_section.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "wasm/cursor.hpp"

namespace pylon::wasm {
namespace {

bool is_named(const Section& section, std::string_view name) {
  return section.id == 0 && section.name == name;
}

constexpr std::uint8_t kImportSection = 2;

// As a function's import begins: both names, and its kind.
std::string written(const ImportName& import) { return sized(import.module) + sized(import.name) + '\0'; }

std::ptrdiff_t imports_called(const Module& module, const ImportName& import) {
  return std::ranges::count_if(module.imports, [&](const Import& each) {
    return each.module == import.module && each.name == import.name && each.kind == "func";
  });
}

}  // namespace

std::string with_custom_section(Bytes module, std::string_view name, std::string_view content) {
  const std::string_view text = as_text(module);
  const std::vector<Section> sections = read_sections(module);
  std::string out(text.substr(0, 8));
  for (const Section& section : sections) {
    if (!is_named(section, name)) out += text.substr(section.offset, section.header + section.size);
  }
  return out + '\0' + sized(sized(name).append(content));
}

std::optional<Bytes> custom_section(Bytes module, std::string_view name) {
  std::optional<Bytes> found;
  for (const Section& section : read_sections(module)) {
    if (!is_named(section, name)) continue;
    if (found) Cursor::fail_at(section.offset, fmt::format("a second custom section {}", name));
    Cursor payload(section_payload(module, section), section.offset + section.header);
    payload.name("custom section's name");
    found = payload.take(payload.remaining(), "custom section");
  }
  return found;
}

std::string renamed_import(Bytes module, const ImportName& from, const ImportName& to) {
  const Module read = read_module(module);
  const auto refuse = [&](const ImportName& import, const char* what) {
    throw Error(fmt::format("the module {} {}.{}", what, import.module, import.name));
  };
  if (imports_called(read, from) != 1) refuse(from, "does not import, once,");
  if (imports_called(read, to) != 0) refuse(to, "imports already");
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

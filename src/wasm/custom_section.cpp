#include "wasm/custom_section.hpp"

#include <fmt/format.h>

#include "wasm/cursor.hpp"
#include "wasm/encoding.hpp"

namespace pylon::wasm {
namespace {

bool is_named(const Section& section, std::string_view name) {
  return section.id == 0 && section.name == name;
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

}  // namespace pylon::wasm

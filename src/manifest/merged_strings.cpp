#include "manifest/merged_strings.hpp"

namespace pylon {

std::vector<std::string_view> cut_strings(std::string_view merged) {
  std::vector<std::string_view> strings;
  while (!merged.empty()) {
    const std::size_t end = merged.find('\0');
    const std::size_t size = end == std::string_view::npos ? merged.size() : end + 1;
    strings.push_back(merged.substr(0, size));
    merged.remove_prefix(size);
  }
  return strings;
}

void add_strings(StringOwners& owners, const wasm::ObjectFile& object, int owner) {
  for (std::size_t i = 0; i < object.segments.size() && i < object.data.parts.size(); ++i) {
    if (!object.segments[i].strings) continue;
    const wasm::Bytes bytes =
        object.data.payload.subspan(object.data.parts[i].begin, object.data.parts[i].size);
    for (const std::string_view text : cut_strings(wasm::as_text(bytes))) {
      const auto [place, first] = owners.try_emplace(text, owner);
      if (!first && place->second != owner) place->second = kSharedString;
    }
  }
}

}  // namespace pylon

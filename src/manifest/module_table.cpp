#include "manifest/module_table.hpp"

#include <algorithm>
#include <cstring>
#include <set>

#include "wasm/contents.hpp"

namespace pylon {
namespace {

// Real files have 3 to 5 MB; a made-up one could ask for all of 4 GiB.
constexpr std::uint64_t kMostBytes = std::uint64_t{64} << 20U;
constexpr std::size_t kLongestName = 100;
constexpr std::size_t kMostModules = 4096;

// Identifiers of ASCII, with dots between them.
bool is_module_name(const std::string& text) {
  bool start = true;
  for (const char c : text) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    if (start ? !letter : !letter && !(c >= '0' && c <= '9') && c != '.') return false;
    start = c == '.';
  }
  return !start;
}

// Linear memory as it is before the start, from its first datum on. What no segment fills is zero.
struct Image {
  std::uint64_t base = 0;
  std::vector<std::uint8_t> bytes;

  std::optional<std::uint32_t> word(std::uint64_t at) const {  // `at`: from the base
    if (at + 4 > bytes.size()) return std::nullopt;
    std::uint32_t value = 0;
    for (unsigned i = 4; i-- > 0;) value = value << 8U | bytes[at + i];
    return value;
  }

  // The name of a module at an address; empty when there is something else.
  std::string name(std::uint64_t address) const {
    if (address < base || address - base >= bytes.size()) return "";
    const char* text = reinterpret_cast<const char*>(bytes.data()) + (address - base);
    const std::size_t room = std::min<std::size_t>(bytes.size() - (address - base), kLongestName);
    const std::size_t size = ::strnlen(text, room);
    const std::string name(text, size);
    return size < room && is_module_name(name) ? name : "";
  }
};

Image memory_image(wasm::Bytes module, const wasm::Contents& contents) {
  Image image;
  std::uint64_t end = 0;
  bool first = true;
  for (const wasm::DataSegment& segment : contents.segments) {
    if (!segment.address || segment.size == 0) continue;
    image.base = first ? *segment.address : std::min(image.base, *segment.address);
    end = std::max(end, *segment.address + segment.size);
    first = false;
  }
  if (end - image.base > kMostBytes) return image;
  image.base &= ~std::uint64_t{3};
  image.bytes.resize(end - image.base);
  for (const wasm::DataSegment& segment : contents.segments) {
    if (!segment.address || segment.size == 0) continue;
    std::memcpy(image.bytes.data() + (*segment.address - image.base), module.data() + segment.offset,
                segment.size);
  }
  return image;
}

// The names of the table that begins at `at`, and where it ends; empty when there is none.
std::vector<std::string> table_at(const Image& image, std::uint64_t& at) {
  std::vector<std::string> names;
  while (true) {
    const auto name = image.word(at), function = image.word(at + 4);
    if (!name || !function) return {};
    at += 8;
    if (*name == 0 && *function == 0) return names;
    // A function's number is small; what looks like an address makes it another kind of table.
    std::string text = *function < image.base ? image.name(*name) : "";
    if (text.empty() || names.size() == kMostModules) return {};
    names.push_back(std::move(text));
  }
}

// Types and exceptions have dots in their names too: a table of dots alone counts when one is looked for.
bool is_module_table(const std::vector<std::string>& names, const std::set<std::string>& expected) {
  const auto has = [&](std::string_view name) { return std::ranges::find(names, name) != names.end(); };
  if (has("marshal") && has("_imp")) return true;
  return std::ranges::any_of(names, [&](const std::string& name) {
    return name.find('.') != std::string::npos && expected.contains(name);
  });
}

}  // namespace

std::optional<std::vector<std::string>> module_table(wasm::Bytes module,
                                                     const std::vector<std::string>& expected) {
  const std::set<std::string> wanted(expected.begin(), expected.end());
  const wasm::Contents contents = wasm::read_contents(module);
  if (contents.segments.empty()) return std::nullopt;
  const Image image = memory_image(module, contents);
  std::set<std::string> found;
  for (std::uint64_t at = 0; at + 8 <= image.bytes.size();) {
    std::uint64_t end = at;
    const std::vector<std::string> names = table_at(image, end);
    const bool table = !names.empty() && is_module_table(names, wanted);
    if (table) found.insert(names.begin(), names.end());
    at = table ? end : at + 4;
  }
  return std::vector<std::string>(found.begin(), found.end());
}

}  // namespace pylon

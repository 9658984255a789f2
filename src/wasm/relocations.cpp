#include <fmt/format.h>

#include <array>

#include "wasm/cursor.hpp"
#include "wasm/object_file.hpp"

namespace pylon::wasm {
namespace {

// Bytes that a relocation replaces, and whether it has an addend; by type, as the tool conventions number
// them.
struct RelocationKind {
  std::uint8_t width;
  bool addend;
};
constexpr std::array<RelocationKind, 27> kRelocationKinds{{
    {5, false},  {5, false}, {4, false}, {5, true},  {5, true}, {4, true},  {5, false},  // … TYPE_INDEX_LEB
    {5, false},  {4, true},  {4, true},  {5, false}, {5, true}, {5, false}, {4, false},  // … GLOBAL_INDEX_I32
    {10, true},  {10, true}, {8, true},  {10, true},                                     // MEMORY_ADDR_*64
    {10, false}, {8, false}, {5, false}, {5, true},  {8, true}, {4, true},  // … MEMORY_ADDR_LOCREL_I32
    {10, false}, {10, true}, {4, false},                                    // … FUNCTION_INDEX_I32
}};

}  // namespace

std::vector<Relocation> read_relocations(const ObjectFile& object, const Content& content) {
  std::vector<Relocation> relocations;
  if (content.relocations.empty()) return relocations;
  Cursor cursor(content.relocations, content.relocations_at);
  for (std::uint32_t left = cursor.count("relocations"); left > 0; --left) {
    const std::uint64_t start = cursor.offset();
    Relocation entry;
    entry.type = cursor.byte("relocation type");
    if (entry.type >= kRelocationKinds.size()) {
      Cursor::fail_at(start, fmt::format("unknown relocation type {}", entry.type));
    }
    entry.width = kRelocationKinds[entry.type].width;
    entry.offset = cursor.u32("relocation offset");
    entry.index = cursor.u32("relocation index");
    if (kRelocationKinds[entry.type].addend) entry.addend = cursor.s64("relocation addend");
    const std::size_t targets = entry.type == kTypeIndexLeb ? object.types.size() : object.symbols.size();
    if (entry.index >= targets)
      Cursor::fail_at(start, fmt::format("relocation target {} is not there", entry.index));
    if (std::uint64_t{entry.offset} + entry.width > content.payload.size()) {
      Cursor::fail_at(start, "a relocation outside of its section");
    }
    if (!relocations.empty() && entry.offset < relocations.back().offset) {
      Cursor::fail_at(start, "relocations are not in the order of their offsets");
    }
    relocations.push_back(entry);
  }
  return relocations;
}

}  // namespace pylon::wasm

#include "wasm/snapshot_image.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/error.hpp"
#include "wasm/contents.hpp"
#include "wasm/module_parts.hpp"

namespace pylon::wasm {
namespace {

// Initial linear memory, as far as segments reach.
std::vector<std::uint8_t> memory_of(Bytes module) {
  std::vector<std::uint8_t> memory;
  for (const DataSegment& segment : read_contents(module).segments) {
    if (!segment.address) continue;
    const std::uint64_t end = *segment.address + segment.size;
    if (end > UINT32_MAX)
      throw Error(fmt::format("at byte {}: a data segment ends beyond 4 GiB of memory", segment.offset));
    if (end > memory.size()) memory.resize(end);
    std::ranges::copy(module.subspan(segment.offset, segment.size),
                      memory.begin() + static_cast<std::ptrdiff_t>(*segment.address));
  }
  return memory;
}

}  // namespace

std::string without_empty_segments(Bytes module) {
  constexpr std::uint8_t kData = 11, kDataCount = 12;
  const ModuleParts parts = read_parts(module);
  const std::string_view text = as_text(module);
  const auto is_library = [](const SegmentPlace& each) { return !each.address_at && each.size > 0; };
  const auto library = std::ranges::find_if(parts.segments, is_library);
  std::string segments;
  std::uint32_t kept = 0;
  std::uint64_t start = 0;
  for (const Section& section : parts.module.sections) {
    if (section.id == kData) start = section.offset + section.header + leb(parts.segments.size()).size();
  }
  for (auto each = parts.segments.begin(); each != parts.segments.end(); ++each) {
    const std::uint64_t end = each->offset + each->size;
    const bool drop = !each->address_at && each->size == 0 && each > library;
    if (!drop) segments += text.substr(start, end - start);
    kept += drop ? 0 : 1;
    start = end;
  }
  std::string out(text.substr(0, 8));
  for (const Section& section : parts.module.sections) {
    if (section.id == kData)
      out += static_cast<char>(kData) + sized(leb(kept) + segments);
    else if (section.id == kDataCount)
      out += static_cast<char>(kDataCount) + sized(leb(kept));
    else
      out += text.substr(section.offset, section.header + section.size);
  }
  return out;
}

std::vector<MemoryRange> memory_differences(Bytes one, Bytes other) {
  constexpr std::uint64_t kNear = 8;
  std::vector<std::uint8_t> a = memory_of(one), b = memory_of(other);
  a.resize(std::max(a.size(), b.size()));
  b.resize(a.size());
  std::vector<MemoryRange> ranges;
  std::uint64_t last = 0;
  for (std::uint64_t at = 0; at < a.size(); ++at) {
    if (a[at] == b[at]) continue;
    if (ranges.empty() || at - last > kNear) ranges.push_back({at, 0});
    ++ranges.back().size;
    last = at;
  }
  return ranges;
}

}  // namespace pylon::wasm

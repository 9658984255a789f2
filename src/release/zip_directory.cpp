#include "release/zip_directory.hpp"

#include <fmt/format.h>

#include <cstdint>

#include "base/error.hpp"

namespace pylon {
namespace {

constexpr std::uint32_t kLocal = 0x04034B50, kCentral = 0x02014B50, kEnd = 0x06054B50;
constexpr std::size_t kLocalSize = 30, kCentralSize = 46, kEndSize = 22;
constexpr std::uint16_t kSizesFollow = 1U << 3U;  // after the content, which a header before it cannot know

// Little-endian numbers at an offset; Error where the file ends before.
struct Zip {
  std::string_view bytes;

  std::string_view part(std::size_t at, std::size_t size) const {
    if (at > bytes.size() || size > bytes.size() - at)
      throw Error(fmt::format("its directory leads beyond its end, at offset {}", at));
    return bytes.substr(at, size);
  }
  std::uint32_t number(std::size_t at, std::size_t size) const {
    std::uint32_t value = 0;
    const std::string_view found = part(at, size);
    for (std::size_t i = size; i-- > 0;) value = (value << 8U) | static_cast<std::uint8_t>(found[i]);
    return value;
  }
  std::uint32_t u16(std::size_t at) const { return number(at, 2); }
  std::uint32_t u32(std::size_t at) const { return number(at, 4); }
};

// Of one member: its header against its entry in the directory at `entry`. The offset after its content.
std::size_t check_member(const Zip& zip, std::size_t entry, std::size_t expected) {
  const std::string_view name = zip.part(entry + kCentralSize, zip.u16(entry + 28));
  const std::size_t at = zip.u32(entry + 42);
  const auto refuse = [&](const std::string& what) {
    throw Error(fmt::format("'{}', at offset {}: {}", name, at, what));
  };
  if (at != expected) refuse(fmt::format("it should be at offset {}, where the one before ends", expected));
  if (zip.u32(at) != kLocal) refuse("the directory leads to no member");
  if (const std::string_view own = zip.part(at + kLocalSize, zip.u16(at + 26)); own != name)
    refuse(fmt::format("before its content it is called '{}'", own));
  const std::uint32_t flags = zip.u16(at + 6), size = zip.u32(entry + 20);
  if (zip.u16(at + 4) != zip.u16(entry + 6) || flags != zip.u16(entry + 8) ||
      zip.u16(at + 8) != zip.u16(entry + 10))
    refuse("directory and header say different versions, flags or methods");
  constexpr std::uint32_t kUnix = 3, kRegular = 010, kLink = 012;  // who made it, and the type above its mode
  const std::uint32_t type = zip.u32(entry + 38) >> 28U;
  if (zip.u16(entry + 4) >> 8U != kUnix || (type != kRegular && type != kLink))
    refuse("the directory calls it neither a file nor a link of a Unix system");
  const bool follow = (flags & kSizesFollow) != 0;
  for (std::size_t field = 0; field < 12; field += 4) {  // checksum, packed size, size
    const std::uint32_t own = zip.u32(at + 14 + field), said = zip.u32(entry + 16 + field);
    if (own != said && !(follow && own == 0)) refuse("directory and header say different sizes or checksums");
    if (field > 0 && said == 0xFFFFFFFF) refuse("a zip64, which no release is");
  }
  std::size_t end = at + kLocalSize + zip.u16(at + 26) + zip.u16(at + 28) + size;
  zip.part(at, end - at);
  if (!follow) return end;
  constexpr std::uint32_t kDescriptor = 0x08074B50;
  if (zip.u32(end) == kDescriptor) end += 4;
  for (std::size_t field = 0; field < 12; field += 4) {
    if (zip.u32(end + field) != zip.u32(entry + 16 + field)) refuse("other sizes or checksums follow it");
  }
  return end + 12;
}

}  // namespace

void check_zip_directory(std::string_view bytes) {
  const Zip zip{bytes};
  if (bytes.size() < kEndSize || zip.u32(bytes.size() - kEndSize) != kEnd)
    throw Error("its directory is not at its end");
  const std::size_t end = bytes.size() - kEndSize, count = zip.u16(end + 10), start = zip.u32(end + 16);
  if (zip.u16(end + 8) != count || zip.u32(end + 4) != 0 || zip.u16(end + 20) != 0)
    throw Error("the end of its directory is not that of a release's");
  std::size_t entry = start, next = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (zip.u32(entry) != kCentral) throw Error(fmt::format("no entry of its directory at offset {}", entry));
    next = check_member(zip, entry, next);
    entry += kCentralSize + zip.u16(entry + 28) + zip.u16(entry + 30) + zip.u16(entry + 32);
  }
  if (next != start || entry != end || zip.u32(end + 12) != end - start)
    throw Error("its directory does not follow its members, or is of another size than it says");
}

}  // namespace pylon

#include "wasm/cursor.hpp"

#include <fmt/format.h>

#include "base/shown.hpp"

namespace pylon::wasm {
namespace {

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const std::size_t length = utf8_sequence(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

}  // namespace

void Cursor::fail_at(std::uint64_t offset, const std::string& message) {
  throw Error(fmt::format("at byte {} (0x{:x}): {}", offset, offset, message),
              "the file is damaged or was made wrong: get it or make it again");
}

void Cursor::fail_unknown(std::uint64_t offset, const std::string& message) {
  throw UnknownEncoding(fmt::format("at byte {} (0x{:x}): {}", offset, offset, message),
                        "make the file without what this pylonctl does not know, or use a newer one");
}

void Cursor::fail_truncated(std::string_view what) const {
  fail(fmt::format("the bytes end where {} should be", what));
}

// LEB128 as the WebAssembly specification limits it: at most ceil(bits / 7) bytes (padding up to there is how
// linkers leave room for relocations), and no bit that the type cannot hold.
std::uint64_t Cursor::unsigned_leb(unsigned bits, std::string_view what) {
  const std::uint64_t start = offset();
  std::uint64_t value = 0;
  for (unsigned shift = 0;; shift += 7) {
    const std::uint8_t next = byte(what);
    const std::uint64_t payload = next & 0x7FU;
    if (shift >= bits)
      fail_at(start, fmt::format("{}: a LEB128 number of more than {} bytes", what, (bits + 6) / 7));
    if (bits - shift < 7 && (payload >> (bits - shift)) != 0) {
      fail_at(start, fmt::format("{}: a LEB128 number that does not fit in {} bits", what, bits));
    }
    value |= payload << shift;
    if ((next & 0x80U) == 0) return value;
  }
}

std::int64_t Cursor::signed_leb(unsigned bits, std::string_view what) {
  const std::uint64_t start = offset();
  std::uint64_t value = 0;
  for (unsigned shift = 0;; shift += 7) {
    const std::uint8_t next = byte(what);
    const std::uint64_t payload = next & 0x7FU;
    if (shift >= bits)
      fail_at(start, fmt::format("{}: a LEB128 number of more than {} bytes", what, (bits + 6) / 7));
    if (bits - shift < 7) {
      // What is above the type's sign bit must repeat it.
      const std::uint64_t above = payload >> (bits - shift - 1);
      const std::uint64_t ones = 0x7FU >> (bits - shift - 1);
      if (above != 0 && above != ones) {
        fail_at(start, fmt::format("{}: a signed LEB128 number that does not fit in {} bits", what, bits));
      }
    }
    value |= payload << shift;
    if ((next & 0x80U) != 0) continue;
    const unsigned used = shift + 7;
    if (used < 64 && (payload & 0x40U) != 0) value |= ~std::uint64_t{0} << used;
    return static_cast<std::int64_t>(value);
  }
}

std::uint64_t Cursor::u64(std::string_view what) { return unsigned_leb(64, what); }
std::int32_t Cursor::s32(std::string_view what) { return static_cast<std::int32_t>(signed_leb(32, what)); }
std::int64_t Cursor::s33(std::string_view what) { return signed_leb(33, what); }
std::int64_t Cursor::s64(std::string_view what) { return signed_leb(64, what); }

std::uint32_t Cursor::count(std::string_view what) {
  const std::uint64_t start = offset();
  const std::uint32_t number = u32(what);
  if (number > remaining()) {
    fail_at(start, fmt::format("{}: {} of them cannot be in {} bytes", what, number, remaining()));
  }
  return number;
}

std::uint32_t Cursor::index(std::uint64_t limit, std::string_view what) {
  const std::uint64_t start = offset();
  const std::uint32_t number = u32(what);
  if (number >= limit) fail_at(start, fmt::format("{} {}: there are {} of them", what, number, limit));
  return number;
}

std::string_view Cursor::name(std::string_view what) {
  const std::uint64_t start = offset();
  const Bytes raw = take(u32(what), what);
  const std::string_view text(reinterpret_cast<const char*>(raw.data()), raw.size());
  if (!is_utf8(text)) fail_at(start, fmt::format("{}: not UTF-8", what));
  return text;
}

Bytes Cursor::take(std::uint64_t size, std::string_view what) {
  if (size > remaining())
    fail(fmt::format("{}: {} bytes are asked for, {} are left", what, size, remaining()));
  const Bytes block = bytes_.subspan(position_, static_cast<std::size_t>(size));
  position_ += block.size();
  return block;
}

Cursor Cursor::sub(std::uint64_t size, std::string_view what) {
  const std::uint64_t start = offset();
  return Cursor(take(size, what), start);
}

void Cursor::expect_end(std::string_view what) const {
  if (!done()) fail(fmt::format("{}: {} bytes are left over", what, remaining()));
}

}  // namespace pylon::wasm

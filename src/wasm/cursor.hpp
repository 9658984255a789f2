// A read position in foreign bytes: LEB128 numbers, names and blocks. It never reads outside its bytes;
// whatever is truncated, overlong or out of range is an Error that names the offset in the file and what was
// being read.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "wasm/sections.hpp"

namespace pylon::wasm {

// What no proposal that is known here has: an instruction, a type, flags. The bytes may be right all the
// same, so that who only wants to look at a file goes on without what they are in.
class UnknownEncoding : public Error {
 public:
  using Error::Error;
};

class Cursor {
 public:
  // `base`: offset of the first byte in the file, for messages.
  explicit Cursor(Bytes bytes, std::uint64_t base = 0) : bytes_(bytes), base_(base) {}

  bool done() const { return position_ == bytes_.size(); }
  std::uint64_t remaining() const { return bytes_.size() - position_; }
  // Of the next byte, in the file.
  std::uint64_t offset() const { return base_ + position_; }
  // Of the next byte, from where this cursor began.
  std::uint64_t position() const { return position_; }

  std::uint8_t byte(std::string_view what) {
    if (done()) [[unlikely]]
      fail_truncated(what);
    return bytes_[position_++];
  }
  // Most numbers are of one byte, and a module has millions of them.
  std::uint32_t u32(std::string_view what) {
    if (!done() && bytes_[position_] < 0x80) return bytes_[position_++];
    return static_cast<std::uint32_t>(unsigned_leb(32, what));
  }
  std::uint64_t u64(std::string_view what);
  std::int32_t s32(std::string_view what);
  // What a block's or heap type is written as: a type's number or, negative, a type of one byte.
  std::int64_t s33(std::string_view what);
  std::int64_t s64(std::string_view what);
  // A number of elements that follow, each of at least one byte: it cannot be larger than what remains.
  std::uint32_t count(std::string_view what);
  // The number of one of `limit` things.
  std::uint32_t index(std::uint64_t limit, std::string_view what);
  // A length and as many bytes of UTF-8; the view lives as long as the bytes.
  std::string_view name(std::string_view what);
  Bytes take(std::uint64_t size, std::string_view what);
  // All that is left, and past its first `size` bytes, which are there.
  Bytes rest() const { return bytes_.subspan(position_); }
  void skip(std::size_t size) { position_ += size; }
  // The next `size` bytes as a cursor of their own.
  Cursor sub(std::uint64_t size, std::string_view what);

  // Refuses bytes that are left over.
  void expect_end(std::string_view what) const;
  [[noreturn]] void fail(const std::string& message) const { fail_at(offset(), message); }
  [[noreturn]] static void fail_at(std::uint64_t offset, const std::string& message);
  [[noreturn]] static void fail_unknown(std::uint64_t offset, const std::string& message);

 private:
  [[noreturn]] void fail_truncated(std::string_view what) const;
  std::uint64_t unsigned_leb(unsigned bits, std::string_view what);
  std::int64_t signed_leb(unsigned bits, std::string_view what);

  Bytes bytes_;
  std::uint64_t base_ = 0;
  std::size_t position_ = 0;
};

}  // namespace pylon::wasm

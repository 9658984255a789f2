#include "remote/action_result.hpp"

#include <fmt/format.h>

#include "base/error.hpp"

namespace pylon {
namespace {

// Protocol Buffers' wire format (https://protobuf.dev/programming-guides/encoding/): a tag is the field's
// number times eight, plus how its value is written.
enum WireType : std::uint64_t { kVarint = 0, kFixed64 = 1, kBytes = 2, kFixed32 = 5 };

std::string varint(std::uint64_t value) {
  std::string text;
  for (; value >= 0x80; value >>= 7U) text += static_cast<char>((value & 0x7FU) | 0x80U);
  return text + static_cast<char>(value);
}

std::string bytes_field(std::uint64_t field, std::string_view bytes) {
  return varint(field << 3U | kBytes) + varint(bytes.size()) + std::string(bytes);
}

// One message; `base` is where it begins in the whole, for messages to people.
class Fields {
 public:
  Fields(std::string_view bytes, std::size_t base) : bytes_(bytes), base_(base) {}

  // The next field; false at the end.
  bool next() {
    if (at_ == bytes_.size()) return false;
    const std::uint64_t tag = number();
    field = tag >> 3U;
    value = 0;
    text = {};
    switch (tag & 7U) {
      case kVarint:
        value = number();
        break;
      case kFixed64:
        take(8);
        break;
      case kBytes:
        text = take(number());
        is_text = true;
        return true;
      case kFixed32:
        take(4);
        break;
      default:
        fail("a field of an unknown kind");
    }
    is_text = false;
    return true;
  }

  std::string_view want_text() const {
    if (!is_text) fail("a number where text belongs");
    return text;
  }
  std::uint64_t want_number() const {
    if (is_text) fail("text where a number belongs");
    return value;
  }
  Fields want_message() const { return {want_text(), base_ + at_ - text.size()}; }

  [[noreturn]] void fail(std::string_view what) const {
    throw Error(fmt::format("no action result of a remote cache: {} before byte {}", what, base_ + at_));
  }

  std::uint64_t field = 0;

 private:
  std::uint64_t number() {
    std::uint64_t number = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      const auto byte = static_cast<unsigned char>(take(1).front());
      number |= static_cast<std::uint64_t>(byte & 0x7FU) << shift;
      if (byte < 0x80U) return number;
    }
    fail("a number without an end");
  }
  std::string_view take(std::uint64_t count) {
    if (count > bytes_.size() - at_) fail("it ends in the middle of a field");
    at_ += count;
    return bytes_.substr(at_ - count, count);
  }

  std::string_view bytes_;
  std::size_t base_;
  std::size_t at_ = 0;
  bool is_text = false;
  std::uint64_t value = 0;
  std::string_view text;
};

void read_digest(Fields fields, ActionResult& result) {
  while (fields.next()) {
    if (fields.field == 1) result.sha256 = fields.want_text();
    if (fields.field == 2) result.bytes = fields.want_number();
  }
}

void read_file_entry(Fields fields, ActionResult& result) {
  while (fields.next()) {
    if (fields.field == 1) result.path = fields.want_text();
    if (fields.field == 2) read_digest(fields.want_message(), result);
  }
}

}  // namespace

std::string write_action_result(const ActionResult& result) {
  const std::string digest =
      bytes_field(1, result.sha256) + varint(2U << 3U | kVarint) + varint(result.bytes);
  const std::string file = bytes_field(1, result.path) + bytes_field(2, digest);
  return bytes_field(2, file) + bytes_field(5, result.text);
}

ActionResult read_action_result(std::string_view bytes) {
  ActionResult result;
  Fields fields(bytes, 0);
  bool found = false;
  while (fields.next()) {
    if (fields.field == 2) {
      if (found) fields.fail("a second output file");
      found = true;
      read_file_entry(fields.want_message(), result);
    }
    if (fields.field == 5) result.text = fields.want_text();
  }
  if (!found) fields.fail("no output file");
  return result;
}

}  // namespace pylon

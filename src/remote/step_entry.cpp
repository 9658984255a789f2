#include "remote/step_entry.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "base/digest.hpp"
#include "base/error.hpp"
#include "base/json.hpp"

namespace pylon {
namespace {

// Enters the names under /ac/ and what is signed: raise it when an older pylonctl would misread an entry.
constexpr std::string_view kFormat = "pylonctl step 1";
constexpr const char* kArchiveName = "step.tar.zst";
// Larger than any real step; a record that says more is none.
constexpr std::uint64_t kMostBytes = std::uint64_t{16} << 30U;
constexpr std::uint64_t kMostFiles = 500'000;

std::string entry_json(const StepEntry& entry) {
  return nlohmann::json{{"name", entry.name},         {"key", entry.key},         {"archive", entry.archive},
                        {"bytes", entry.bytes},       {"content", entry.content}, {"files", entry.files},
                        {"unpacked", entry.unpacked}, {"store", entry.store},     {"naming", entry.naming},
                        {"bound", entry.bound},       {"needs", entry.needs},     {"wall_us", entry.wall_us},
                        {"cpu_us", entry.cpu_us}}
      .dump();
}

StepEntry parse_entry(const std::string& text) try {
  const nlohmann::json document = parse_json(text, "the entry");
  StepEntry entry;
  for (const auto& [field, to] :
       {std::pair("name", &entry.name), std::pair("key", &entry.key), std::pair("archive", &entry.archive),
        std::pair("content", &entry.content), std::pair("store", &entry.store)})
    *to = document.at(field).get<std::string>();
  for (const auto& [field, to] : {std::pair("bytes", &entry.bytes), std::pair("files", &entry.files),
                                  std::pair("unpacked", &entry.unpacked)})
    *to = document.at(field).get<std::uint64_t>();
  entry.naming = document.at("naming").get<std::vector<std::string>>();
  entry.needs = document.at("needs").get<std::vector<std::string>>();
  entry.bound = document.at("bound").get<bool>();
  entry.wall_us = document.at("wall_us").get<std::int64_t>();
  entry.cpu_us = document.at("cpu_us").get<std::int64_t>();
  return entry;
} catch (const nlohmann::json::exception& error) {
  throw Error(fmt::format("its text is no entry: {}", error.what()));
}

bool is_digest(const std::string& text) {
  return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

bool stays_inside(const std::string& name) {
  const std::filesystem::path path(name);
  bool inside = !path.empty() && path.is_relative();
  for (const auto& part : path) inside = inside && part != "..";
  return inside;
}

// Accepts an entry only in the form that we write: our signature vouches for that text; a text without one
// may say anything.
void check_entry(const StepEntry& entry, const ActionResult& result) {
  const auto want = [](bool right, std::string_view what) {
    if (!right) throw Error(fmt::format("its {} make no sense", what));
  };
  want(is_digest(entry.archive) && is_digest(entry.content) && is_digest(entry.key), "digests");
  want(entry.archive == result.sha256 && entry.bytes == result.bytes, "two descriptions of the archive");
  want(entry.bytes <= kMostBytes && entry.unpacked <= kMostBytes && entry.files <= kMostFiles, "sizes");
  want(entry.wall_us >= 0 && entry.cpu_us >= 0, "costs");
  want(std::filesystem::path(entry.store).is_absolute(), "folders");
  for (const std::string& name : entry.naming) want(stays_inside(name), "names of files");
  for (const std::string& name : entry.needs)
    want(stays_inside(name) && name.find('/') == std::string::npos, "names of steps");
}

constexpr std::string_view kUnsigned = "unsigned";

std::string signature(std::string_view format, const std::string& text, const EntryTrust& trust) {
  if (trust.unsigned_too) return std::string(kUnsigned);
  return hmac_sha256_hex(trust.secret, fmt::format("{}\n{}", format, text));
}

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

// Enters the names under /ac/ and what is signed.
constexpr std::string_view kLeaseFormat = "pylonctl lease 1";
constexpr const char* kEmptyName = "lease";

}  // namespace

std::string entry_name(const std::string& key, const std::string& store) {
  return sha256_hex(fmt::format("{}\n{}\n{}", kFormat, key, store));
}

std::string write_step_entry(const StepEntry& entry, const EntryTrust& trust) {
  return write_action_result(
      {kArchiveName, entry.archive, entry.bytes, sign_text(kFormat, entry_json(entry), trust)});
}

StepEntry read_step_entry(std::string_view bytes, const std::string& name, const std::string& key,
                          const EntryTrust& trust) {
  const ActionResult result = read_action_result(bytes);
  const StepEntry entry = parse_entry(open_signed_text(kFormat, result.text, trust));
  check_entry(entry, result);
  if (entry.key != key || entry.name != name)
    throw Error(fmt::format("it is the entry of another step, {}", entry.name));
  return entry;
}

std::string sign_text(std::string_view format, const std::string& text, const EntryTrust& trust) {
  return signature(format, text, trust) + "\n" + text;
}

std::string open_signed_text(std::string_view format, const std::string& whole, const EntryTrust& trust) {
  const std::size_t line = whole.find('\n');
  if (line == std::string::npos) throw Error("it is none of pylonctl's");
  const std::string signed_by = whole.substr(0, line), text = whole.substr(line + 1);
  if (trust.unsigned_too) return text;
  if (signed_by == kUnsigned) throw Error("it is not signed");
  if (!same_secret(signed_by, signature(format, text, trust)))
    throw Error("its signature is not of the team's key, or it was changed");
  return text;
}

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

std::string lease_name(const std::string& of) { return sha256_hex(fmt::format("{}\n{}", kLeaseFormat, of)); }

std::string write_lease(const Lease& lease, const EntryTrust& trust) {
  const nlohmann::json text{
      {"of", lease.of}, {"holder", lease.holder}, {"renewal", lease.renewal}, {"ended", lease.ended}};
  return write_action_result({kEmptyName, sha256_hex(""), 0, sign_text(kLeaseFormat, text.dump(), trust)});
}

Lease read_lease(std::string_view bytes, const std::string& of, const EntryTrust& trust) try {
  const std::string text = open_signed_text(kLeaseFormat, read_action_result(bytes).text, trust);
  const nlohmann::json document = parse_json(text, "the lease");
  Lease lease;
  lease.of = document.at("of").get<std::string>();
  lease.holder = document.at("holder").get<std::string>();
  lease.renewal = document.at("renewal").get<std::uint64_t>();
  lease.ended = document.at("ended").get<bool>();
  if (lease.of != of) throw Error("it is the lease of something else");
  return lease;
} catch (const nlohmann::json::exception& error) {
  throw Error(fmt::format("its text is no lease: {}", error.what()));
}

}  // namespace pylon

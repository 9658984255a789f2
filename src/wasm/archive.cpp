// The `ar` format: a magic line, then members, each a header of 60 bytes of text and its content, padded to
// two bytes. GNU keeps long names in a member called "//", BSD at the start of the content ("#1/<length>").
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string_view>

#include "base/error.hpp"
#include "wasm/cursor.hpp"
#include "wasm/symbols.hpp"

namespace pylon::wasm {
namespace {

constexpr std::string_view kArchiveMagic = "!<arch>\n";
constexpr std::string_view kThinMagic = "!<thin>\n";

std::string_view trimmed(std::string_view text) {
  const std::size_t end = text.find_last_not_of(' ');
  return text.substr(0, end == std::string_view::npos ? 0 : end + 1);
}

// Header fields have at most ten digits, so the number cannot overflow.
std::optional<std::uint64_t> decimal(std::string_view text) {
  text = trimmed(text);
  if (text.empty() || text.size() > 15) return std::nullopt;
  std::uint64_t number = 0;
  for (const char digit : text) {
    if (digit < '0' || digit > '9') return std::nullopt;
    number = number * 10 + static_cast<std::uint64_t>(digit - '0');
  }
  return number;
}

struct Header {
  std::uint64_t offset = 0;
  std::string_view name;
  std::uint64_t size = 0;
};

Header read_header(Cursor& cursor) {
  Header header;
  header.offset = cursor.offset();
  const std::string_view text = as_text(cursor.take(60, "archive member header"));
  if (text.substr(58) != "`\n")
    Cursor::fail_at(header.offset, "archive member header: its end mark is missing");
  const auto size = decimal(text.substr(48, 10));
  if (!size) Cursor::fail_at(header.offset + 48, "archive member header: the size is not a number");
  header.name = trimmed(text.substr(0, 16));
  header.size = *size;
  return header;
}

bool is_symbol_table(std::string_view name) {
  return name == "/" || name == "/SYM64/" || name == "__.SYMDEF" || name == "__.SYMDEF SORTED" ||
         name == "__.SYMDEF_64" || name == "__.SYMDEF_64 SORTED";
}

// "/123" -> the entry at 123 of the "//" member, which ends with "/\n".
std::string long_name(std::string_view name, std::string_view table, std::uint64_t at) {
  const auto start = decimal(name.substr(1));
  if (!start || *start >= table.size()) Cursor::fail_at(at, fmt::format("no long name at '{}'", name));
  std::string_view entry = table.substr(static_cast<std::size_t>(*start));
  entry = entry.substr(0, entry.find('\n'));
  // Many members may point at one entry, so its length must have a bound.
  if (entry.size() > 1024) Cursor::fail_at(at, "a member name of more than 1024 bytes");
  if (entry.ends_with('/')) entry.remove_suffix(1);
  return std::string(entry);
}

// "#1/20" -> the first 20 bytes of the content, filled up with zero bytes.
std::string bsd_name(std::string_view name, Cursor& content) {
  const auto length = decimal(name.substr(3));
  if (!length) content.fail("archive member header: the length of a BSD name is not a number");
  std::string_view text = as_text(content.take(*length, "BSD member name"));
  return std::string(text.substr(0, text.find('\0')));
}

}  // namespace

std::vector<ArchiveMember> read_archive(Bytes archive) {
  Cursor cursor(archive);
  const std::string_view magic = as_text(archive.first(std::min(archive.size(), kArchiveMagic.size())));
  if (magic == kThinMagic) throw Error("at byte 0 (0x0): a thin archive does not hold its members");
  if (magic != kArchiveMagic) Cursor::fail_at(0, "not an archive");
  cursor.take(kArchiveMagic.size(), "archive magic");

  std::vector<ArchiveMember> members;
  std::string_view names;
  while (!cursor.done()) {
    const Header header = read_header(cursor);
    Cursor content = cursor.sub(header.size, "archive member");
    if (header.size % 2 != 0 && !cursor.done()) cursor.byte("padding");
    std::string name;
    if (header.name == "//") {
      names = as_text(content.take(header.size, "long names"));
    } else if (header.name.starts_with("#1/")) {
      name = bsd_name(header.name, content);
    } else if (header.name.starts_with('/') && !is_symbol_table(header.name)) {
      name = long_name(header.name, names, header.offset);
    } else {
      name = header.name.ends_with('/') && header.name.size() > 1
                 ? header.name.substr(0, header.name.size() - 1)
                 : header.name;
    }
    if (header.name == "//" || is_symbol_table(header.name) || is_symbol_table(name)) continue;
    members.push_back({std::move(name), content.take(content.remaining(), "archive member")});
  }
  return members;
}

}  // namespace pylon::wasm

#include "release/archive_reader.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>
#include <zstd.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <set>

#include "base/checksums.hpp"
#include "base/digest.hpp"
#include "base/error.hpp"
#include "system/files.hpp"
#include "system/mapped_file.hpp"
#include "wasm/sections.hpp"

namespace pylon {
namespace {

constexpr std::size_t kBlock = 1U << 18U;
constexpr std::uint64_t kMostBytes = std::uint64_t{1} << 30U;
constexpr std::size_t kMostEntries = 100'000;
const std::set<std::string> kWanted{"pylon.wasm", "manifest.json", std::string(kChecksums)};

using Reader = std::unique_ptr<archive, decltype(&archive_read_free)>;

void check(int code, archive* reader, const std::string& what) {
  if (code == ARCHIVE_OK) return;
  const char* why = archive_error_string(reader);
  throw Error(what + ": " + (why != nullptr ? why : "unknown error"));
}

// Adds an archive's entries one by one.
class Collector {
 public:
  void add(archive* reader, archive_entry* entry) {
    const char* given = archive_entry_pathname(entry);
    const std::string path = below_top(given != nullptr ? given : "");
    if (content_.entries.size() == kMostEntries) throw Error("it holds more files than a release does");
    const auto [place, is_new] = content_.entries.try_emplace(path);
    if (!is_new) throw Error("'" + path + "' is there twice");
    check_owner(entry, path);
    if (archive_entry_hardlink(entry) != nullptr) throw Error("'" + path + "' is a hard link");
    if (archive_entry_filetype(entry) == AE_IFLNK) {
      const char* target = archive_entry_symlink(entry);
      place->second.target = target != nullptr ? target : "";
      if (!is_inside(place->second.target)) throw Error("the link '" + path + "' leaves the folder");
      return;
    }
    if (archive_entry_filetype(entry) != AE_IFREG) throw Error("'" + path + "' is neither a file nor a link");
    place->second.mode = archive_entry_perm(entry);
    read(reader, path, place->second);
  }

  ReleaseContent take() { return std::move(content_); }

 private:
  // As archives are written: everything is root's and of one time, and nothing has more than a mode.
  void check_owner(archive_entry* entry, const std::string& path) {
    const auto named = [](const char* name) { return name != nullptr && *name != '\0'; };
    if (archive_entry_uid(entry) != 0 || archive_entry_gid(entry) != 0 || named(archive_entry_uname(entry)) ||
        named(archive_entry_gname(entry)))
      throw Error("'" + path + "' belongs to somebody");
    if (archive_entry_xattr_count(entry) > 0 || archive_entry_acl_types(entry) != 0 ||
        named(archive_entry_fflags_text(entry)))
      throw Error("'" + path + "' has attributes");
    const std::int64_t time = archive_entry_mtime(entry);
    if (time_.value_or(time) != time) throw Error("'" + path + "' is of another time than what is before it");
    time_ = time;
  }

  std::string below_top(const std::string& path) {
    const std::size_t slash = path.find('/');
    if (!is_inside(path) || slash == std::string::npos) throw Error("'" + path + "' is not in a folder");
    const std::string top = path.substr(0, slash);
    if (top_.empty()) top_ = top;
    if (top != top_) throw Error("it has two top folders, '" + top_ + "' and '" + top + "'");
    return path.substr(slash + 1);
  }

  void read(archive* reader, const std::string& path, ContentEntry& entry) {
    Sha256 digest;
    std::string* text = kWanted.contains(path) ? &content_.texts[path] : nullptr;
    while (true) {
      const la_ssize_t size = archive_read_data(reader, block_.data(), block_.size());
      if (size < 0) check(ARCHIVE_FATAL, reader, "'" + path + "' cannot be read");
      if (size == 0) break;
      const std::string_view bytes(block_.data(), static_cast<std::size_t>(size));
      entry.bytes += bytes.size();
      bytes_ += bytes.size();
      if (bytes_ > kMostBytes) throw Error("it unpacks to more than a release has");
      digest.update(bytes);
      if (text != nullptr) text->append(bytes);
    }
    entry.sha256 = digest.hex();
  }

  ReleaseContent content_;
  std::string top_;
  std::optional<std::int64_t> time_;
  std::uint64_t bytes_ = 0;
  std::vector<char> block_ = std::vector<char>(kBlock);
};

// By its name, which is what people unpack it by; of another name by its first bytes.
bool is_zip(const fs::path& path) {
  const std::string name = path.filename().string();
  if (name.ends_with(".zip") || name.ends_with(".tar.zst")) return name.ends_with(".zip");
  return wasm::as_text(MappedFile(path).bytes()).starts_with("PK");
}

// A second frame of zstd, or one that is skipped, would hold what no member has.
void check_one_frame(const fs::path& path) {
  const MappedFile file(path);
  const std::size_t size = ZSTD_findFrameCompressedSize(file.bytes().data(), file.bytes().size());
  if (ZSTD_isError(size) != 0) throw Error(std::string("cannot open it: ") + ZSTD_getErrorName(size));
  if (size != file.bytes().size())
    throw Error(fmt::format("{} bytes follow its end", file.bytes().size() - size));
}

constexpr std::int64_t kTarBlock = 512;

std::int64_t end_of_member(std::int64_t header, std::int64_t size) {
  return header + kTarBlock + (size + kTarBlock - 1) / kTarBlock * kTarBlock;
}

// Nothing but zeros follows the last member, which ends at `end`: other programs read on (tar -i).
void check_tar_end(const fs::path& path, std::int64_t end) {
  const Reader reader(archive_read_new(), &archive_read_free);
  archive_read_support_filter_zstd(reader.get());
  archive_read_support_format_raw(reader.get());
  archive_entry* entry = nullptr;
  check(archive_read_open_filename(reader.get(), path.c_str(), kBlock), reader.get(), "cannot open it");
  check(archive_read_next_header(reader.get(), &entry), reader.get(), "cannot read it");
  std::vector<char> block(kBlock);
  for (std::int64_t at = 0;;) {
    const la_ssize_t size = archive_read_data(reader.get(), block.data(), block.size());
    if (size < 0) check(ARCHIVE_FATAL, reader.get(), "cannot read it");
    if (size == 0) return;
    const std::int64_t first = std::clamp<std::int64_t>(end - at, 0, size);
    if (std::any_of(block.begin() + first, block.begin() + size, [](char c) { return c != '\0'; }))
      throw Error("something follows its last member");
    at += size;
  }
}

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

ReleaseContent read_archive_content(const fs::path& path) {
  const bool zip = is_zip(path);
  const Reader reader(archive_read_new(), &archive_read_free);
  if (zip) {
    archive_read_support_format_zip(reader.get());
    check_zip_directory(wasm::as_text(MappedFile(path).bytes()));
  } else {
    archive_read_support_filter_zstd(reader.get());
    archive_read_support_format_tar(reader.get());
    check_one_frame(path);
  }
  check(archive_read_open_filename(reader.get(), path.c_str(), kBlock), reader.get(), "cannot open it");
  Collector collector;
  archive_entry* entry = nullptr;
  std::int64_t end = 0;
  for (int code = ARCHIVE_OK; (code = archive_read_next_header(reader.get(), &entry)) != ARCHIVE_EOF;) {
    check(code, reader.get(), "cannot read it");
    if (!zip && archive_format(reader.get()) != ARCHIVE_FORMAT_TAR_USTAR)
      throw Error("it is no ustar, as releases are");
    collector.add(reader.get(), entry);
    end = end_of_member(archive_read_header_position(reader.get()), archive_entry_size(entry));
  }
  if (!zip) check_tar_end(path, end);
  return collector.take();
}

ReleaseContent read_folder_content(const fs::path& folder) {
  ReleaseContent content;
  for (const fs::path& file : list_tree(folder)) {
    ContentEntry& entry = content.entries[file.generic_string()];
    if (fs::is_symlink(folder / file)) {
      entry.target = fs::read_symlink(folder / file).string();
      continue;
    }
    entry.bytes = fs::file_size(folder / file);
    entry.sha256 = file_sha256(folder / file);
    if (kWanted.contains(file.generic_string()))
      content.texts[file.generic_string()] = read_file(folder / file);
  }
  return content;
}

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

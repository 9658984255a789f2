#include "release/archive_reader.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>

#include <array>
#include <memory>
#include <set>

#include "base/digest.hpp"
#include "base/error.hpp"
#include "release/archive_plan.hpp"
#include "release/zip_directory.hpp"
#include "system/files.hpp"
#include "system/mapped_file.hpp"
#include "wasm/bytes.hpp"

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
  std::uint64_t bytes_ = 0;
  std::vector<char> block_ = std::vector<char>(kBlock);
};

}  // namespace

ReleaseContent read_archive_content(const fs::path& path) {
  const Reader reader(archive_read_new(), &archive_read_free);
  archive_read_support_filter_zstd(reader.get());
  archive_read_support_format_tar(reader.get());
  archive_read_support_format_zip(reader.get());
  {
    const MappedFile file(path);
    const std::string_view bytes = wasm::as_text(file.bytes());
    if (bytes.starts_with("PK")) check_zip_directory(bytes);
  }
  check(archive_read_open_filename(reader.get(), path.c_str(), kBlock), reader.get(), "cannot open it");
  Collector collector;
  archive_entry* entry = nullptr;
  for (int code = ARCHIVE_OK; (code = archive_read_next_header(reader.get(), &entry)) != ARCHIVE_EOF;) {
    check(code, reader.get(), "cannot read it");
    collector.add(reader.get(), entry);
  }
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

}  // namespace pylon

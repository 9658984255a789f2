#include "release/archive_writer.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <fmt/format.h>
#include <zstd.h>

#include <algorithm>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <thread>

#include "base/checksums.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "system/files.hpp"
#include "system/temporary_folder.hpp"

namespace pylon {
namespace {

// The level of zstd. On lean and fat together, 2 cores, 12 takes a quarter of the time of 19, for 5 % more
// bytes.
constexpr int kZstdLevel = 12;
constexpr std::int64_t kFirstZipSecond = 315'532'800;  // 1980-01-01

using Writer = std::unique_ptr<archive, decltype(&archive_write_free)>;
using Entry = std::unique_ptr<archive_entry, decltype(&archive_entry_free)>;

void check(int code, archive* writer, const std::string& what) {
  if (code == ARCHIVE_OK) return;
  const char* why = archive_error_string(writer);
  throw Error(what + ": " + (why != nullptr ? why : "unknown error"));
}

// A file that is compressed as it is written.
class ZstdFile {
 public:
  explicit ZstdFile(const fs::path& path)
      : file_(path, std::ios::binary), context_(ZSTD_createCCtx(), &ZSTD_freeCCtx) {
    if (!file_) throw Error("cannot write " + path.string());
    set(ZSTD_c_compressionLevel, kZstdLevel);
    set(ZSTD_c_checksumFlag, 1);
    // From one worker on, their number does not change the bytes.
    set(ZSTD_c_nbWorkers, std::max(1, static_cast<int>(std::thread::hardware_concurrency())));
  }

  void add(const void* bytes, std::size_t size) { run({bytes, size, 0}, ZSTD_e_continue); }
  void close() {
    run({nullptr, 0, 0}, ZSTD_e_end);
    file_.close();
    if (!file_) throw Error("cannot write the archive: the disk may be full");
  }

  // Of libarchive: it gives us the blocks of the tar.
  static la_ssize_t write(archive* writer, void* self, const void* bytes, std::size_t size) {
    try {
      static_cast<ZstdFile*>(self)->add(bytes, size);
      return static_cast<la_ssize_t>(size);
    } catch (const std::exception& error) {
      archive_set_error(writer, -1, "%s", error.what());
      return -1;
    }
  }

 private:
  void set(ZSTD_cParameter parameter, int value) {
    const std::size_t code = ZSTD_CCtx_setParameter(context_.get(), parameter, value);
    if (ZSTD_isError(code) != 0)
      throw Error(std::string("libzstd cannot do what a release needs: ") + ZSTD_getErrorName(code),
                  "use a libzstd that is built with threads, as distributions do");
  }

  void run(ZSTD_inBuffer input, ZSTD_EndDirective mode) {
    while (true) {
      ZSTD_outBuffer output{out_.data(), out_.size(), 0};
      const std::size_t left = ZSTD_compressStream2(context_.get(), &output, &input, mode);
      if (ZSTD_isError(left) != 0) throw Error(std::string("libzstd: ") + ZSTD_getErrorName(left));
      file_.write(out_.data(), static_cast<std::streamsize>(output.pos));
      if (mode == ZSTD_e_end ? left == 0 : input.pos == input.size) return;
    }
  }

  std::ofstream file_;
  std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> context_;
  std::vector<char> out_ = std::vector<char>(ZSTD_CStreamOutSize());
};

void add_member(archive* writer, const ArchiveMember& member, std::int64_t seconds) {
  const Entry entry(archive_entry_new(), &archive_entry_free);
  archive_entry_set_pathname(entry.get(), member.path.c_str());
  archive_entry_set_mtime(entry.get(), seconds, 0);
  archive_entry_set_uid(entry.get(), 0);
  archive_entry_set_gid(entry.get(), 0);
  const std::string what = "while packing " + member.path;
  if (!member.target.empty()) {
    archive_entry_set_filetype(entry.get(), AE_IFLNK);
    archive_entry_set_perm(entry.get(), 0777);
    archive_entry_set_symlink(entry.get(), member.target.c_str());
    return check(archive_write_header(writer, entry.get()), writer, what);
  }
  const std::string read = member.source.empty() ? "" : read_file(member.source);
  const std::string& content = member.source.empty() ? member.content : read;
  archive_entry_set_filetype(entry.get(), AE_IFREG);
  archive_entry_set_perm(entry.get(), 0644);
  archive_entry_set_size(entry.get(), static_cast<la_int64_t>(content.size()));
  check(archive_write_header(writer, entry.get()), writer, what);
  const la_ssize_t written = archive_write_data(writer, content.data(), content.size());
  if (written != static_cast<la_ssize_t>(content.size())) check(ARCHIVE_FATAL, writer, what);
}

void add_members(archive* writer, std::span<const ArchiveMember> members, std::int64_t seconds) {
  for (const ArchiveMember& member : members) add_member(writer, member, seconds);
  check(archive_write_close(writer), writer, "while ending the archive");
}

constexpr const char* kFile = "pylon.wasm";

}  // namespace

void write_tar_zst(const fs::path& to, std::span<const ArchiveMember> members, std::int64_t seconds) {
  with_context("while writing " + to.string(), [&] {
    ZstdFile file(to);
    const Writer writer(archive_write_new(), &archive_write_free);
    check(archive_write_set_format_ustar(writer.get()), writer.get(), "ustar");
    check(archive_write_open(writer.get(), &file, nullptr, &ZstdFile::write, nullptr), writer.get(), "open");
    add_members(writer.get(), members, seconds);
    file.close();
  });
}

void write_zip(const fs::path& to, std::span<const ArchiveMember> members, std::int64_t seconds) {
  with_context("while writing " + to.string(), [&] {
    const Writer writer(archive_write_new(), &archive_write_free);
    check(archive_write_set_format_zip(writer.get()), writer.get(), "zip");
    check(archive_write_set_options(writer.get(), "zip:compression=deflate,zip:compression-level=9"),
          writer.get(), "options");
    check(archive_write_open_filename(writer.get(), to.c_str()), writer.get(), "cannot write");
    add_members(writer.get(), members, std::max(seconds, kFirstZipSecond));
  });
}

void write_archive_size(const fs::path& wasm, const std::vector<std::pair<std::string, std::string>>& parts,
                        const fs::path& to) {
  std::vector<ArchiveMember> members{{"pylon/pylon.wasm", "", wasm.string(), ""}};
  for (const auto& [folder, place] : parts) {
    if (!fs::is_directory(folder)) continue;
    for (const fs::path& file : list_tree(folder))
      members.push_back(
          {("pylon" / fs::path(place) / file).string(), "", (fs::path(folder) / file).string(), ""});
  }
  std::ranges::sort(members, {}, &ArchiveMember::path);
  const TemporaryFolder scratch;
  const fs::path archive = scratch.path() / "pylon.tar.zst";
  write_tar_zst(archive, members, 0);
  write_file(to, json_text({{"bytes", fs::file_size(archive)}}));
}

std::string release_name(const std::string& version, const std::string& variant, const std::string& target) {
  return fmt::format("pylon-{}-{}-{}", version, variant, target);
}

std::vector<ArchiveMember> archive_plan(const std::string& folder, std::map<std::string, ReleaseFile> files,
                                        const std::string& old_name, bool copy) {
  if (!files.contains(kFile)) throw Error(folder + ": there is no " + std::string(kFile) + " to pack");
  Checksums sums;
  std::vector<ArchiveMember> members;
  if (!old_name.empty()) {
    sums[old_name] = files.at(kFile).sha256;
    if (copy)
      files[old_name] = files.at(kFile);
    else
      members.push_back({folder + "/" + old_name, kFile, "", ""});
  }
  for (const auto& [path, file] : files) {
    if (!is_inside(path)) throw Error(folder + ": '" + path + "' is no name for a file in an archive");
    sums[path] = file.sha256;
    members.push_back({folder + "/" + path, "", file.source, file.content});
  }
  members.push_back({folder + "/" + std::string(kChecksums), "", "", checksums_text(sums)});
  std::ranges::sort(members, {}, &ArchiveMember::path);
  return members;
}

}  // namespace pylon
